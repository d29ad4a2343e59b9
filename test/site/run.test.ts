import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'
import { entriesToLookAt, firstEntry, listEntries } from './pages.ts'
import { runCell, watchTrouble } from './reader.ts'

interface StoredCell {
  cell: string
  speed: string
}

// The row of w: its value, its gradient.
const minus24 = /w\s*2\s*[−-]24/

describe.each([
  ['at the top of a host', inject('site')],
  ['from a sub-folder', inject('variant')],
])('Run, %s', (_, site) => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const pages = listEntries(site.folder).filter(({ page }) => page === firstEntry)

  test.each(pages)('computes dL/dw = −24 in Chromium on /$path', async ({ path }) => {
    const context = await browser.newContext()
    const trouble = watchTrouble(context, site.url)
    const page = await context.newPage()
    await page.goto(site.url + path)
    expect(await page.locator('#cell-first-gradient').getAttribute('data-state')).toBe('idle')
    const { state, variables } = await runCell(page, 'first-gradient')
    expect(state).toBe('done')
    expect(variables).toMatch(minus24)
    expect(trouble).toEqual([])
    await context.close()
  })
})

describe('An entry page', () => {
  const site = inject('site')
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  /** The cells that took less than a moment when they were proved; what trains for seconds is proved by itself. */
  const quick = (page: string) => {
    const results = JSON.parse(readFileSync(join('content', page, 'results.json'), 'utf8')) as Record<
      string,
      StoredCell
    >
    return new Set(
      Object.values(results)
        .filter(({ speed }) => speed === 'quick')
        .map(({ cell }) => cell),
    )
  }

  test.each(entriesToLookAt(site.folder))('runs every quick cell it holds on /$path', async ({ path, page: slug }) => {
    const context = await browser.newContext()
    const trouble = watchTrouble(context, site.url)
    const page = await context.newPage()
    await page.goto(site.url + path)
    const ids = await page
      .locator('live-cell[data-language="typescript"]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('cell')!))
    expect(ids.length).toBeGreaterThanOrEqual(1)
    const toRun = quick(slug)
    for (const id of ids.filter((id) => toRun.has(id))) {
      // What waits for a prediction is out of sight: its text has no spaces between cells.
      const bare = (text: string) => text.replace(/\s+/g, '')
      const recorded = await page.locator(`#cell-${id} [data-role="variables"]`).first().innerText()
      const { state, variables } = await runCell(page, id)
      expect([id, state, bare(variables)]).toEqual([id, 'done', bare(recorded)])
    }
    expect(trouble).toEqual([])
    await context.close()
  })

  test('can be read without JavaScript, recorded results included', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    for (const { path, page: slug } of entriesToLookAt(site.folder)) {
      await page.goto(site.url + path)
      const cell = page.locator('live-cell').first()
      expect(await cell.locator('code').first().isVisible()).toBe(true)
      expect((await cell.locator('[data-role="variables"]').first().innerText()).length).toBeGreaterThan(3)
      if (slug === firstEntry)
        expect(await cell.locator('[data-role="variables"]').first().innerText()).toMatch(minus24)
      expect(await page.locator('math').count()).toBeGreaterThan(0)
      // A button that does nothing would be a promise broken.
      expect(await page.locator('[data-action="run"]:visible').count()).toBe(0)
    }
    await context.close()
  })
})

describe.skipIf(!firefoxPath)('Firefox (where installed)', () => {
  const site = inject('site')

  test('computes dL/dw = −24 on the entry in every language', async () => {
    const browser = await launchFirefox()
    try {
      const page = await browser.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      for (const { path } of listEntries(site.folder).filter((entry) => entry.page === firstEntry)) {
        await page.goto(site.url + path)
        await page.$eval('#cell-first-gradient [data-role="variables"]', (box) => box.replaceChildren())
        await page.locator('#cell-first-gradient [data-action="run"]').click()
        await page.waitForSelector('#cell-first-gradient[data-state="done"]', { timeout: 20_000 })
        const shown = await page.$eval(
          '#cell-first-gradient [data-role="variables"]',
          (box) => (box as HTMLElement).innerText,
        )
        expect([path, shown]).toEqual([path, expect.stringMatching(minus24)])
      }
      expect(errors).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
