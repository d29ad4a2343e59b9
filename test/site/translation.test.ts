/** The pages of those who translate: how far each language is, and its terms. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { completeLocales } from '../../src/i18n/locales.ts'
import { translator } from '../../src/i18n/translate.ts'
import { loadTerms } from '../../src/site/content/terms.ts'
import { changes } from './behind.ts'
import { launchChromium } from './browser.ts'

const site = inject('site')
const variant = inject('variant')
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('each language says how many passages wait, and a choice leaves what is in a state, without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const tab = await context.newPage()
  await tab.goto(`${variant.url}tr/translation/`)
  const row = tab.locator('.state-row', { hasText: loadTerms('tr')['backpropagation']!.term })
  const cells = await row.locator('td').allInnerTexts()
  expect(cells.slice(1, 4)).toEqual([String(changes.length), '1', '0'])
  expect(cells.at(-1)).toMatch(/^\d+ Kasım 2026$/)
  await tab.getByLabel(translator('tr')('translation.state.stale')).check()
  expect(await row.isVisible()).toBe(true)
  await tab.getByLabel(translator('tr')('translation.state.edited')).check()
  expect(await row.isVisible()).toBe(false)
  await context.close()
})

test('the English page tells of all other languages, and leads to the page of each', async () => {
  const tab = await browser.newPage()
  await tab.goto(`${variant.url}en/translation/`)
  const languages = tab.locator('.state-table').first().locator('tbody a')
  expect(await languages.allInnerTexts()).toEqual(['Français', 'Español', 'Türkçe', '한국어'])
  expect(await tab.locator('.state-table').count()).toBe(5)
  await tab.close()
})

test('each language has a feed of its own, as a reader of feeds expects it', async () => {
  for (const locale of completeLocales) {
    const response = await fetch(`${variant.url}${locale}/translation/feed.xml`)
    expect(response.headers.get('content-type')).toMatch(/xml/)
    const stale = (await response.text()).split('<entry>').length - 1
    expect([locale, stale]).toEqual([locale, changes.length * (locale === 'en' ? 4 : 1)])
  }
})

test('the page of terms holds every term of its language, under letters that lead to them', async () => {
  for (const locale of completeLocales) {
    const html = readFileSync(join(site.folder, locale, 'terms', 'index.html'), 'utf8')
    const slugs = [...html.matchAll(/id="term-([^"]*)"/g)].map((match) => match[1]!)
    expect(slugs.sort()).toEqual(Object.keys(loadTerms(locale)).sort())
    const letters = [...html.matchAll(/<h2 id="(letter-[^"]*)"/g)].map((match) => match[1])
    expect(new Set(letters).size).toBe(letters.length)
    for (const letter of letters) expect(html).toContain(`href="#${letter}"`)
  }
})

test('the terms can be taken away as a table and for translators’ programs', async () => {
  for (const locale of completeLocales) {
    const bytes = new Uint8Array(await (await fetch(`${site.url}${locale}/terms.csv`)).arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(await (await fetch(`${site.url}${locale}/terms.tbx`)).text()).toContain(`xml:lang="${locale}"`)
  }
})
