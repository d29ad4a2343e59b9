/** What the check says stands in every language, and every sentence is said by somebody. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { localeCodes } from '../../src/i18n/locales.ts'
import { readStrings } from '../../src/i18n/translate.ts'
import { checkTranslation } from '../../src/l10n/check/check.ts'
import { saidOf } from '../../src/l10n/check/message.ts'
import { say, sentenceIn } from '../../src/l10n/check/said.ts'
import { prepareTerms } from '../../src/l10n/check/terms.ts'
import { compareTexts } from '../../src/l10n/compare.ts'
import { readText } from '../../src/l10n/read-text.ts'

function names(strings: object, path = ''): string[] {
  return Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : names(value as object, `${path}${key}.`),
  )
}

const english = names(readStrings('en').check as object)
const sources = globSync('src/l10n/**/*.ts').map((file) => readFileSync(file, 'utf8'))

test('each sentence that is said is there, and each that is there is said', () => {
  const said = sources.flatMap((source) =>
    [...source.matchAll(/\bsay\(\s*['`]([^'`$]+)['`]/g)].map((match) => match[1]!),
  )
  expect(said.length).toBeGreaterThan(40)
  expect(said.filter((name) => !name.startsWith('/') && !english.includes(name))).toEqual([])
  // Names that are put together when they are needed: kinds of blocks, signs, rules, problems.
  const made = /^(?:block|sign|span|state|problem)\./
  const all = sources.join('\n')
  expect(english.filter((name) => !made.test(name) && !all.includes(`'${name}'`))).toEqual([])
})

test.each(localeCodes)('in %s each finding of the golden texts is said in full, in no other language', (locale) => {
  const strings = readStrings(locale)
  const terms = { english: prepareTerms({}, 'en'), own: prepareTerms({}, 'fr') }
  const files = globSync('test/golden/l10n/check/*.fr.mdx')
  const messages = files.flatMap((file) => {
    const [own, source] = [file, file.replace('.fr.', '.en.')].map((path) => readText(readFileSync(path, 'utf8'), path))
    return checkTranslation(compareTexts(source!, own, undefined), { locale: 'fr', terms })
  })
  expect(messages.length).toBeGreaterThan(30)
  for (const { said, message, hint } of messages) {
    for (const [sentence, spoken] of [
      [sentenceIn(strings, said.message), message],
      [sentenceIn(strings, said.hint), hint],
    ] as const) {
      expect(sentence).not.toMatch(/\{\{|\bcheck\.|undefined/)
      if (locale === 'en' || /\bmdx|parse|lock|JavaScript|merge|UTF-8|byte order/.test(spoken)) continue
      expect(sentence).not.toBe(spoken)
    }
  }
})

test('what a parser says in words of its own has a sentence in every language', () => {
  const problems = [
    '<Loss>',
    'a <3',
    'a {b}',
    'import a from "a"',
    '\uFEFFa',
    '<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n',
  ].map((source) => readText(source, 'x.mdx').problems[0]!)
  for (const locale of localeCodes) {
    for (const problem of problems) {
      const { message, hint } = saidOf(problem)
      for (const said of [message, hint]) expect(sentenceIn(readStrings(locale), said)).not.toContain('check.')
      expect(message.id).not.toBe('check.problem.other')
    }
  }
})

test('a sentence within a sentence is in the same language, and what is missing is said in the fallback', () => {
  const strings = { check: { structure: { extra: 'trop : {{block}}' }, block: { paragraph: 'un paragraphe' } } }
  expect(sentenceIn(strings, say('structure.extra', { block: say('block.paragraph') }))).toBe('trop : un paragraphe')
  const fallback = { check: { block: { math: 'a formula' } } }
  expect(sentenceIn(strings, say('structure.extra', { block: say('block.math') }), fallback)).toBe('trop : a formula')
})
