/** A cell in a real browser: what a reader does and sees. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browsers, runCellIn, seeCell, waitForState, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage, type PageCell } from './cell-page.ts'

const firstGradient: PageCell = {
  id: 'first-gradient',
  code: `import { tensor } from 'lexigrad'

const w = tensor([2], { requiresGrad: true })
const x = tensor([3])
const loss = w.mul(x).sub(10).pow(2)
loss.backward()
console.log('w.grad =', w.grad!.item())`,
}

let cells: CellPage

beforeAll(async () => {
  cells = await serveCellPage()
})
afterAll(() => cells.close())

describe.each(browsers)('in $name', ({ installed, launch }) => {
  // A browser that is not installed is a skip, by name.
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
  const cell = (id: string, code: string, limit?: number): PageCell => ({ id, code, ...(limit && { limit }) })

  it('Run computes the gradient', async () => {
    await open(firstGradient)
    const seen = await runCellIn(page, 'first-gradient')
    expect(seen).toMatchObject({ state: 'done', output: 'w.grad = -24', error: '' })
    expect(seen.variables['w']).toEqual({ value: '2', gradient: '-24' })
    expect(seen.status).toMatch(/^Done in [\d.]+ ms$/)
  })

  it('a second run gives the same, and shows it once', async () => {
    await open(firstGradient)
    await runCellIn(page, 'first-gradient')
    expect((await runCellIn(page, 'first-gradient')).output).toBe('w.grad = -24')
  })

  it('Ctrl+Enter in the code runs the cell', async () => {
    await open(firstGradient)
    await page.evaluate(() => {
      const pre = document.querySelector('pre')!
      pre.focus()
      pre.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))
    })
    await waitForState(page, 'first-gradient', ['done'])
  })

  it('output streams while the cell runs, and Run and Stop hand the focus to each other', async () => {
    await open(
      cell(
        'stream',
        `for (let i = 0; ; i++) {\n  console.log('line', i)\n  await new Promise((next) => setTimeout(next, 20))\n}`,
      ),
    )
    await page.click('[data-action="run"]')
    await page.evaluate(async () => {
      while (!document.querySelector('[data-role="output"]')!.textContent!.includes('line 5'))
        await new Promise(requestAnimationFrame)
    })
    expect((await seeCell(page, 'stream')).state).toBe('running')
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.action)
    expect(await focused()).toBe('stop')
    await page.click('[data-action="stop"]')
    const seen = await seeCell(page, 'stream')
    expect(seen.state).toBe('stopped')
    expect(seen.output).toContain('line 5')
    expect(seen.status).toMatch(/^Stopped after /)
    expect(await focused()).toBe('run')
  })

  it('Stop ends a loop that never yields, within 100 ms, and the cell runs again', async () => {
    await open(cell('loop', 'let n = 0\nwhile (true) n++'), firstGradient)
    const times: number[] = []
    // The median: a machine that is busy with other things may let a page wait.
    for (let i = 0; i < 5; i++) {
      await page.click('[cell="loop"] [data-action="run"]')
      await page.evaluate(() => new Promise((later) => setTimeout(later, 300)))
      times.push(
        await page.evaluate(() => {
          const loop = document.querySelector<HTMLElement>('[cell="loop"]')!
          const start = performance.now()
          loop.querySelector<HTMLElement>('[data-action="stop"]')!.click()
          return new Promise<number>((resolve) => {
            const look = () =>
              loop.dataset.state === 'stopped' ? resolve(performance.now() - start) : setTimeout(look, 1)
            look()
          })
        }),
      )
    }
    expect(times.sort((a, b) => a - b)[2]).toBeLessThan(100)
    expect((await runCellIn(page, 'first-gradient')).output).toBe('w.grad = -24')
  })

  it('a loop without end is ended by its time limit; the page answers and other cells run meanwhile', async () => {
    await open(cell('loop', 'while (true) {}', 1), firstGradient)
    await page.click('[cell="loop"] [data-action="run"]')
    const longestTask = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let last = performance.now()
          let longest = 0
          const end = last + 800
          const tick = () => {
            const now = performance.now()
            longest = Math.max(longest, now - last)
            last = now
            if (now < end) setTimeout(tick, 4)
            else resolve(longest)
          }
          tick()
        }),
    )
    expect((await runCellIn(page, 'first-gradient')).output).toBe('w.grad = -24')
    expect(await longestTask).toBeLessThan(600)
    await waitForState(page, 'loop', ['failed'])
    const seen = await seeCell(page, 'loop')
    expect(seen.error).toContain('The run was ended after 4 s.')
  })

  it('an error names the line and column of the code, marks the line and says what to do', async () => {
    const code = `import { tensor } from 'lexigrad'\n\nconst a: any = tensor([[1, 2, 3]])\na.matmul(tensor([[1, 2]]))`
    await open(cell('shapes', code))
    const seen = await runCellIn(page, 'shapes')
    expect(seen.state).toBe('failed')
    expect(seen.error).toContain('Line 4, column 3')
    expect(seen.error).toContain('the inner sizes of [1, 3] and [1, 2] must be equal, but they are 3 and 1')
    expect(seen.error).toContain('ShapeError: matmul: inner sizes differ')
    expect(seen.markedLines).toEqual([4])
    expect(Object.keys(seen.variables)).toEqual(['a'])
  })

  it('an error is said in the language of the page, and the next run takes the mark away', async () => {
    await page.goto(cells.urlOf([cell('syntax', 'const a = 1\nconst b = )\n')], 'fr'))
    const seen = await runCellIn(page, 'syntax')
    expect(seen.state).toBe('failed')
    expect(seen.error).toMatch(/2/)
    expect(seen.error).not.toContain('is not expected here.')
    expect(seen.markedLines).toEqual([2])
  })

  it('an error in a timer that nobody waits for is told, and does not end the run', async () => {
    await open(
      cell(
        'timer',
        `setTimeout(() => { throw new Error('late') }, 0)\nawait new Promise((next) => setTimeout(next, 50))\nconsole.log('end')`,
      ),
    )
    const seen = await runCellIn(page, 'timer')
    expect(seen.state).toBe('done')
    expect(seen.output).toMatch(/late[^]*end/)
  })

  it('a run that prints without end is ended, and the page answers meanwhile', async () => {
    await open(cell('flood', `for (let i = 0; i < 1e6; i++) console.log('line', i)`), firstGradient)
    const longest = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let last = performance.now()
          let longest = 0
          const tick = () => {
            const now = performance.now()
            longest = Math.max(longest, now - last)
            last = now
            if (document.querySelector<HTMLElement>('[cell="flood"]')!.dataset.state === 'failed') resolve(longest)
            else setTimeout(tick, 4)
          }
          tick()
        }),
    )
    const seen = await runCellIn(page, 'flood')
    expect(seen.state).toBe('failed')
    expect(seen.error).toContain('printed more than')
    expect(seen.output).toContain('line 9999')
    expect(seen.output).not.toContain('line 10000')
    expect(await longest).toBeLessThan(600)
    expect((await runCellIn(page, 'first-gradient')).output).toBe('w.grad = -24')
  })

  it('what cannot be loaded is told, what was there stands, and the next Run tries again', async () => {
    await open(firstGradient)
    await page.evaluate(() => {
      document.querySelector('[data-role="output"]')!.textContent = 'recorded'
      return new Promise((later) => setTimeout(later, 500))
    })
    cells.down = true
    try {
      expect(await runCellIn(page, 'first-gradient')).toMatchObject({ state: 'failed', output: 'recorded' })
      expect(await page.evaluate(() => document.querySelector<HTMLElement>('[data-role="not-loaded"]')!.hidden)).toBe(
        false,
      )
    } finally {
      cells.down = false
    }
    expect(await runCellIn(page, 'first-gradient')).toMatchObject({ state: 'done', output: 'w.grad = -24' })
    expect(await page.evaluate(() => document.querySelector<HTMLElement>('[data-role="not-loaded"]')!.hidden)).toBe(
      true,
    )
  })

  it('NaN, infinities and zeros arrive as they are', async () => {
    await open(cell('numbers', 'const n = NaN, i = -Infinity, z = -0, f = 0.1 + 0.2'))
    const { variables } = await runCellIn(page, 'numbers')
    expect(variables).toMatchObject({
      n: { value: 'NaN' },
      i: { value: '-Infinity' },
      z: { value: '-0' },
      f: { value: '0.30000000000000004' },
    })
  })
})
