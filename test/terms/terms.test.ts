/** The terms of a language in its own order, and as files. */
import { expect, test } from 'vitest'
import { readExchange } from '../../src/l10n/exchange/read-exchange.ts'
import { loadTerms } from '../../src/site/content/terms.ts'
import { groupByLetter, letterOf } from '../../src/site/terms/by-letter.ts'
import { csvField, termsCsv, termsTbx } from '../../src/site/terms/term-files.ts'

const letters = (names: string[], locale: string) =>
  groupByLetter(names, (name) => name, locale).map(({ letter, items }) => [letter, ...items])

test('French counts an accented letter as the plain one', () => {
  expect(letters(['Étiquette', 'Entropie', 'Erreur', 'Fuite', 'Œil'], 'fr')).toEqual([
    ['E', 'Entropie', 'Erreur', 'Étiquette'],
    ['F', 'Fuite'],
    ['Œ', 'Œil'],
  ])
})

test('Turkish has letters of its own, each in its place, and two different i', () => {
  const names = ['Öznitelik', 'Olasılık', 'ısı', 'işlem', 'Çizge', 'Cebir', 'Dizi', 'Şekil', 'Sinir', 'Üs', 'Ufuk']
  expect(
    letters(names, 'tr')
      .map(([letter]) => letter)
      .join(''),
  ).toBe('CÇDIİOÖSŞUÜ')
  expect([letterOf('ısı', 'tr'), letterOf('işlem', 'tr'), letterOf('işlem', 'en')]).toEqual(['I', 'İ', 'I'])
})

test('Korean is ordered by first consonant, a doubled one with the plain one, and Latin names after it', () => {
  expect(letters(['Adam', '꼬리', '기울기', '손실', '쌍', '역전파'], 'ko')).toEqual([
    ['ㄱ', '기울기', '꼬리'],
    ['ㅅ', '손실', '쌍'],
    ['ㅇ', '역전파'],
    ['A', 'Adam'],
  ])
})

test('Spanish keeps Ñ a letter, and digits stand apart', () => {
  expect([letterOf('ñandú', 'es'), letterOf('Época', 'es'), letterOf('3D', 'es')]).toEqual(['Ñ', 'E', '#'])
})

test('a field of the table is quoted where it must be, and no program takes it for a formula', () => {
  expect(['plain', 'a, b', 'say "so"', '', '=1+1', '−24', '-x'].map(csvField)).toEqual([
    'plain',
    '"a, b"',
    '"say ""so"""',
    '',
    "'=1+1",
    '−24',
    "'-x",
  ])
})

test('no disguise of a formula passes, and a number is none', () => {
  for (const formula of ["-2+cmd|' /C calc'!A0", '+1+1', '＝1+1', ' =1+1', '\n=1+1', '@SUM(1)'])
    expect(csvField(formula).replace(/^"/, '')).toMatch(/^'/)
  expect(['-24', '+0.5', '-1,5'].map(csvField)).toEqual(['-24', '+0.5', '"-1,5"'])
})

test('the table holds every term and its definition, and opens in a spreadsheet as UTF-8', () => {
  for (const locale of ['en', 'tr', 'ko']) {
    const csv = termsCsv(locale)
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    const rows = parseCsv(csv.slice(1))
    const base = loadTerms(locale)
    expect(rows.length).toBe(Object.keys(base).length + 1)
    const width = new Set(rows.map((row) => row.length))
    expect([...width]).toEqual([rows[0]!.length])
    for (const [slug, term, , , definition] of rows.slice(1)) {
      expect([slug, term, definition]).toEqual([slug, base[slug!]!.term, base[slug!]!.definition])
    }
  }
})

test('the file for translators’ programs comes back as the term base', () => {
  const read = readExchange(termsTbx('fr'), 'terms.tbx')
  if (!('terms' in read)) throw new Error('Read as something else than terms.')
  expect(read.to).toBe('fr')
  for (const [slug, { term, also }] of Object.entries(loadTerms('fr')))
    expect(read.terms.get(slug)).toMatchObject({ term, also: also ?? [] })
})

/** A reader of RFC 4180, one character after the other. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if (quoted && sign === '"' && text[i + 1] === '"') field += text[i++]
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === ',') field = (rows.at(-1)!.push(field), '')
    else if (!quoted && sign === '\n') {
      rows.at(-1)!.push(field.replace(/\r$/, ''))
      field = ''
      rows.push([])
    } else field += sign
  }
  return rows.slice(0, -1)
}
