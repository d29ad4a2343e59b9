import { readFileSync } from 'node:fs'
import type { StatedResult } from '../result.ts'

const texts = JSON.parse(readFileSync('src/cells/library/data/declaration.json', 'utf8')) as Record<string, string>
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .match(/[\p{L}\p{M}]+/gu) ?? []

/** Every three signs in a row, the edges of the word among them. */
function triplesOf(word: string): string[] {
  const signs = [' ', ...word, ' ']
  return signs.slice(2).map((_, i) => signs.slice(i, i + 3).join(''))
}

export const result: StatedResult = {
  entry: 'large-language-model',
  cell: 'writing',
  says: 'writes what looks like words: every three letters of two in three of them stand in the Declaration',
  value: (_, { sample = '' }, locale) => {
    const known = new Set(wordsOf(texts[locale]!).flatMap(triplesOf))
    const written = wordsOf(sample)
    return written.filter((word) => triplesOf(word).every((triple) => known.has(triple))).length / written.length
  },
  atLeast: 0.66,
  everyLanguage: true,
}
