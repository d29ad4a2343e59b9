/** Cells of Python in real browsers: what a reader does and sees. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browsers, runCellIn, type TestBrowser, type TestPage } from './browsers.ts'
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

/** A machine with much else to do boots an interpreter slowly [ms]. */
const boot = 60_000

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
    if (!installed) return
    browser = await launch()
    page = await browser.newPage()
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  it('Run computes the gradient', async () => {
    await page.goto(cells.urlOf([firstGradient]))
    const seen = await runCellIn(page, 'first-gradient', boot)
    expect(seen).toMatchObject({ state: 'done', output: 'w.grad = -24.0', error: '' })
    expect(seen.variables['w']).toEqual({ value: '2', gradient: '-24' })
    expect(seen.status).toMatch(/^Done in [\d.]+ ms$/)
  })
})
