import type { Browser } from 'playwright-core'
import { globSync, readFileSync } from 'node:fs'
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

test('no entry asks for more than its budget, by the files that it names', () => {
  const heavy = listEntries(site.folder)
    .map(({ file }) => ({ file, ...namedBytes(file) }))
    .filter(({ html, css, js }) => html > 35 * kilobyte || js > 15 * kilobyte || html + css + js > 60 * kilobyte)
  expect(heavy).toEqual([])
})

const sizes = new Map<string, number>()

/** As a host that compresses beforehand sends it. Files that pages share are compressed once. */
function size(file: string): number {
  if (!sizes.has(file)) sizes.set(file, brotliSize(readFileSync(join(site.folder, file))))
  return sizes.get(file)!
}

/** A page, its style sheets, and its scripts with what they import at once. */
function namedBytes(file: string): { html: number; css: number; js: number } {
  const html = readFileSync(join(site.folder, file), 'utf8')
  const named = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, name]) => name!)
  const scripts = new Set(named(/<script type="module" src="[^"]*\/(assets\/[^"]+)"/g))
  for (const script of scripts) {
    const code = readFileSync(join(site.folder, script), 'utf8')
    for (const [, name] of code.matchAll(/\b(?:import|from) ?"\.\/([^"]+)"/g)) scripts.add(`assets/${name}`)
  }
  const styles = named(/<link rel="stylesheet" href="[^"]*\/(assets\/[^"]+)"/g)
  expect(styles.length * scripts.size, file).toBeGreaterThan(0)
  const sum = (files: Iterable<string>) => [...files].reduce((bytes, one) => bytes + size(one), 0)
  return { html: brotliSize(html, 35 * kilobyte), css: sum(styles), js: sum(scripts) }
}

test('the terms that search asks for first leave its code room within 100 KB', () => {
  // Passages come after the terms that were found.
  const heavy = globSync('*/search.json', { cwd: site.folder }).filter((file) => size(file) > 60 * kilobyte)
  expect(heavy).toEqual([])
})
