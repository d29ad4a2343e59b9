import type { Browser } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { brotliSize } from './brotli.ts'
import { launchChromium } from './browser.ts'
import { firstEntry, listEntries } from './pages.ts'

const site = inject('site')
const kilobyte = 1000
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** The first entry in every language, and the one with most to load. */
const heaviest = listEntries(site.folder)
  .map((page) => ({ ...page, size: readFileSync(join(site.folder, page.file)).length }))
  .toSorted((a, b) => b.size - a.size)
const pages = [...heaviest.filter(({ page }) => page === firstEntry), heaviest[0]!]

test.each(pages)('/$path keeps to its budget before a reader does anything', async ({ path }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const tab = await context.newPage()
  const bytes: Record<string, number> = {}
  tab.on('response', async (response) => {
    const type = response.request().resourceType()
    const body = await response.body()
    // A font is compressed as it lies there.
    bytes[type] = (bytes[type] ?? 0) + (type === 'font' ? body.length : brotliSize(body))
  })
  await tab.goto(site.url + path, { waitUntil: 'networkidle' })
  // What loads in idle time counts as well.
  await tab.waitForTimeout(1500)
  const { font = 0, image = 0, script = 0, ...rest } = bytes
  const withoutFonts = Object.values(rest).reduce((sum, size) => sum + size, script)
  expect(rest.document).toBeGreaterThan(1000)
  expect(rest.stylesheet).toBeGreaterThan(1000)
  expect(script).toBeLessThanOrEqual(15 * kilobyte)
  expect(withoutFonts).toBeLessThanOrEqual(60 * kilobyte)
  expect(image).toBeLessThanOrEqual(10 * kilobyte)
  expect(font).toBeLessThanOrEqual(250 * kilobyte)
  await context.close()
})

test('the text of no entry is heavier than what the budget leaves for it', () => {
  const heavy = listEntries(site.folder)
    .map(({ file }) => ({ file, size: brotliSize(readFileSync(join(site.folder, file)), 35 * kilobyte) }))
    .filter(({ size }) => size > 35 * kilobyte)
  expect(heavy).toEqual([])
})
