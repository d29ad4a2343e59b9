import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'
import { entriesToLookAt, firstEntry, listEntries } from './pages.ts'
import { readVariables, runCell, watchTrouble } from './reader.ts'

interface StoredCell {
  cell: string
  speed: string
}

// The row of w: its value, its gradient.
const minus24 = /^w 2 [−-]24$/

/** What trains rounds otherwise on the kernels of a browser, and the parting grows from step to step. */
const rounding = 1e-2

/** The rows whose name is another than was recorded, or whose single numbers are; weights may part further. */
function rowsThatDiffer(recorded: string[], found: string[]): string[][] {
  const isNear = (a: number, b: number) =>
    Object.is(a, b) || Math.abs(a - b) <= rounding * Math.max(1e-2, Math.abs(a), Math.abs(b))
  const isSame = (a: string, b: string) => {
    const [[name, ...values], [other, ...others]] = [a.split(' '), b.split(' ')]
    const numbers = values.map((text) => Number(text.replace('−', '-')))
    const isText = name!.includes('.') || numbers.length > 2 || numbers.some(Number.isNaN)
    return name === other && (isText || numbers.every((one, i) => isNear(one, Number(others[i]?.replace('−', '-')))))
  }
  const count = Math.max(recorded.length, found.length)
  const pairs = Array.from({ length: count }, (_, i) => [recorded[i] ?? '', found[i] ?? ''] as const)
  return pairs.filter(([a, b]) => !isSame(a, b)).map((pair) => pair.map((row) => row.slice(0, 200)))
}

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
    expect(variables).toContainEqual(expect.stringMatching(minus24))
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
      const recorded = await readVariables(page, id)
      const { state, variables } = await runCell(page, id)
      expect([id, state, rowsThatDiffer(recorded, variables)]).toEqual([id, 'done', []])
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
      const rows = await readVariables(page, (await cell.getAttribute('cell'))!)
      expect(rows.length).toBeGreaterThan(0)
      if (slug === firstEntry) expect(rows).toContainEqual(expect.stringMatching(minus24))
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
        const shown = await page.$$eval('#cell-first-gradient [data-role="variables"] tbody tr', (rows) =>
          rows.map((row) => [...row.children].map((cell) => cell.textContent!.trim()).join(' ')),
        )
        expect([path, shown]).toEqual([path, expect.arrayContaining([expect.stringMatching(minus24)])])
      }
      expect(errors).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
