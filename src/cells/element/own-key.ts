export const ownKeyPrefix = 'lexigrad:code:'

/** A cell's name among all of its page: a twin in another language of code has the id of its first cell, and is another. */
export function nameOf(element: Element): string {
  const id = element.getAttribute('cell') ?? ''
  return (element as HTMLElement).dataset.language === 'python' ? `${id}~python` : id
}

/** Where a reader's own text of a cell is kept: the same in every language of its page. */
export function ownKey(element: HTMLElement): string {
  return `${ownKeyPrefix}${element.dataset.slug}/${nameOf(element)}`
}

/** How the fragment of a shared link begins. */
export const sharedPrefix = '#code='

/** Whether something else than the published text is to be shown: brought by a link, or kept from before. */
export function bringsText(element: HTMLElement): boolean {
  try {
    const { state } = history as { state: { shared?: unknown } | null }
    return location.hash.startsWith(sharedPrefix) || !!state?.shared || localStorage.getItem(ownKey(element)) !== null
  } catch {
    // Storage is blocked.
    return false
  }
}
