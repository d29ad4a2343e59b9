/** The translation memory: what was translated before, found by the likeness of the English texts. */
import type { Comparison } from './compare.ts'
import { likeness } from './match.ts'
import { prosePairs } from './status.ts'

export interface Remembered {
  slug: string
  english: string
  translation: string
}

export interface Recalled extends Remembered {
  /** 1 for the same text. */
  likeness: number
}

/** Below this a text is of no help [likeness]. */
const leastLike = 0.7
const mostShown = 5

/** What one translation adds to the memory: confirmed pairs, in the English they were translated from, and what was put aside. */
export function rememberedIn(slug: string, comparison: Comparison): Remembered[] {
  const confirmed = prosePairs(comparison).flatMap(({ english, translation, line, state }) => {
    if (!translation || !line || state === 'missing' || state === 'edited') return []
    return [{ slug, english: state === 'stale' ? line.text : english.text, translation: translation.text }]
  })
  const aside = (comparison.lock?.obsolete ?? []).map(({ text, translation }) => ({ slug, english: text, translation }))
  return [...confirmed, ...aside]
}

/** The most alike first, each translation once. `own` is what stands there now, and of no help. */
export function recall(memory: Iterable<Remembered>, english: string, own: string | undefined): Recalled[] {
  const found = new Map<string, Recalled>()
  for (const known of memory) {
    if (known.translation === own) continue
    const like = known.english === english ? 1 : Math.min(likeness(known.english, english), 0.99)
    const better = found.get(known.translation)
    if (like >= leastLike && (!better || better.likeness < like))
      found.set(known.translation, { ...known, likeness: like })
  }
  return [...found.values()].sort((a, b) => b.likeness - a.likeness).slice(0, mostShown)
}
