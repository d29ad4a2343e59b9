/** Finds passages of entries by their words. */
import MiniSearch from 'minisearch'
import { hasHangul } from './hangul.ts'
import { passageTokens, wordQuery, wordsOf } from './words.ts'

export interface EntryPassages {
  slug: string
  title: string
  /** `id` is the heading's anchor; what stands before the first heading has none. */
  sections: { id: string; heading: string; texts: string[] }[]
}

export interface FoundPassage {
  slug: string
  title: string
  id: string
  heading: string
  /** About a line of the passage, in pieces: those that were searched for are marked. */
  snippet: { text: string; marked: boolean }[]
}

export interface PassageIndex {
  /** The best first, one for each section. */
  search: (query: string, most: number) => FoundPassage[]
}

interface Passage {
  slug: string
  title: string
  id: string
  heading: string
  text: string
}

/** Reads the passages a few at a time, so that a page goes on answering. */
export async function passageIndex(entries: readonly EntryPassages[], locale: string): Promise<PassageIndex> {
  const passages: Passage[] = entries.flatMap(({ slug, title, sections }) =>
    sections.flatMap(({ id, heading, texts }) => texts.map((text) => ({ slug, title, id, heading, text }))),
  )
  const index = new MiniSearch<{ id: number; title: string; heading: string; text: string }>({
    fields: ['title', 'heading', 'text'],
    tokenize: (text) => passageTokens(text, locale),
    processTerm: (token) => token,
  })
  await index.addAllAsync(
    passages.map(({ title, heading, text }, id) => ({ id, title, heading, text })),
    { chunkSize: 50 },
  )

  return {
    search(query, most) {
      const words = wordsOf(query).filter((word) => word.length > 1 || hasHangul(word))
      if (words.length === 0) return []
      const found = index.search(
        {
          combineWith: 'AND',
          queries: words.map((word) => wordQuery(word, locale)),
        },
        {
          prefix: true,
          fuzzy: (token) => (token.length >= 5 && !hasHangul(token) ? 1 : false),
          boost: { text: 2 },
          weights: { fuzzy: 0.2, prefix: 0.6 },
          tokenize: (token) => [token],
        },
      )
      const sections = new Map<string, FoundPassage>()
      for (const { id, terms } of found) {
        const { slug, title, id: anchor, heading, text } = passages[id as number]!
        const key = `${slug}#${anchor}`
        if (!sections.has(key)) {
          sections.set(key, { slug, title, id: anchor, heading, snippet: snippetOf(text, new Set(terms), locale) })
        }
        if (sections.size === most) break
      }
      return [...sections.values()]
    },
  }
}

/** What is shown before the first word that was found, and in all [characters]. */
const [before, whole] = [50, 150]

function snippetOf(text: string, found: ReadonlySet<string>, locale: string): FoundPassage['snippet'] {
  const isFound = (word: string) => passageTokens(word, locale).some((token) => found.has(token))
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
  const first = words.find(([word]) => isFound(word))?.index ?? 0
  const from = first <= before ? 0 : text.indexOf(' ', first - before) + 1
  const to = from + whole >= text.length ? text.length : Math.max(first, text.lastIndexOf(' ', from + whole))
  const pieces: FoundPassage['snippet'] = []
  let at = from
  if (from > 0) pieces.push({ text: '… ', marked: false })
  for (const { 0: word, index } of words) {
    if (index < from || index + word.length > to || !isFound(word)) continue
    if (index > at) pieces.push({ text: text.slice(at, index), marked: false })
    pieces.push({ text: word, marked: true })
    at = index + word.length
  }
  pieces.push({ text: text.slice(at, to) + (to < text.length ? ' …' : ''), marked: false })
  return pieces
}
