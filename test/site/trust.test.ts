/** What the pages say of themselves: how to cite an entry, how to report an error, and what a browser keeps and sends. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isListed } from '../../src/site/privacy/kept.ts'
import { launchChromium } from './browser.ts'
import { firstEntry } from './pages.ts'
import { runCell, watchTrouble } from './reader.ts'

const site = inject('site')
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('a reader who runs, changes, cites and reports leaves no cookie, asks no other host, and can delete what is kept', async () => {
  const context = await browser.newContext({
    locale: 'fr',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const trouble = watchTrouble(context, site.url)
  const page = await context.newPage()
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await page.goto(site.url)
  await page.waitForURL(`${site.url}fr/`)
  await page.goto(`${site.url}fr/${firstEntry}/`)
  await page.locator('[popovertarget="themes"]').click()
  await page.locator('input[name="theme"][value="dark"]').check()
  await page.keyboard.press('Escape')
  await runCell(page, 'first-gradient')
  const cell = page.locator('#cell-first-gradient')
  await cell.locator('[data-action="edit"]').click()
  await cell.locator('.cm-content').press('Control+End')
  await page.keyboard.type('// 1')
  await page.locator('.prose > p').nth(1).selectText()

  const [cite, report] = [page.locator('.trust details').nth(0), page.locator('.trust details').nth(1)]
  await report.locator('summary').click()
  const begun = (await page.locator('.prose > p').nth(1).innerText()).slice(0, 30)
  await report.locator('[data-action="copy-block"]').click()
  await expect.poll(clipboard).toContain(begun)
  expect(await clipboard()).toMatch(
    /^Page\u00a0: https:.*\/fr\/backpropagation\/\nVersion\u00a0: [\d.]+, [\da-f]{10}\nPassage\u00a0: \[\d+\] /,
  )
  await cite.locator('summary').click()
  await cite.locator('[data-action="copy-block"]').nth(1).click()
  await expect.poll(clipboard).toMatch(/^@misc\{lexigrad-backpropagation-fr,[^]*\n\}$/)

  await page.waitForFunction(async () => (await caches.keys()).length === 2)
  await page.goto(`${site.url}fr/privacy/`)
  const kept = () =>
    page.evaluate(async () => ({
      local: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      cache: await caches.keys(),
      database: (await indexedDB.databases()).map(({ name }) => name!),
    }))
  const found = await kept()
  expect(found.local.length).toBeGreaterThanOrEqual(4)
  for (const place of ['local', 'cache', 'database'] as const)
    expect(found[place].filter((name) => !isListed(name, place))).toEqual([])
  expect(await context.cookies()).toEqual([])

  await page.locator('[data-action="delete-kept"]').click()
  await page.locator('[data-deleted]:not(:empty)').waitFor()
  expect(await kept()).toEqual({ local: [], cache: [], database: [] })
  expect(trouble).toEqual([])
  await context.close()
})
