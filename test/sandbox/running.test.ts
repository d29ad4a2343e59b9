/** While a cell runs: what is seen of it, how long it may take, and what runs before it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browsers, runCellIn, seeCell, waitForState, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage, type PageCell } from './cell-page.ts'

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

  const open = (...given: PageCell[]) => page.goto(cells.urlOf(given))
  const press = (id: string, action: string) => page.click(`live-cell[cell="${id}"] [data-action="${action}"]`)
  /** Waits until the element is in the page, and what it holds is not empty. */
  const textOf = (selector: string) =>
    page.evaluate(async (wanted) => {
      for (let text; ; await new Promise((next) => setTimeout(next, 10))) {
        const found = document.querySelector<HTMLElement>(wanted)
        text = found && !found.hidden ? found.innerText.trim() : ''
        if (text) return text
      }
    }, selector)

  it('a line printed before a loop that never yields is seen while it runs', async () => {
    await open({ id: 'loop', code: `console.log('one')\nconsole.log('two')\nwhile (true) {}` })
    await press('loop', 'run')
    await page.evaluate(async () => {
      const output = () => document.querySelector('[data-role="output"]')!.textContent!
      while (!output().includes('two')) await new Promise((next) => setTimeout(next, 10))
    })
    expect(await seeCell(page, 'loop')).toMatchObject({ state: 'running', output: 'one\ntwo' })
    await press('loop', 'stop')
    expect(await seeCell(page, 'loop')).toMatchObject({ state: 'stopped', output: 'one\ntwo' })
  })

  const wait = `const wait = (ms: number) => { for (const end = performance.now() + ms; performance.now() < end;); }`

  it('progress shows a bar, the count and the time left, of loops within loops as well; where it was stopped it stays', async () => {
    const code = `import { progress } from 'lexigrad'\n${wait}
for (const epoch of progress(1000, 'epochs')) for (const batch of progress([1, 2, 3, 4])) wait(120)`
    await open({ id: 'train', code })
    await press('train', 'run')
    expect(await textOf('[data-role="progress"] p + p')).toMatch(/^[0-4] \/ 4/)
    const said = await page.evaluate(async () => {
      for (;;) {
        const text = document.querySelector<HTMLElement>('[data-role="progress"] p')!.innerText
        if (text.includes('left')) return text
        await new Promise((next) => setTimeout(next, 10))
      }
    })
    expect(said).toMatch(/^epochs\s*\d+ \/ 1,000\s*(\d+ sec|\d+ min) left/)
    await press('train', 'stop')
    const bars = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLProgressElement>('[data-role="progress"] progress')].map(
        ({ max, value, ariaLabel }) => ({ max, moved: value > 0 || max === 4, ariaLabel }),
      ),
    )
    expect(bars).toEqual([
      { max: 1000, moved: true, ariaLabel: 'epochs' },
      { max: 4, moved: true, ariaLabel: 'Progress' },
    ])
  })

  it('a loop that is soon over shows no bar, and one that is over leaves none', async () => {
    const code = `import { progress } from 'lexigrad'\n${wait}\nfor (const step of progress(N)) wait(10)`
    await open({ id: 'short', code: code.replace('N', '5') }, { id: 'long', code: code.replace('N', '80') })
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('progress')) return
        document.body.dataset.bars = document.querySelector('progress')!.closest('live-cell')!.getAttribute('cell')!
        observer.disconnect()
      }).observe(document.body, { childList: true, subtree: true })
    })
    expect((await runCellIn(page, 'short')).state).toBe('done')
    expect((await runCellIn(page, 'long')).state).toBe('done')
    expect(await page.evaluate(() => document.body.dataset.bars)).toBe('long')
    expect(await page.evaluate(() => document.querySelectorAll('progress').length)).toBe(0)
  })

  it('a run that takes long is asked about, goes on meanwhile, and longer where a reader says so', async () => {
    const code = `${wait}\nfor (let i = 1; i <= 100; i++) { wait(100); console.log('turn', i) }`
    await open({ id: 'long', code, limit: 1 })
    await press('long', 'run')
    expect(await textOf('[data-role="question"] p')).toMatch(/^Running for 1 sec now.* 3 sec\.$/)
    const before = (await seeCell(page, 'long')).output
    await press('long', 'keep-going')
    await page.evaluate(async (seen) => {
      const output = () => document.querySelector('[data-role="output"]')!.textContent!
      while (output().length < seen + 50) await new Promise((next) => setTimeout(next, 10))
    }, before.length)
    expect((await seeCell(page, 'long')).state).toBe('running')
    expect(await page.evaluate(() => document.querySelector<HTMLElement>('[data-role="question"]')!.hidden)).toBe(true)
    // The focus was on a button that is gone.
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.action)).toBe('stop')
    await press('long', 'stop')
  })

  it('a run that nobody answers for is ended, its output kept, and can be run with more time', async () => {
    await open({ id: 'endless', code: `console.log('begun')\nwhile (true) {}`, limit: 1 })
    const seen = await runCellIn(page, 'endless')
    expect(seen).toMatchObject({ state: 'failed', output: 'begun' })
    expect(seen.error).toContain('The run was ended after 4 s.')
    await press('endless', 'more-time')
    expect((await seeCell(page, 'endless')).state).toBe('running')
    await press('endless', 'stop')
    await waitForState(page, 'endless', ['stopped'])
  })

  it('a cell that uses the names of others runs after them, as they stand, and says so', async () => {
    const chain: PageCell[] = [
      { id: 'first', code: `console.log('not shown')\nlet w = 2` },
      { id: 'second', code: `const b = w * 10`, after: 'first' },
      { id: 'third', code: `console.log(w + 1, b)`, after: 'second' },
    ]
    await open(...chain)
    expect((await runCellIn(page, 'third')).output).toBe('3 20')
    expect(await textOf('[cell="third"] [data-role="ran-first"]')).toBe('Ran first: first, second')
    // What a reader has changed above counts; a second run begins anew.
    await page.evaluate(() => {
      const code = document.querySelector('[cell="first"] [data-role="code"]')!
      code.textContent = code.textContent!.replace('2', '7')
    })
    expect((await runCellIn(page, 'third')).output).toBe('8 70')
  })

  it('an error in a cell that ran first is told with its name, and marks its line', async () => {
    await open({ id: 'first', code: `const w = 2\nnull!.x` }, { id: 'second', code: `console.log(w)`, after: 'first' })
    const seen = await runCellIn(page, 'second')
    expect(seen).toMatchObject({ state: 'failed', output: '', markedLines: [] })
    expect(seen.error).toMatch(/^first, line 2, column \d/)
    expect((await seeCell(page, 'first')).markedLines).toEqual([2])
  })

  it('kernels are loaded for code that computes much, and for no other', async () => {
    const scalars = `import { tensor } from 'lexigrad'\nconsole.log(tensor(2).mul(3).item())`
    const product = `import { tensor } from 'lexigrad'\nconsole.log(tensor([[1, 2]]).matmul(tensor([[3], [4]])).item())`
    await open({ id: 'scalars', code: scalars }, { id: 'product', code: product })
    const loaded = () => cells.requests.filter((path) => path.endsWith('.wasm')).length
    const before = loaded()
    expect((await runCellIn(page, 'scalars')).output).toBe('6')
    expect(loaded()).toBe(before)
    expect((await runCellIn(page, 'product')).output).toBe('11')
    expect(loaded()).toBe(before + 1)
  })

  it('kernels reach the worker, and its policy lets them compile', async () => {
    const worker = `onmessage = ({ ports: [port] }) => { let bytes; port.onmessage = ({ data }) => {
      if (data.type === 'prepare') bytes = data.assets.kernels
      if (data.type !== 'run') return
      const names = WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name }) => name).join(' ')
      port.postMessage(JSON.stringify([{ type: 'output', level: 'log', text: names }, { type: 'done', ok: true, ms: 1 }]))
    } }`
    await open({ id: 'product', code: 'matmul', worker })
    expect((await runCellIn(page, 'product')).output).toContain('matmul')
  })

  it('more runs than the page has workers for take their turns', async () => {
    const loops = Array.from({ length: 4 }, (_, i) => ({ id: `loop-${i}`, code: 'while (true) {}' }))
    await open(...loops, { id: 'last', code: `console.log('mine')` })
    for (const { id } of loops) await press(id, 'run')
    await press('last', 'run')
    await page.evaluate(() => new Promise((later) => setTimeout(later, 500)))
    expect((await seeCell(page, 'last')).state).toBe('running')
    await press('loop-2', 'stop')
    await waitForState(page, 'last', ['done'])
    for (const id of ['loop-0', 'loop-1', 'loop-3']) await press(id, 'stop')
  })
})
