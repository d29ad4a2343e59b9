/** What the search of a language is made of, fetched when a reader reaches for it, and again after a failure. */
import { passageIndex, type EntryPassages, type PassageIndex } from '../passage-index.ts'
import { termIndex, type TermIndex, type TermRecord } from '../terms-index.ts'
import type { SearchStrings } from '../strings.ts'

/** `/<locale>/search.json`. */
export interface SearchData {
  locale: string
  strings: SearchStrings
  /** Addresses: of the passages, of an entry or a term to come by its slug in place of `{{slug}}`. */
  passages: string
  entry: string
  term: string
  terms: TermRecord[]
}

export interface SearchSource extends SearchData {
  findTerms: TermIndex['search']
}

const loaded = new Map<string, Promise<unknown>>()

function once<T>(key: string, load: () => Promise<T>): Promise<T> {
  let promise = loaded.get(key) as Promise<T> | undefined
  if (!promise) {
    promise = load().catch((error: unknown) => {
      loaded.delete(key)
      throw error
    })
    loaded.set(key, promise)
  }
  return promise
}

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return (await response.json()) as T
}

export const loadSearch = (url: string): Promise<SearchSource> =>
  once(url, async () => {
    const data = await fetchJson<SearchData>(url)
    return { ...data, findTerms: termIndex(data.terms, data.locale).search }
  })

export const loadPassages = ({ passages, locale }: SearchSource): Promise<PassageIndex> =>
  once(passages, async () => passageIndex(await fetchJson<EntryPassages[]>(passages), locale))
