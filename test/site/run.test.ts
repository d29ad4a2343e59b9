import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'
import { listEntries } from './pages.ts'
import { runCell, watchTrouble } from './reader.ts'

// The row of w: its value, its gradient.
const minus24 = /\bw\s+2\s+[−-]24\s/

describe.each([
  ['at the top of a host', inject('site')],
  ['from a sub-folder', inject('variant')],
])('Run, %s', (_, site) => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const pages = listEntries(site.folder).filter(({ page }) => page === 'backpropagation')

  test.each(pages)('computes dL/dw = −24 in Chromium on /$path', async ({ path }) => {
    const context = await browser.newContext()
    const trouble = watchTrouble(context, site.url)
    const page = await context.newPage()
    await page.goto(site.url + path)
    expect(await page.locator('live-cell[cell="first-gradient"]').getAttribute('data-state')).toBe('idle')
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

  test.each(listEntries(site.folder))('runs every cell it holds on /$path', async ({ path }) => {
    const context = await browser.newContext()
    const trouble = watchTrouble(context, site.url)
    const page = await context.newPage()
    await page.goto(site.url + path)
    const ids = await page.locator('live-cell').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('cell')!))
    expect(ids.length).toBeGreaterThanOrEqual(2)
    for (const id of ids) {
      const recorded = await page.locator(`live-cell[cell="${id}"] [data-role="variables"]`).first().innerText()
      const { state, variables } = await runCell(page, id)
      expect([id, state, variables]).toEqual([id, 'done', recorded])
    }
    expect(trouble).toEqual([])
    await context.close()
  })

  test('can be read without JavaScript, recorded results included', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    for (const { path } of listEntries(site.folder)) {
      await page.goto(site.url + path)
      const cell = page.locator('live-cell[cell="first-gradient"]')
      expect(await cell.locator('code').first().isVisible()).toBe(true)
      expect(await cell.locator('[data-role="variables"]').first().innerText()).toMatch(minus24)
      expect(await page.locator('math').count()).toBeGreaterThan(5)
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
      for (const { path } of listEntries(site.folder).filter((entry) => entry.page === 'backpropagation')) {
        await page.goto(site.url + path)
        await page.$eval('live-cell[cell="first-gradient"] [data-role="variables"]', (box) => box.replaceChildren())
        await page.locator('live-cell[cell="first-gradient"] [data-action="run"]').click()
        await page.waitForSelector('live-cell[cell="first-gradient"][data-state="done"]', { timeout: 20_000 })
        const shown = await page.$eval(
          'live-cell[cell="first-gradient"] [data-role="variables"]',
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
