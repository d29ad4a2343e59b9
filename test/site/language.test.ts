import { readFileSync } from 'node:fs'
import { beforeAll, expect, inject, test } from 'vitest'
import { completeLocales, sourceLocale } from '../../src/i18n/locales.ts'
import { readFacts, type Facts } from './facts.ts'

const site = inject('site')
const translated = completeLocales.filter((code) => code !== sourceLocale)
let pages: Facts[]

beforeAll(async () => {
  pages = await readFacts(site.folder)
})

/** Every string of a locale's interface, with placeholders as they are written. */
function strings(locale: string): string[] {
  const flatten = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(flatten)
  return flatten(JSON.parse(readFileSync(`locales/${locale}/ui.json`, 'utf8')))
}

/** Four words that are no names. */
const isSentence = (text: string) => text.split(' ').filter((word) => /^\p{Ll}{2,}/u.test(word)).length >= 4

test.each(translated)('no word of the English interface stands on a page in %s', (locale) => {
  const own = new Set(strings(locale))
  const english = strings(sourceLocale).filter((text) => !own.has(text) && /\p{L}{2}/u.test(text))
  const words = new Set(english.filter((text) => !text.includes('{{')))
  // The fixed parts of a string with placeholders, where they are long enough to be nobody else's.
  const parts = english.filter((text) => text.includes('{{')).flatMap((text) => text.split(/\{\{.*?\}\}/))
  const phrases = [...words, ...parts.map((part) => part.trim())].filter(isSentence)

  const found = pages
    .filter((page) => page.locale === locale)
    .flatMap(({ file, words: shown }) => {
      const strange = shown.filter((text) => words.has(text) || phrases.some((phrase) => text.includes(phrase)))
      return strange.map((text) => `${file}: ${text.slice(0, 200)}`)
    })
  expect(found).toEqual([])
})

test.each(translated)('no sentence of an English page stands on the same page in %s', (locale) => {
  for (const page of pages.filter((page) => page.locale === locale)) {
    const english = pages.find((other) => other.locale === sourceLocale && other.page === page.page)!
    expect(english.words.length).toBeGreaterThan(5)
    const sentences = new Set(english.words.filter(isSentence))
    expect([page.file, page.words.filter((text) => sentences.has(text))]).toEqual([page.file, []])
  }
})

test('the search for English sees English', () => {
  const shown = new Set(pages.filter(({ locale }) => locale === sourceLocale).flatMap(({ words }) => words))
  expect(strings(sourceLocale).filter((text) => shown.has(text)).length).toBeGreaterThan(10)
})

test('every page names the same entry in its own words', () => {
  const titles = pages.filter(({ page }) => page === 'backpropagation').map(({ headings }) => headings[0]!.text)
  expect(new Set(titles).size).toBe(completeLocales.length)
})
