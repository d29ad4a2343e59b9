/**
 * Cells that use up what there is: time, memory, the page's attention. The page answers meanwhile, another cell runs, Stop
 * works, and what was printed and typed is kept.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browsers, runCellIn, seeCell, waitForState, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage } from './cell-page.ts'

/** By name, code that goes on until it is stopped. */
const endless: Record<string, string> = {
  'a loop': `while (true) {}`,
  'a loop of promises': `for (;;) await null`,
  'promises that make promises': `const more = (): Promise<unknown> => Promise.resolve().then(more)\nfor (let i = 0; i < 100; i++) void more()\nawait new Promise(() => {})`,
  timers: `for (let i = 0; i < 1e4; i++) setInterval(() => { for (let j = 0; j < 1e4; j++); }, 0)\nawait new Promise(() => {})`,
  'progress without end': `import { progress } from 'lexigrad'\nfor (const i of progress((function* () { for (;;) yield 1 })())) for (const j of progress(3)) {}`,
  'arrays that fill': `const keep: Float64Array[] = []\nfor (;;) { if (keep.length < 20) keep.push(new Float64Array(4e6).fill(1)) }`,
}

/** By name, code that is ended, and a part of what the reader is told. */
const ended: Record<string, [code: string, told: RegExp]> = {
  recursion: [`const deeper = (n: number): number => 1 + deeper(n)\ndeeper(0)`, /RangeError|InternalError/],
  'ten million lines': [`for (let i = 0; i < 1e7; i++) console.log(i)`, /printed more than 200,?000/],
  'a line of a hundred million characters': [`const s = 'x'.repeat(1e8)\nfor (;;) console.log(s)`, /printed more than/],
  'a string longer than there can be': [`let s = 'x'\nfor (;;) s += s`, /RangeError|InternalError/],
  'an array larger than there can be': [`new Float64Array(1e14)`, /RangeError/],
}

/** A machine that has much else to do lets any page wait now and then; a page that hangs waits for the time limit [ms]. */
const hung = 5000

let cells: CellPage

beforeAll(async () => {
  cells = await serveCellPage()
})
afterAll(() => cells.close())

describe.each(browsers)('in $name', ({ installed, launch }) => {
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (installed) browser = await launch()
  })
  beforeEach(async () => {
    if (installed) page = await browser.newPage()
  })
  afterEach(async () => {
    if (installed) await page.close()
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  const open = (code: string) =>
    page.goto(
      cells.urlOf([
        { id: 'greedy', code },
        { id: 'other', code: `console.log('here')` },
      ]),
    )

  const press = (id: string, action: string) => page.click(`[cell="${id}"] [data-action="${action}"]`)

  /** Times between turns of the page's thread, until the cell is in one of the states [ms]. */
  const watchGaps = (states: string[]) =>
    page.evaluate(
      (until) =>
        new Promise<{ median: number; longest: number }>((resolve) => {
          const gaps: number[] = []
          let last = performance.now()
          const tick = () => {
            const now = performance.now()
            gaps.push(now - last)
            last = now
            if (!until.includes(document.querySelector<HTMLElement>('[cell="greedy"]')!.dataset.state!)) {
              return void setTimeout(tick, 4)
            }
            gaps.sort((a, b) => a - b)
            resolve({ median: gaps[gaps.length >> 1]!, longest: gaps.at(-1)! })
          }
          setTimeout(tick, 4)
        }),
      states,
    )

  it.each(Object.entries(endless))('%s: the page answers, another cell runs, and Stop ends it', async (_, code) => {
    await open(`console.log('begun')\n${code}`)
    const gaps = watchGaps(['stopped'])
    await press('greedy', 'run')
    await page.evaluate(async () => {
      const output = document.querySelector('[cell="greedy"] [data-role="output"]')!
      while (!output.textContent) await new Promise((next) => setTimeout(next, 10))
    })
    expect((await runCellIn(page, 'other')).output).toBe('here')
    await page.evaluate(() => new Promise((later) => setTimeout(later, 500)))
    await press('greedy', 'stop')
    await waitForState(page, 'greedy', ['stopped'])
    expect((await seeCell(page, 'greedy')).output).toBe('begun')
    const { median, longest } = await gaps
    expect(median).toBeLessThan(100)
    expect(longest).toBeLessThan(hung)
    expect((await runCellIn(page, 'other')).output).toBe('here')
  })

  it.each(Object.entries(ended))('%s: the run is ended and says why', async (_, [code, told]) => {
    await open(code)
    const gaps = watchGaps(['failed'])
    const seen = await runCellIn(page, 'greedy', 25_000)
    expect(seen.state).toBe('failed')
    expect(seen.error).toMatch(told)
    const { median, longest } = await gaps
    expect(median).toBeLessThan(100)
    expect(longest).toBeLessThan(hung)
    expect((await runCellIn(page, 'other')).output).toBe('here')
  })
})
