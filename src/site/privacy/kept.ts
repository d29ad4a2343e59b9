/**
 * Everything that the site keeps in a reader's browser, by name: the privacy page shows this list, and tests hold the code and
 * a reader's browser to it.
 */
export interface KeptItem {
  /** What names it in the strings. */
  id: 'theme' | 'code' | 'visited' | 'visits' | 'previews' | 'texts' | 'translation' | 'folder' | 'files' | 'pages'
  /** The name, or how names begin: then it ends in `…`. */
  name: string
  place: 'local' | 'database' | 'cache'
}

export const keptItems: readonly KeptItem[] = [
  { id: 'theme', name: 'lexigrad.theme', place: 'local' },
  { id: 'code', name: 'lexigrad.code', place: 'local' },
  { id: 'visited', name: 'lexigrad-visited', place: 'local' },
  { id: 'visits', name: 'lexigrad:visits', place: 'local' },
  { id: 'previews', name: 'lexigrad:previews', place: 'local' },
  { id: 'texts', name: 'lexigrad:code:…', place: 'local' },
  { id: 'translation', name: 'lexigrad:translation:…', place: 'local' },
  { id: 'folder', name: 'lexigrad-translation', place: 'database' },
  { id: 'files', name: 'lexigrad-files', place: 'cache' },
  { id: 'pages', name: 'lexigrad-pages', place: 'cache' },
]

/** Whether the list has a name. */
export function isListed(name: string, place: KeptItem['place']): boolean {
  return keptItems.some(
    (item) =>
      item.place === place && (item.name.endsWith('…') ? name.startsWith(item.name.slice(0, -1)) : item.name === name),
  )
}
