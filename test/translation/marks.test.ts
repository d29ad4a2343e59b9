/** What a page of a translation says of itself, from content that English has left behind. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeContentBehind } from '../site/behind.ts'

const content = mkdtempSync(join(tmpdir(), 'lexigrad-marks-'))
afterAll(() => rmSync(content, { recursive: true }))
writeContentBehind(content)

// The project's folders are settled when they are first asked for.
process.env.LEXIGRAD_CONTENT = content
const { isCurrent, marksOf } = await import('../../src/site/translation/marks.ts')
const { readable, readingDifference } = await import('../../src/site/translation/reading-difference.ts')
const { improveAddress } = await import('../../src/site/translation/improve.ts')
const { editAddress } = await import('../../src/site/repository.ts')

test('a translation marks what changed in English, by the block of the page, and nothing else', () => {
  const { stale, english, missing } = marksOf('backpropagation', 'ko')
  const kinds = [...stale.values()].flat().map((pair) => pair.translation!.kind)
  expect(kinds).toEqual(['paragraph', 'attribute', 'tableCell', 'listItem'])
  for (const [block, pairs] of stale) for (const pair of pairs) expect(pair.translation!.page).toBe(block)
  expect([english.size, missing.length]).toEqual([0, 1])
})

test('a paragraph that was brought over in English is known for English', () => {
  const { english, stale } = marksOf('backpropagation', 'fr')
  expect([...english]).toEqual([3])
  expect(stale.has(3)).toBe(false)
})

test('English, an entry without this translation and a text that is all current have no marks', () => {
  expect(isCurrent(marksOf('backpropagation', 'en'))).toBe(true)
  expect(isCurrent(marksOf('nowhere', 'fr'))).toBe(true)
  expect(isCurrent(marksOf('backpropagation', 'fr'))).toBe(false)
})

test('a difference is shown without the signs of Markdown, unless nothing else has changed', () => {
  expect(
    readable('{/* to translate */} The [loss](/loss-function) of *one* <Forward>value</Forward> $w$ in `a*b`'),
  ).toBe('The loss of one value w in a*b')
  expect(readingDifference('the *loss* of one', 'the *loss* of two').map(({ kind, text }) => [kind, text])).toEqual([
    ['same', 'the loss of '],
    ['removed', 'one'],
    ['added', 'two'],
  ])
  expect(readingDifference('[loss](/loss)', '[loss](/loss-function)').some(({ kind }) => kind === 'added')).toBe(true)
})

test('a forge opens a file for a change at its line, each in its own way', () => {
  const at = (forge: string) => editAddress('content/gradient/fr.mdx', 12, forge)
  expect(at('https://github.com/a/b')).toBe('https://github.com/a/b/edit/main/content/gradient/fr.mdx#L12')
  expect(at('https://codeberg.org/a/b')).toBe('https://codeberg.org/a/b/_edit/main/content/gradient/fr.mdx#L12')
  expect(at('https://gitlab.com/a/b')).toBe('https://gitlab.com/a/b/-/edit/main/content/gradient/fr.mdx#L12')
  expect(editAddress('content/gradient/fr.mdx', 12, '')).toBeUndefined()
})

test('whoever knows better is led on: from a translation always, from English where its source is published', () => {
  const place = { line: 12, block: '15.caption' }
  expect(improveAddress('fr', 'backpropagation')).toBe('/fr/translation/backpropagation/')
  expect(improveAddress('fr', 'backpropagation', place)).toBe('/fr/translation/backpropagation/?block=15.caption')
  expect(improveAddress('en', 'backpropagation')).toBe(editAddress('content/backpropagation/en.mdx'))
  expect(improveAddress('ar-XB', 'backpropagation')).toBeUndefined()
})
