/** Every format, over all content: what comes back is what went out, byte for byte. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listSlugs, readTerms, readWorkpiece, targetLocales } from '../../../src/l10n/cli/workspace.ts'
import { compareTexts } from '../../../src/l10n/compare.ts'
import { applyUnits } from '../../../src/l10n/exchange/apply.ts'
import { piecesOf } from '../../../src/l10n/exchange/placeholders.ts'
import { writePo } from '../../../src/l10n/exchange/po.ts'
import { readExchange } from '../../../src/l10n/exchange/read-exchange.ts'
import { withTerms, writeTbx } from '../../../src/l10n/exchange/tbx.ts'
import { writeTmx } from '../../../src/l10n/exchange/tmx.ts'
import { unitsOf, type Exchange, type Incoming } from '../../../src/l10n/exchange/unit.ts'
import { uiUnits, withUiUnits } from '../../../src/l10n/exchange/ui-units.ts'
import { writeXliff12 } from '../../../src/l10n/exchange/xliff12.ts'
import { writeXliff2 } from '../../../src/l10n/exchange/xliff2.ts'
import { formatLock } from '../../../src/l10n/lock.ts'
import { readText } from '../../../src/l10n/read-text.ts'
import { withTexts } from '../../../src/l10n/splice.ts'

const formats: Record<string, (exchange: Exchange) => string> = {
  po: (exchange) => writePo(exchange, '2026-11-27'),
  xliff: writeXliff2,
  xliff12: writeXliff12,
  tmx: writeTmx,
}
const date = '2026-11-27'
const cases = targetLocales.flatMap((locale) => listSlugs().map((slug) => ({ locale, slug })))

const comeBack = (format: string, exchange: Exchange): Incoming[] => {
  const read = readExchange(formats[format]!(exchange), `file.${format}`)
  expect(read.to).toBe(exchange.to)
  return (read as { units: Incoming[] }).units
}

describe.each(Object.keys(formats))('%s', (format) => {
  test.each(cases)('$locale $slug comes back as it went, text and lock', ({ locale, slug }) => {
    const piece = readWorkpiece(locale, slug)
    const units = unitsOf(slug, piece)
    expect(units.length).toBeGreaterThan(0)
    const back = comeBack(format, { from: 'en', to: locale, units })
    expect(back.map(({ place, source, target }) => ({ place, source, target }))).toEqual(
      units.map(({ place, source, target }) => ({ place, source, target })),
    )
    const { source, lock, changed, problems } = applyUnits(piece, back, { file: 'file', date })
    expect({ changed, problems }).toEqual({ changed: [], problems: [] })
    expect(source).toBe(piece.translation!.source)
    expect(formatLock(lock)).toBe(formatLock(piece.lock!))
  })

  test.each(cases)('$locale $slug is whole again after all its texts were lost', ({ locale, slug }) => {
    const piece = readWorkpiece(locale, slug)
    const translation = piece.translation!
    const emptied = withTexts(
      translation.source,
      translation.blocks.filter(({ frame }) => !frame).map((block) => [block, 'lost text'] as const),
    )
    const damaged = { ...piece, ...compareTexts(piece.english, readText(emptied, translation.file), piece.lock) }
    const back = comeBack(format, { from: 'en', to: locale, units: unitsOf(slug, piece) })
    const { source, problems } = applyUnits(damaged, back, { file: 'file', date })
    expect(problems).toEqual([])
    expect(source).toBe(translation.source)
  })

  test('any text comes back to the letter', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((one) => /^[\t\n\x20-\x7E\u00A0-\uFFFD]*$/.test(one.replace(/[\u{10000}-\u{10FFFF}]/gu, '')))
    const kinds = fc.constantFrom('paragraph', 'string', 'heading')
    fc.assert(
      fc.property(text, text, kinds, (source, target, kind) => {
        const unit = { place: 'entry/1', kind, source, target, state: 'edited' as const }
        const [back] = comeBack(format, { from: 'en', to: 'fr', units: [unit] })
        expect([back!.source, back!.target]).toEqual([source, target])
      }),
      { numRuns: 300 },
    )
  })
})

test('a text cut into words and placeholders is the same text put together', () => {
  const texts = cases.flatMap(({ locale, slug }) => readWorkpiece(locale, slug).translation!.blocks)
  for (const { text, kind } of texts) {
    expect(
      piecesOf(text, kind)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  }
})

test.each(targetLocales)('the term base of %s comes back byte for byte', (locale) => {
  const path = `locales/${locale}/terms.yml`
  const source = readFileSync(path, 'utf8')
  const tbx = writeTbx({ en: readTerms('en').base, [locale]: readTerms(locale).base }, 'en', locale)
  const { to, terms } = readExchange(tbx, 'terms.tbx') as Extract<ReturnType<typeof readExchange>, { terms: unknown }>
  expect(to).toBe(locale)
  expect(terms.size).toBe(Object.keys(readTerms(locale).base).length)
  expect(withTerms(source, terms)).toEqual({ source, changed: [] })
})

test('a changed term changes its line alone', () => {
  const source = '# ours\ngradient:\n  term: Gradient\n  also: []\n  definition: Une pente. # à revoir\n'
  const entry = { term: 'Gradient', also: ['pente'], avoid: [], definition: 'Une pente.' }
  expect(withTerms(source, new Map([['gradient', entry]]))).toEqual({
    source: source.replace('also: []', 'also: [pente]'),
    changed: ['gradient'],
  })
})

test.each(targetLocales)('the strings of the interface in %s come back byte for byte', (locale) => {
  const [english, own] = ['en', locale].map((code) => readFileSync(`locales/${code}/ui.json`, 'utf8')) as [
    string,
    string,
  ]
  const units = uiUnits(english, own)
  for (const format of Object.keys(formats)) {
    const back = comeBack(format, { from: 'en', to: locale, units })
    expect(withUiUnits(own, back, 'file')).toEqual({ source: own, changed: [], problems: [] })
  }
})

test('there is content to exchange', () => {
  expect(cases.every(({ locale, slug }) => existsSync(`content/${slug}/${locale}.mdx`))).toBe(true)
})
