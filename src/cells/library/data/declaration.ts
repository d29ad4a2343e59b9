/** The Universal Declaration of Human Rights, as text. */
import { badOption } from '../plot/errors.ts'
import { readData } from './read-data.ts'
import { dataSource } from './source.ts'

type Texts = Readonly<Record<string, string>>

/**
 * The Universal Declaration of Human Rights: its paragraphs, one a line, without titles and numbers of articles.
 *
 * @param locale  `'en'`, `'fr'`, `'es'`, `'tr'` or `'ko'`; without it, the language of the text that the cell stands in
 * @returns        some 11,000 letters; half as many syllables in Korean, which `.normalize('NFD')` takes apart into jamo
 * @throws DataError where the data could not be loaded; ArgumentError for another language
 * Source: General Assembly of the United Nations 1948, resolution 217 A (III)
 * @example const letters = [...new Set(declaration())].sort()
 */
export function declaration(locale?: string): string {
  const texts = readData('declaration', (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Texts)
  const language = locale ?? dataSource().locale
  if (Object.hasOwn(texts, language)) return texts[language]!
  // A reader who chose none is given the original.
  if (locale === undefined) return texts['en']!
  const known = Object.keys(texts).map((name) => `'${name}'`)
  throw badOption('declaration', 'locale', locale, known.join(' | '))
}
