/** The numbers of the dashboard and its feed, from content that English has left behind. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { afterAll, expect, test } from 'vitest'
import { rules } from '../../src/l10n/check/rules.ts'
import { changes, writeContentBehind } from '../site/behind.ts'

const content = mkdtempSync(join(tmpdir(), 'lexigrad-progress-'))
afterAll(() => rmSync(content, { recursive: true }))
writeContentBehind(content)

// The project's folders are settled when they are first asked for.
process.env.LEXIGRAD_CONTENT = content
const { statusOf } = await import('../../src/l10n/cli/status.ts')
const { byUrgency, localesToldOf, progressOf, totalOf, wordsToDo } =
  await import('../../src/site/translation/progress.ts')
const { staleFeed } = await import('../../src/site/translation/feed.ts')
const { translator } = await import('../../src/i18n/translate.ts')
const { completeLocales } = await import('../../src/i18n/locales.ts')

test('a locale is told of by itself, and English tells of all others', () => {
  expect(localesToldOf('fr')).toEqual(['fr'])
  expect(localesToldOf('en')).toEqual(['fr', 'es', 'tr', 'ko'])
})

test('the numbers are those of the status command', () => {
  for (const locale of localesToldOf('en')) {
    for (const one of progressOf(locale)) expect(one).toMatchObject(statusOf(locale, one.slug))
  }
  const fr = progressOf('fr').find(({ slug }) => slug === 'backpropagation')
  expect([fr!.blocks.stale, fr!.blocks.missing]).toEqual([changes.length, 2])
  expect(fr!.confirmed).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(totalOf('fr', [fr!, fr!]).blocks.stale).toBe(2 * changes.length)
})

test('what is stale comes first, then what is soonest done, and last what is done', () => {
  const [one] = progressOf('fr')
  const like = (slug: string, stale: number, missing: number, words: number) => ({
    ...one!,
    slug,
    blocks: { ...one!.blocks, stale, missing },
    words: { ...one!.words, stale: 0, edited: 0, missing: words },
  })
  const list = [like('done', 0, 0, 0), like('long', 0, 5, 900), like('short', 0, 1, 9), like('stale', 1, 9, 950)]
  expect(list.sort(byUrgency).map(({ slug }) => slug)).toEqual(['stale', 'short', 'long', 'done'])
  expect(wordsToDo(list[0]!)).toBe(950)
})

test('the feed names each passage that has become stale, once, and is sound XML', () => {
  for (const locale of ['fr', 'en']) {
    const xml = staleFeed(locale, new URL('https://lexigrad.example'))
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', (error) => {
      throw error
    })
    parser.write(xml).close()
    const ids = [...xml.matchAll(/<id>(.*?)<\/id>/g)].map((match) => match[1])
    expect(ids.length).toBe(1 + changes.length * localesToldOf(locale).length)
    expect(new Set(ids).size).toBe(ids.length)
    expect(xml).toContain('<updated>2026-11-27T00:00:00Z</updated>')
    expect(xml).toContain('&lt;ins&gt;must wait&lt;/ins&gt;')
  }
})

test('every rule of the check has a name of its own in every language', () => {
  for (const locale of completeLocales) {
    const names = (Object.keys(rules) as (keyof typeof rules)[]).map((rule) =>
      translator(locale)(`translation.rule.${rule}`),
    )
    expect(new Set(names).size).toBe(Object.keys(rules).length)
  }
})
