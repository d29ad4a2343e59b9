/** Which entries this browser has opened, kept in it and nowhere else. */
const key = 'lexigrad:visits'

export function readVisits(): Set<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((slug) => typeof slug === 'string') : [])
  } catch {
    // Storage is blocked, or holds what somebody else put there.
    return new Set()
  }
}

export function keepVisit(slug: string): void {
  const visits = readVisits()
  if (visits.has(slug)) return
  try {
    localStorage.setItem(key, JSON.stringify([...visits, slug]))
  } catch {
    // Nothing is kept, nothing is lost.
  }
}

export function forgetVisits(): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // There was nothing.
  }
}
