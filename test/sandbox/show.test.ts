/** Pictures and controls of a cell in real browsers: what a reader sees, and how soon. */
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../site/browser.ts'
import { browsers, runCellIn, waitForState, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage } from './cell-page.ts'
import { plotCells } from './plot-cells.ts'

let cells: CellPage

beforeAll(async () => {
  cells = await serveCellPage({ dressed: true })
})
afterAll(() => cells.close())

const training = `import { plot } from 'lexigrad'
const losses = []
for (const end = performance.now() + 900; performance.now() < end; ) {
  losses.push(1 / (losses.length + 1))
  plot(losses.slice(-200), { title: 'Loss' })
}
console.log(losses.length > 200)`

const slider = `import { slider } from 'lexigrad'
const w = slider('weight', 0, 10, { value: 2, step: 1 })
console.log('w is', w)`

describe.each(browsers)('in $name', ({ installed, launch }) => {
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (!installed) return
    browser = await launch()
    page = await browser.newPage()
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  it('a picture grows while a loop that never yields trains, and the page answers meanwhile', async () => {
    await page.goto(cells.urlOf([{ id: 'training', code: training }]))
    await page.click('[data-action="run"]')
    const { pictures, gaps } = await page.evaluate(async () => {
      const cell = document.querySelector<HTMLElement>('live-cell')!
      const seen = new Set<string>()
      const gaps: number[] = []
      let last = performance.now()
      while (cell.dataset.state !== 'done' && last < 30_000) {
        await new Promise((next) => setTimeout(next, 4))
        gaps.push(performance.now() - last)
        last = performance.now()
        if (cell.dataset.state !== 'running') continue
        const line = cell.querySelector('figure path.line')?.getAttribute('d')
        if (line) seen.add(line)
      }
      return { pictures: seen.size, gaps: gaps.sort((a, b) => a - b) }
    })
    expect(pictures).toBeGreaterThan(2)
    // The longest one depends on what else the machine does.
    expect(gaps[Math.floor(gaps.length * 0.9)]).toBeLessThan(100)
    const last = await page.evaluate(() => document.querySelectorAll('figure').length)
    expect(last).toBe(1)
  })

  it('a slider that moves runs a cheap cell again within 100 ms, and stays where it is held', async () => {
    await page.goto(cells.urlOf([{ id: 'slider', code: slider }]))
    expect((await runCellIn(page, 'slider')).output).toBe('w is 2')
    const times = await page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('[data-control="slider"]')!
      input.focus()
      const times: number[] = []
      for (const value of [3, 4, 5, 6, 7, 8]) {
        // The next worker has to be ready, as it is when a hand moves a slider.
        await new Promise((next) => setTimeout(next, 250))
        const start = performance.now()
        input.value = String(value)
        input.dispatchEvent(new Event('input', { bubbles: true }))
        const output = document.querySelector('[data-role="output"]')!
        while (output.textContent?.trim() !== `w is ${value}` && performance.now() - start < 5000)
          await new Promise((next) => setTimeout(next, 1))
        times.push(performance.now() - start)
      }
      return times
    })
    expect(Math.min(...times)).toBeLessThan(100)
    const state = await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('[data-control="slider"]')!
      return [document.activeElement === input, input.value, input.getAttribute('aria-valuetext')]
    })
    expect(state).toEqual([true, '8', '8'])
  })

  it('a control that was moved can be taken back', async () => {
    await page.click('[data-action="reset-controls"]')
    await waitForState(page, 'slider', ['done'])
    const seen = await page.evaluate(async () => {
      const output = document.querySelector('[data-role="output"]')!
      for (let i = 0; i < 500 && output.textContent?.trim() !== 'w is 2'; i++)
        await new Promise((next) => setTimeout(next, 10))
      const button = document.querySelector<HTMLElement>('[data-action="reset-controls"]')!
      return [
        output.textContent?.trim(),
        document.querySelector<HTMLInputElement>('[data-control]')!.value,
        button.hidden,
      ]
    })
    expect(seen).toEqual(['w is 2', '2', true])
  })

  it('every kind of picture is drawn, under the site’s policy', async () => {
    const list = plotCells('en')
    await page.goto(cells.urlOf(list))
    await page.evaluate(() => {
      const refused: string[] = ((globalThis as { refused?: string[] }).refused = [])
      document.addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective))
    })
    for (const { id } of list) expect(await runCellIn(page, id)).toMatchObject({ state: 'done', error: '' })
    const seen = await page.evaluate(async () => {
      await Promise.all([...document.images].map((image) => image.decode()))
      return {
        refused: (globalThis as { refused?: string[] }).refused,
        figures: document.querySelectorAll('figure[data-plot]').length,
        nameless: [...document.querySelectorAll('figure > svg:not([aria-label])')].length,
        images: [...document.images].every(({ naturalWidth }) => naturalWidth === 8),
      }
    })
    expect(seen).toEqual({ refused: [], figures: 13, nameless: 0, images: true })
  })
})

describe('with everything open', () => {
  test.each([
    ['en', 320, 'light'],
    ['tr', 320, 'dark'],
    ['ko', 1280, 'light'],
  ] as const)('nothing is inaccessible or too wide: %s, %d px, %s', async (locale, width, colorScheme) => {
    const browser = await launchChromium()
    try {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
      const tab = await context.newPage()
      const list = plotCells(locale)
      await tab.goto(cells.urlOf(list, locale))
      for (const { id } of list) {
        await tab.click(`live-cell[cell="${id}"] [data-action="run"]`)
        await tab.waitForSelector(`live-cell[cell="${id}"][data-state="done"]`)
      }
      await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)))
      await tab.waitForFunction(() => document.querySelectorAll('[data-role="numbers"] td').length > 100)
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await tab.evaluate(axe.source)
      const faults = await tab.evaluate(async () => {
        const { violations } = await window.axe.run('[data-role="plot"], [data-role="sliders"]', { iframes: false })
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
        )
      })
      expect(faults).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
