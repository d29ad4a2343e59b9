/** Cells of Python in real browsers: what a reader does and sees. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browsers, runCellIn, seeCell, waitForState, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage, type PageCell } from './cell-page.ts'

const firstGradient: PageCell = {
  id: 'first-gradient',
  language: 'python',
  code: `import torch

w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
loss = (w * x - 10.0) ** 2
loss.backward()
print('w.grad =', w.grad.item())`,
}

/** A machine with much else to do starts an interpreter slowly [ms]. */
const patient = 60_000

let cells: CellPage

beforeAll(async () => {
  cells = await serveCellPage()
})
afterAll(() => cells.close())

describe.each(browsers)('in $name', { timeout: 2 * patient }, ({ installed, launch }) => {
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (installed) browser = await launch()
  })
  beforeEach(async () => {
    if (!installed) return
    page = await browser.newPage()
    cells.requests.length = 0
  })
  afterEach(async () => {
    cells.slow = 0
    if (installed) await page.close()
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  const cell = (id: string, code: string, more: Partial<PageCell> = {}): PageCell => ({
    id,
    code,
    language: 'python',
    ...more,
  })
  const open = (...given: PageCell[]) => page.goto(cells.urlOf(given))
  const run = async (code: string) => {
    await open(cell('one', code))
    return runCellIn(page, 'one', patient)
  }
  const askedForPython = () => cells.requests.filter((path) => path.includes('python'))

  it('nothing of Python is asked for before it is run, whatever a reader does', async () => {
    await open(firstGradient, { id: 'other', code: `console.log('here')` })
    await page.evaluate(() => {
      document.querySelector('live-cell')!.dispatchEvent(new PointerEvent('pointerenter'))
      return new Promise((later) => setTimeout(later, 500))
    })
    expect((await runCellIn(page, 'other')).output).toBe('here')
    expect(askedForPython()).toEqual([])
  })

  it('Run computes the gradient, and again, beside a cell of TypeScript', async () => {
    await open(firstGradient, { id: 'other', code: `console.log('here')` })
    const seen = await runCellIn(page, 'first-gradient', patient)
    expect(seen).toMatchObject({ state: 'done', output: 'w.grad = -24.0', error: '' })
    expect(seen.variables['w']).toEqual({ value: '2', gradient: '-24' })
    expect(seen.status).toMatch(/^Done in [\d.]+ ms$/)
    expect((await runCellIn(page, 'other')).output).toBe('here')
    expect((await runCellIn(page, 'first-gradient', patient)).output).toBe('w.grad = -24.0')
  })

  it('while it loads, its size and progress are told in the reader’s language, and Stop ends that', async () => {
    cells.slow = 20_000
    await page.goto(cells.urlOf([firstGradient], 'fr'))
    await page.click('[data-action="run"]')
    const told = await page.evaluate(async () => {
      const place = () => document.querySelector<HTMLElement>('[data-role="loading"]')
      while (!place() || place()!.hidden) await new Promise((next) => setTimeout(next, 10))
      const { value, max } = place()!.querySelector('progress')!
      return { text: place()!.textContent!, part: value / max }
    })
    expect(told.text).toMatch(/^Premier chargement de Python\s: \d,\d\sMo\./)
    expect(told.part).toBeGreaterThan(0)
    expect(told.part).toBeLessThan(1)
    await page.click('[data-action="stop"]')
    await waitForState(page, 'first-gradient', ['stopped'], 2000)
    expect(await page.evaluate(() => document.querySelector<HTMLElement>('[data-role="loading"]')!.hidden)).toBe(true)
    cells.slow = 0
    expect((await runCellIn(page, 'first-gradient', patient)).output).toBe('w.grad = -24.0')
  })

  it('what cannot be loaded is told, and the next Run tries again', async () => {
    await open(firstGradient)
    await page.evaluate(() => new Promise((later) => setTimeout(later, 300)))
    cells.down = true
    try {
      expect((await runCellIn(page, 'first-gradient', patient)).state).toBe('failed')
    } finally {
      cells.down = false
    }
    expect((await runCellIn(page, 'first-gradient', patient)).output).toBe('w.grad = -24.0')
  })

  it('output streams line by line, and Stop keeps it', async () => {
    await open(cell('stream', `import time\nfor i in range(1000):\n    print('line', i)\n    time.sleep(0.02)`))
    await page.click('[data-action="run"]')
    await page.evaluate(async () => {
      while (!document.querySelector('[data-role="output"]')!.textContent!.includes('line 5'))
        await new Promise((next) => setTimeout(next, 10))
    })
    expect((await seeCell(page, 'stream')).state).toBe('running')
    await page.click('[data-action="stop"]')
    await waitForState(page, 'stream', ['stopped'])
    expect((await seeCell(page, 'stream')).output).toMatch(/^line 0\nline 1\n[^]*line 5/)
  })

  it('an error shows the traceback of the reader’s lines, what it means in the language of the page, and its line', async () => {
    const code = `import torch\n\ndef f(x):\n    return x @ torch.ones(2, 3)\n\nf(torch.ones(2, 3))`
    await page.goto(cells.urlOf([cell('shapes', code)], 'es'))
    const seen = await runCellIn(page, 'shapes', patient)
    expect(seen.state).toBe('failed')
    expect(seen.error).toContain('File "shapes.py", line 6, in <module>')
    expect(seen.error).toContain('RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)')
    expect(seen.error).not.toContain('torch/')
    expect(seen.error).toMatch(/los tamaños interiores/)
    expect(seen.markedLines).toEqual([4])
  })

  it('what Python itself raises is explained, and an absent module says what is here', async () => {
    const seen = await run('import numpy as np')
    expect(seen.error).toMatch(/ModuleNotFoundError: No module named 'numpy'\. Here are torch[^]*tolist\(\)/)
    expect(seen.markedLines).toEqual([1])
  })

  it('a name of the engine’s explanation is spelled as Python spells it', async () => {
    const seen = await run(`import torch\ntorch.ones(2, dtype=torch.int64, requires_grad=True)`)
    expect(seen.error).toMatch(/RuntimeError: only Tensors of floating point[^]*dtype=torch.float32/)
    expect(seen.error).not.toMatch(/requiresGrad|\{ dtype/)
  })

  it('cells that come after others have their names, and an error in one of those is told as its own', async () => {
    await open(
      cell('data', 'x = [1, 2, 3]\ndef half(n): return n / 0 if n > 2 else n / 2'),
      cell('use', 'print(sum(x), half(2))', { after: 'data' }),
      cell('fail', 'half(x[2])', { after: 'data' }),
    )
    expect(await runCellIn(page, 'use', patient)).toMatchObject({ state: 'done', output: '6 1.0' })
    const { error } = await runCellIn(page, 'fail', patient)
    expect(error).toMatch(/^data, line 2/)
    expect(error).toContain('File "fail.py", line 1')
  })

  it('a module of the library that comes later begins the run again, and nothing is shown twice', async () => {
    const seen = await run(`print('begin')\nimport difflib\nprint(difflib.get_close_matches('los', ['loss']))`)
    expect(seen).toMatchObject({ state: 'done', output: "begin\n['loss']", error: '' })
  })

  it('a run leaves nothing behind for the next', async () => {
    await open(
      cell('leave', 'import torch\ntorch.left = 1\nleft = 2'),
      cell('look', `import torch\nprint(hasattr(torch, 'left'), 'left' in dir())`),
    )
    await runCellIn(page, 'leave', patient)
    expect((await runCellIn(page, 'look', patient)).output).toBe('False False')
  })

  it('assertions hold, sets have one order, and random numbers are those of the seed', async () => {
    const code = `import random, torch
try:
    assert False
except AssertionError:
    print('asserted')
print({'a', 'b', 'c'}, random.random(), torch.rand(1).item())`
    await open(cell('one', code))
    const first = await runCellIn(page, 'one', patient)
    expect(first.output).toMatch(/^asserted\n/)
    expect((await runCellIn(page, 'one', patient)).output).toBe(first.output)
  })

  it('a run on the time limit is asked about, and ended', async () => {
    await open(cell('loop', 'while True: pass', { limit: 1 }))
    await page.click('[data-action="run"]')
    await waitForState(page, 'loop', ['failed'], patient)
    expect((await seeCell(page, 'loop')).error).toContain('The run was ended after 4 s.')
  })
})
