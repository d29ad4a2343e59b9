/**
 * A worker that a cell has taken over altogether, in place of ours: whatever it sends, the run ends with a sentence and
 * the page goes on.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browsers, runCellIn, seeCell, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage } from './cell-page.ts'
import ui from '../../locales/en/ui.json' with { type: 'json' }

const output = (text: string) => JSON.stringify([{ type: 'output', level: 'log', text }])
const malformed = ui.errors['run-malformed']
const flood = ui.errors['run-flood']
const timeLimit = ui.errors['run-time-limit'].replace('{{seconds}}', '5')

/** By name: what it does on `run`, with `port` in its hands, and what the reader is told. */
const workers: Record<string, [script: string, told: string]> = {
  'sends what is not JSON': [`port.postMessage('no')`, malformed],
  'sends an object': [`port.postMessage({ type: 'batch', run: 1, batch: '[]' })`, malformed],
  'sends an event of an unknown type': [`port.postMessage('[{"type":"takeover"}]')`, malformed],
  'sends an event with a field too many': [
    `port.postMessage('[{"type":"output","level":"log","text":"x","html":"<b>"}]')`,
    malformed,
  ],
  'sends an event with a prototype': [
    `port.postMessage('[{"type":"done","ok":true,"ms":1,"__proto__":{"x":1}}]')`,
    malformed,
  ],
  'sends an error without text': [`port.postMessage('[{"type":"error","error":{"code":1}}]')`, malformed],
  'sends arrays a million deep': [`port.postMessage('['.repeat(9e5) + ']'.repeat(9e5))`, malformed],
  'sends a string of 100 million characters': [`port.postMessage('x'.repeat(1e8))`, malformed],
  'speaks past its port': [`postMessage('[]')`, malformed],
  'sends a hundred thousand batches': [`for (let i = 0; i < 1e5; i++) port.postMessage('[]')`, flood],
  'sends large batches without end': [
    `for (;;) port.postMessage(${JSON.stringify(output('x'.repeat(100_000)))})`,
    flood,
  ],
  'prints slowly, without end': [
    `setInterval(() => port.postMessage(${JSON.stringify(output('x'.repeat(100_000)))}), 20)`,
    flood,
  ],
  'shows plots without end': [
    `setInterval(() => port.postMessage('[{"type":"display","kind":"plot","text":"","data":1}]'), 1)`,
    flood,
  ],
  throws: [`throw new Error('x')`, ui.errors['run-crashed']],
  'says nothing': [``, timeLimit],
  'is done, and is not': [
    `port.postMessage('[{"type":"done","ok":false,"ms":1},{"type":"output","level":"log","text":"more"}]')`,
    '',
  ],
}

let cells: CellPage

beforeAll(async () => {
  cells = await serveCellPage()
})
afterAll(() => cells.close())

describe.each(browsers)('in $name, a worker that', ({ installed, launch }) => {
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

  it.each(Object.entries(workers))('%s', async (_, [script, told]) => {
    const worker = `onmessage = ({ ports: [port] }) => { port.onmessage = ({ data }) => { if (data.type === 'run') { ${script} } } }`
    await page.goto(cells.urlOf([{ id: 'hostile', code: '', limit: 2, worker }]))
    const longest = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const cell = document.querySelector<HTMLElement>('live-cell')!
          let last = performance.now()
          let longest = 0
          const tick = () => {
            const now = performance.now()
            longest = Math.max(longest, now - last)
            last = now
            if (['failed', 'done'].includes(cell.dataset.state!)) resolve(longest)
            else setTimeout(tick, 4)
          }
          tick()
        }),
    )
    const seen = await runCellIn(page, 'hostile')
    if (told) expect(seen).toMatchObject({ state: 'failed', error: expect.stringContaining(told) as string })
    else expect(seen).toMatchObject({ state: 'done', output: '' })
    expect(await longest).toBeLessThan(800)
    // It can be run again, and ends again.
    if (told === malformed) {
      await runCellIn(page, 'hostile')
      expect((await seeCell(page, 'hostile')).state).toBe('failed')
    }
  })
})
