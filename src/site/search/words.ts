/** A text as the words that search compares. */
import type { Query } from 'minisearch'
import { fold } from './fold.ts'
import { hasHangul, initialsOf } from './hangul.ts'
import { stem } from './stem.ts'

/**
 * Folded words in order. What stands before an apostrophe in French (l’erreur, qu’un) and after one in English (Newton’s)
 * is no word of its own.
 */
export function wordsOf(text: string): string[] {
  return (
    fold(
      text
        .replace(/(?<![\p{L}])(?:\p{L}|qu|jusqu|lorsqu|puisqu)['’ʼ](?=\p{L})/giu, ' ')
        .replace(/['’ʼ]s(?!\p{L})/gu, ' '),
    ).match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** What a passage is found by: its words and their stems. */
export function passageTokens(text: string, locale: string): string[] {
  return wordsOf(text).flatMap((word) => withStem(word, locale))
}

/** What a name is found by besides: written as one word; of Korean any part of it, and its first consonants. */
export function nameTokens(name: string, locale: string): string[] {
  const words = wordsOf(name)
  const joined = words.join('')
  const tokens = words.flatMap((word) => withStem(word, locale))
  if (words.length > 1) tokens.push(joined)
  if (hasHangul(joined)) tokens.push(...endsOf(joined), ...endsOf(initialsOf(joined)))
  return [...new Set(tokens)]
}

export function withStem(word: string, locale: string): string[] {
  const bare = stem(word, locale)
  return bare === word ? [word] : [word, bare]
}

/** A word of a query: itself, or the beginning of another; or a word of the same stem. */
export function wordQuery(word: string, locale: string): Query {
  const [typed, ...bare] = withStem(word, locale)
  return {
    combineWith: 'OR',
    queries: [typed!, ...bare.map((text) => ({ queries: [text], prefix: false, fuzzy: false }))],
  }
}

/** A word that is searched by its beginning is found in its middle by these. */
function endsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, from) => text.slice(from))
}
