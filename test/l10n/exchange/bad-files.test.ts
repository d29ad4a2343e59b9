/** Files that came back damaged: a precise message, and nothing is written. */
import { describe, expect, test } from 'vitest'
import { ProblemsError } from '../../../src/cells/parse/problem.ts'
import { compareTexts } from '../../../src/l10n/compare.ts'
import { confirmBlocks } from '../../../src/l10n/confirm.ts'
import { applyUnits } from '../../../src/l10n/exchange/apply.ts'
import { writePo } from '../../../src/l10n/exchange/po.ts'
import { readExchange } from '../../../src/l10n/exchange/read-exchange.ts'
import { writeTmx } from '../../../src/l10n/exchange/tmx.ts'
import { unitsOf, type Exchange, type Incoming } from '../../../src/l10n/exchange/unit.ts'
import { writeXliff12 } from '../../../src/l10n/exchange/xliff12.ts'
import { writeXliff2 } from '../../../src/l10n/exchange/xliff2.ts'
import { readText } from '../../../src/l10n/read-text.ts'

const date = '2026-11-27'
const english =
  '---\ntitle: Slope\ndefinition: A rise.\n---\n\nThe slope `w` is $2x$, see [gradient](/gradient).\n\nIt ends here.\n'
const french =
  '---\ntitle: Pente\ndefinition: Une montée.\n---\n\nLa pente `w` vaut $2x$, voir [gradient](/gradient).\n\nCela finit ici.\n'

function piece(source = english) {
  const draft = compareTexts(readText(english, 'en.mdx'), readText(french, 'fr.mdx'), undefined)
  const lock = confirmBlocks(draft, undefined, { date })
  return compareTexts(readText(source, 'en.mdx'), readText(french, 'fr.mdx'), lock)
}

const exchange: Exchange = { from: 'en', to: 'fr', units: unitsOf('slope', piece()) }
const formats = {
  po: writePo(exchange, date),
  xliff: writeXliff2(exchange),
  xliff12: writeXliff12(exchange),
  tmx: writeTmx(exchange),
}

function problemOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemsError)
    const { file, line, column, rule, message } = (error as ProblemsError).problems[0]!
    return `${file}:${line}:${column} ${rule} ${message}`
  }
  return 'no problem'
}

const back = (text: string): Incoming[] => (readExchange(text, 'back') as { units: Incoming[] }).units
const apply = (units: Incoming[], comparison = piece()) => applyUnits(comparison, units, { file: 'back', date })

describe.each(Object.entries(formats))('%s', (name, text) => {
  test.each([0.2, 0.5, 0.8, 0.97])('cut after %s of it is refused', (share) => {
    expect(problemOf(() => back(text.slice(0, Math.floor(text.length * share))))).toMatch(/^back:\d+:\d+ exchange-/)
  })

  test('a changed text comes in, and nobody has confirmed it', () => {
    const units = back(text.replace('Cela finit ici', 'Cela se termine là'))
    const { source, lock, changed, problems } = apply(units)
    expect({ problems, changed }).toEqual({ problems: [], changed: ['2'] })
    expect(source).toBe(french.replace('Cela finit ici', 'Cela se termine là'))
    const after = compareTexts(readText(english, 'en.mdx'), readText(source, 'fr.mdx'), lock)
    expect(after.pairs.map(({ state }) => state)).toEqual(['current', 'current', 'current', 'edited'])
  })

  test('a text whose English has moved since comes in as stale', () => {
    const comparison = piece(english.replace('It ends here.', 'It ends there.'))
    const units = back(text.replace('Cela finit ici', 'Cela se termine ici'))
    const { source, lock, stale } = apply(units, comparison)
    expect(stale).toEqual(['2'])
    const after = compareTexts(comparison.english, readText(source, 'fr.mdx'), lock)
    expect(after.pairs.at(-1)).toMatchObject({ state: 'stale', before: 'It ends here.' })
  })

  test('a text whose English is gone is kept in the lock', () => {
    const comparison = piece(english.replace('\nIt ends here.\n', ''))
    const { obsolete, lock } = apply(back(text), comparison)
    expect(obsolete).toEqual(['slope/2'])
    expect(lock.obsolete.at(-1)).toMatchObject({ text: 'It ends here.', translation: 'Cela finit ici.' })
  })

  test('a lost placeholder is named', () => {
    const target = text.lastIndexOf(name === 'po' ? '`w`' : name === 'xliff' ? '<ph id="1"' : '<ph')
    const end =
      name === 'po' ? target + 3 : text.indexOf(name === 'xliff' ? '/>' : '</ph>', target) + (name === 'xliff' ? 2 : 5)
    const first = name === 'tmx' || name === 'xliff12' ? indexOfCode(text) : [target, end]
    const units = back(text.slice(0, first[0]) + text.slice(first[1]))
    const { problems } = apply(units)
    expect(problems.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'exchange-placeholder slope/1: `w` is missing',
    ])
    expect(problems[0]!.line).toBeGreaterThan(1)
  })
})

/** The code's placeholder in the target, the last one of the file. */
function indexOfCode(text: string): [number, number] {
  const at = text.lastIndexOf('>`w`</ph>')
  return [text.lastIndexOf('<ph', at), at + '>`w`</ph>'.length]
}

test('no language, no format and no XML are each said where they are', () => {
  expect(problemOf(() => readExchange('msgid ""\nmsgstr ""\n', 'x.po'))).toBe(
    'x.po:1:1 exchange-language the file does not say which language it is for',
  )
  expect(problemOf(() => readExchange('<html></html>', 'x.xml'))).toBe(
    'x.xml:1:1 exchange-format <html> is of no format known here',
  )
  expect(problemOf(() => readExchange('<xliff>\n <file></fil>\n</xliff>', 'x.xlf'))).toMatch(
    /^x\.xlf:2:\d+ exchange-xml/,
  )
})

test('a text that would change the structure of the page is refused with its place', () => {
  const units = back(formats.po.replace('Cela finit ici.', '# Cela finit'))
  const { problems } = apply(units)
  expect(problems.map(({ rule }) => rule)).toEqual(['exchange-structure'])
})

test('a program that cut a unit into segments is understood', () => {
  const cut = formats.xliff.replace(
    /<segment id="s1" state="final"><source xml:space="preserve">It ends here\.<\/source><target xml:space="preserve">Cela finit ici\.<\/target><\/segment>/,
    '<segment id="s1"><source>It ends</source><target>Cela finit</target></segment><ignorable><source> </source></ignorable><segment id="s2"><source>here.</source><target>ici.</target></segment>',
  )
  expect(cut).not.toBe(formats.xliff)
  const { changed, problems } = apply(back(cut))
  expect({ changed, problems }).toEqual({ changed: [], problems: [] })
})
