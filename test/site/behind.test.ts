/** A translation that English has left behind, as its reader meets it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { translator } from '../../src/i18n/translate.ts'
import { findViolations } from './axe.ts'
import { changes } from './behind.ts'
import { launchChromium } from './browser.ts'
import { listEntries } from './pages.ts'

const site = inject('site')
const variant = inject('variant')
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('each passage whose English has changed says so and since when, and shows what, without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const tab = await context.newPage()
  for (const locale of ['fr', 'ko']) {
    const t = translator(locale)
    await tab.goto(`${variant.url}${locale}/backpropagation/`)
    const marks = tab.locator('details.stale')
    expect(await marks.count()).toBe(changes.length)
    const mark = marks.first()
    expect(await mark.locator('summary').innerText()).toBe(t('translation.mark'))
    expect(await mark.locator('ins').isVisible()).toBe(false)
    await mark.locator('summary').press('Enter')
    expect(await mark.locator('p').first().innerText()).toContain(
      locale === 'fr' ? '27 novembre 2026' : '2026년 11월 27일',
    )
    expect(await mark.locator('ins').innerText()).toContain('only')
    // Those who hear the page are told what a line and a weight say to the eye, in their language.
    expect(await mark.locator('ins').textContent()).toContain(t('translation.added'))
    expect(await mark.locator('.difference').getAttribute('lang')).toBe('en')
    expect(await mark.locator('.improve a').getAttribute('href')).toMatch(/translation\/backpropagation\/\?block=\d+$/)
  }
  await context.close()
})

test('a passage that waits for its translation is English to a screen reader, and said to be', async () => {
  const tab = await browser.newPage()
  await tab.goto(`${variant.url}fr/backpropagation/`)
  expect(await tab.locator('.prose [lang="en"][data-block]').getAttribute('data-block')).toBe('3')
  expect(await tab.locator('.in-english').innerText()).toBe(translator('fr')('translation.inEnglish'))
  expect(await tab.locator('.page-state').innerText()).toMatch(/: 4\s*;.*: 1\s*;.*: 1\./)
  await tab.close()
})

test('marks that are open break no rule of accessibility, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 390, height: 900 } })
    const tab = await context.newPage()
    await tab.goto(`${variant.url}fr/backpropagation/`)
    await tab.locator('.stale').evaluateAll((marks) => marks.forEach((mark) => mark.setAttribute('open', '')))
    expect(await findViolations(tab)).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await context.close()
  }
})

test('print keeps the mark and leaves out what it opens', async () => {
  const tab = await browser.newPage()
  await tab.goto(`${variant.url}fr/backpropagation/`)
  await tab
    .locator('.stale')
    .first()
    .evaluate((mark) => mark.setAttribute('open', ''))
  await tab.emulateMedia({ media: 'print' })
  expect(await tab.locator('.stale summary').first().isVisible()).toBe(true)
  expect(await tab.locator('.stale .difference').first().isVisible()).toBe(false)
  await tab.close()
})

test('a page that is all current pays nothing for marks: no element, no style sheet', () => {
  for (const { file } of listEntries(site.folder)) {
    expect(readFileSync(join(site.folder, file), 'utf8')).not.toMatch(
      /class="(?:stale|in-english|page-state)|stale\.[\w-]+\.css/,
    )
  }
})
