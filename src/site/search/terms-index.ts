/** Finds terms by any of their names, in any of the site's languages. */
import MiniSearch, { type Query } from 'minisearch'
import { hasHangul, initialsOf, isInitials } from './hangul.ts'
import { stem } from './stem.ts'
import { nameTokens, wordQuery, wordsOf } from './words.ts'

/** A term as the index of a language holds it. */
export interface TermRecord {
  slug: string
  term: string
  definition: string
  /** Accepted synonyms, and forms that are wrong but typed. */
  also: readonly string[]
  /** Its name in each other language, synonyms after it. */
  elsewhere: Readonly<Record<string, readonly string[]>>
  /** Whether its entry is written. */
  written: boolean
}

export interface TermIndex {
  /** The best first. */
  search: (query: string) => TermRecord[]
}

const fields = ['own', 'also', 'elsewhere'] as const
/** Between names in a field, and between a name and its language. */
const [between, beside] = ['\n', '\t']

export function termIndex(records: readonly TermRecord[], locale: string): TermIndex {
  const index = new MiniSearch<{ id: number } & Record<(typeof fields)[number], string>>({
    fields: [...fields],
    tokenize: (text) =>
      text.split(between).flatMap((line) => {
        const [name, language = locale] = line.split(beside)
        return nameTokens(name!, language)
      }),
    processTerm: (token) => token,
  })
  index.addAll(
    records.map(({ term, also, elsewhere }, id) => ({
      id,
      own: term,
      also: also.join(between),
      elsewhere: Object.entries(elsewhere)
        .flatMap(([language, names]) => names.map((name) => name + beside + language))
        .join(between),
    })),
  )
  const names = records.map(({ term, also, elsewhere }) =>
    [term, ...also, ...Object.values(elsewhere).flat()].map(exact),
  )

  return {
    search(text) {
      const query = queryOf(text, locale)
      if (!query) return []
      const wanted = exact(text)
      const bare = stem(wanted, locale)
      const asWanted = isInitials(wanted) ? initialsOf : (name: string) => name
      const found = index.search(query, {
        prefix: true,
        fuzzy: fuzziness,
        boost: { own: 3, also: 2, elsewhere: 1 },
        weights: { fuzzy: 0.2, prefix: 0.6 },
        // That a word stands in several of a term's names says nothing.
        bm25: { k: 0, b: 0, d: 0.5 },
        tokenize: (token) => [token],
      })
      const best = found[0]?.score ?? 1
      return found
        .map(({ id, score }) => {
          const own = names[id as number]!.map(asWanted)
          // A whole name is what was meant, however rare its words are; the reader's own before those of others.
          const place = own.indexOf(wanted)
          const held = closeness([wanted, bare], own)
          return {
            id: id as number,
            place: place === -1 ? Infinity : place,
            rank: held > 0 ? 1 + held : (score / best) * likeLength(wanted, own),
          }
        })
        .sort((a, b) => (a.place === b.place ? b.rank - a.rank : a.place - b.place))
        .map(({ id }) => records[id]!)
    },
  }
}

/** Errors of typing that a word may have, as a share of its letters; a Korean syllable is a letter. */
function fuzziness(token: string): number | boolean {
  if (isInitials(token)) return false
  if (hasHangul(token)) return token.length >= 3 && 1 / token.length
  return token.length >= 4 && 0.25
}

/** How much of a name the query is, at best: of two names that hold it the shorter one was meant. */
function closeness(wanted: readonly string[], names: readonly string[]): number {
  const shares = names.flatMap((name) => wanted.map((text) => (name.includes(text) ? text.length / name.length : 0)))
  return Math.max(0, ...shares)
}

/** Of two names that are both misspelt, the one of about that length was meant. */
function likeLength(wanted: string, names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => Math.min(length, wanted.length) / Math.max(length, wanted.length, 1)))
}

/** A name as one word, whatever its spaces; without an abbreviation in brackets. */
const exact = (name: string): string => wordsOf(name.replace(/\s*\([^)]*\)\s*$/, '')).join('')

/** Each word, or its stem; or all of it written as one. */
function queryOf(text: string, locale: string): Query | undefined {
  const words = wordsOf(text.replace(/(?<=[ㄱ-ㅎ])\s+(?=[ㄱ-ㅎ])/g, ''))
  if (words.length === 0) return undefined
  const each: Query = {
    combineWith: 'AND',
    queries: words.map((word) => wordQuery(word, locale)),
  }
  return words.length === 1 ? each : { combineWith: 'OR', queries: [each, words.join('')] }
}
