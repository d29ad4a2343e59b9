import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findViolations } from './axe.ts'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'
import { sidewaysScroll, watchTrouble } from './reader.ts'

const cellOf = (page: Page) => page.locator('#cell-first-gradient')

describe.each([
  ['at the top of a host', inject('site'), 'fr', 360],
  ['from a sub-folder', inject('variant'), 'tr', 1280],
])('The graph of the computation, %s', (_, site, locale, width) => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test(`leads the gradient back to the weight in Chromium, ${width} px wide`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    const trouble = watchTrouble(context, site.url)
    const page = await context.newPage()
    await page.goto(`${site.url}${locale}/backpropagation/`)
    const cell = cellOf(page)
    const graph = cell.locator('[data-role="graph"]')
    await cell.locator('[data-action="graph"]').click()
    await graph.locator('.node').first().waitFor()
    const gradient = graph.locator('.node.leaf .gradient')
    expect(await gradient.textContent()).toBe('')
    for (let step = 0; step < 4; step++) await graph.locator('[data-action="step-back"]').click()
    expect(await gradient.textContent()).toBe('−24')
    expect(await graph.locator('[data-role="graph-step"]').innerText()).toContain('−24')
    await graph.locator('[data-action="step-forward"]').click()
    await graph.locator('[data-action="step-forward"]').click()
    expect(await gradient.textContent()).toBe('')

    // By keyboard: from the result against the flow to the subtraction, and a closer look at it.
    await graph.locator('.node.result rect').focus()
    await page.keyboard.press(width < 560 ? 'ArrowUp' : 'ArrowLeft')
    await page.keyboard.press('Enter')
    expect(await graph.locator('[data-role="graph-details"]').innerText()).toContain('SubBackward0')

    await graph.locator('summary').click()
    expect(await graph.locator('[data-role="graph-table"] tbody tr').count()).toBe(6)
    await cell.locator('[data-action="verify"]').click()
    await cell.locator('[data-action="verify-run"]').click()
    await page.waitForFunction(() => document.querySelector('[data-role="verdict"]')?.textContent, undefined, {
      timeout: 30_000,
    })
    const proved = cell.locator('[data-role="verification"] tr[data-same="true"]')
    expect(await proved.count()).toBeGreaterThanOrEqual(5)
    expect(await cell.locator('[data-role="verification"] tr[data-same="false"]').count()).toBe(0)

    expect(await findViolations(page)).toEqual([])
    expect(await sidewaysScroll(page)).toEqual({ pixels: 0, culprits: [] })
    expect(trouble).toEqual([])
    await context.close()
  }, 90_000)
})

test.skipIf(!firefoxPath)(
  'The graph of the computation plays to its end in Firefox',
  async () => {
    const site = inject('site')
    const browser = await launchFirefox()
    try {
      const page = await browser.newPage()
      await page.goto(`${site.url}ko/backpropagation/`)
      const cell = '#cell-first-gradient'
      await page.click(`${cell} [data-action="graph"]`)
      await page.waitForSelector(`${cell} .node`)
      await page.click(`${cell} [data-action="play"]`)
      await page.waitForFunction(
        (name: string) => document.querySelector(`${name} .node.leaf .gradient`)?.textContent === '−24',
        { timeout: 30_000 },
        cell,
      )
    } finally {
      await browser.close()
    }
  },
  90_000,
)
