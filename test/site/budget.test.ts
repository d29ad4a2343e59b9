import type { Browser } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchChromium } from './browser.ts'
import { entriesToLookAt, listEntries } from './pages.ts'

const site = inject('site')
const kilobyte = 1000
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test.each(entriesToLookAt(site.folder))(
  '/$path keeps to its budget before a reader does anything',
  async ({ path }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const tab = await context.newPage()
    const bytes: Record<string, number> = {}
    tab.on('response', async (response) => {
      const type = response.request().resourceType()
      bytes[type] = (bytes[type] ?? 0) + brotliCompressSync(await response.body()).length
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
  },
)

test('the text of no entry is heavier than what the budget leaves for it', () => {
  const heavy = listEntries(site.folder)
    .map(({ file }) => ({ file, size: brotliCompressSync(readFileSync(join(site.folder, file))).length }))
    .filter(({ size }) => size > 35 * kilobyte)
  expect(heavy).toEqual([])
})
