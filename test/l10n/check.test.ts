import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkTranslation } from '../../src/l10n/check/check.ts'
import type { Message } from '../../src/l10n/check/message.ts'
import { prepareTerms, type Terms } from '../../src/l10n/check/terms.ts'
import { compareTexts, type Comparison } from '../../src/l10n/compare.ts'
import { confirmBlocks } from '../../src/l10n/confirm.ts'
import { fixMessages } from '../../src/l10n/fix.ts'
import { readText } from '../../src/l10n/read-text.ts'

const golden = 'test/golden/l10n/check'
const cases = globSync(`${golden}/*.{fr,es,tr,ko}.mdx`).sort()

const bases = new Map<string, Terms>()
function terms(locale: string): Terms {
  if (!bases.has(locale)) {
    bases.set(locale, prepareTerms(parse(readFileSync(join(golden, `terms.${locale}.yml`), 'utf8')), locale))
  }
  return bases.get(locale)!
}

const context = (locale: string) => ({ locale, terms: { english: terms('en'), own: terms(locale) } })

function read(path: string): { comparison: Comparison; locale: string } {
  const [name, locale] = basename(path).split('.') as [string, string]
  const english = readText(readFileSync(join(golden, `${name}.en.mdx`), 'utf8'), `${name}.en.mdx`)
  const own = readText(readFileSync(path, 'utf8'), basename(path))
  return { comparison: compareTexts(english, own, undefined), locale }
}

function written(messages: readonly Message[]): string {
  const lines = messages.map(
    ({ file, line, column, rule, severity, message, hint }) =>
      `${file}:${line}:${column} ${rule} ${severity}: ${message}\n  ${hint}`,
  )
  return `${lines.join('\n')}\n`
}

/** With `vitest -u` the golden files are written again; read what changed before committing it. */
const update = process.argv.includes('-u') || process.env.UPDATE_GOLDEN === '1'

test.each(cases)('%s is reported as its golden file says', (path) => {
  const { comparison, locale } = read(path)
  const report = written(checkTranslation(comparison, context(locale)))
  const file = path.replace(/\.mdx$/, '.txt')
  if (update || !existsSync(file)) writeFileSync(file, report)
  expect(report).toBe(readFileSync(file, 'utf8'))
})

test.each(cases)('%s has no fault that is mended left after mending', (path) => {
  const { comparison, locale } = read(path)
  const lock = confirmBlocks(comparison, undefined, { date: '2026-11-27' })
  let current = compareTexts(comparison.english, comparison.translation, lock)
  for (let round = 0; round < 3; round++) {
    const fixed = fixMessages(current, checkTranslation(current, context(locale)))
    if (!fixed) break
    current = compareTexts(comparison.english, readText(fixed.source, 'x.mdx'), fixed.lock)
  }
  expect(checkTranslation(current, context(locale)).filter(({ fix }) => fix)).toEqual([])
  // Signs are no meaning: what was confirmed stays so.
  expect(current.pairs.filter(({ state, translation }) => translation && state === 'edited')).toEqual([])
})

test('a translation that follows a change of code within a sentence can be confirmed', () => {
  const texts = (english: string, own: string, lock?: Comparison['lock']) =>
    compareTexts(readText(english, 'x.en.mdx'), readText(own, 'x.fr.mdx'), lock)
  const [old, changed] = ['Replace `64` here.\n', 'Write `k++` for `k++ / 64` here.\n']
  const lock = confirmBlocks(texts(old, 'Remplacez `64` ici.\n'), undefined, { date: '2026-11-27' })
  const rulesOf = (own: string) => checkTranslation(texts(changed, own, lock), context('fr')).map(({ rule }) => rule)
  expect(rulesOf('Remplacez `64` ici.\n')).not.toContain('inline-code')
  expect(rulesOf('Écrivez `k++` au lieu de `k++ / 64` ici.\n')).not.toContain('inline-code')
  expect(rulesOf('Écrivez `k--` ici.\n')).toContain('inline-code')
})
