/** Which of the two runtimes a cell loads, in a real browser, and that a wrong guess is seen by nobody. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browsers, runCellIn, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage, type PageCell } from './cell-page.ts'

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

  /** Runs the last cell; says which runtimes were asked for. */
  async function run(...given: PageCell[]) {
    cells.requests.length = 0
    await page.goto(cells.urlOf(given))
    const seen = await runCellIn(page, given.at(-1)!.id)
    const runtimes = cells.requests.flatMap((path) => /cell-worker(-whole)?\./.exec(path)?.[1] ?? [])
    const core = cells.requests.some((path) => /cell-worker\./.test(path))
    return { ...seen, core, whole: runtimes.length > 0 }
  }
  const cell = (id: string, code: string): PageCell => ({ id, code })

  it('a cell that trains loads the core alone', async () => {
    const code = `import { manualSeed, nn, optim, randn } from 'lexigrad'
manualSeed(0)
const model = new nn.Sequential(new nn.Linear(2, 4), new nn.ReLU(), new nn.Linear(4, 1))
const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
const x = randn(8, 2)
for (let step = 0; step < 20; step++) {
  optimizer.zeroGrad()
  const loss = model(x).sub(1).square().mean()
  loss.backward()
  optimizer.step()
}
console.log(model(x).shape, Math.floor(2.5)) // and not the median`
    const seen = await run(cell('training', code))
    expect(seen).toMatchObject({ state: 'done', output: '[8, 1] 2', core: true, whole: false })
  })

  it('a cell that names what the core lacks loads the whole alone', async () => {
    const code = `import { linalg, tensor } from 'lexigrad'\nconsole.log(linalg.cholesky(tensor([[4]])).item())`
    expect(await run(cell('named', code))).toMatchObject({ state: 'done', output: '2', core: false, whole: true })
  })

  it('an earlier cell that needs the whole is seen before the run as well', async () => {
    const first = cell('first', `import { cumsum, tensor } from 'lexigrad'\nconst sums = cumsum(tensor([1, 2]), 0)`)
    const second = { ...cell('second', 'console.log(sums.tolist())'), after: 'first' }
    expect(await run(first, second)).toMatchObject({ state: 'done', output: '[1, 3]', core: false, whole: true })
  })

  it.each([
    [
      'a computed name',
      `const name = ['cum', 'sum'].join('')\nconsole.log((tensor([1, 2]) as any)[name](0).tolist())`,
      '[1, 3]',
    ],
    ['a computed name of a namespace', `console.log(typeof (nn as any)[['LS', 'TM'].join('')])`, 'function'],
    ['all names at once', `console.log(Object.keys(nn).length > 100)`, 'true'],
    [
      'an error that the cell catches',
      `try { tensor([1, 2]).item() } catch (error) { console.log(error.code) }`,
      'item-of-many',
    ],
  ])('%s begins the run again on the whole, and nothing is shown twice', async (_, code, output) => {
    const text = `import { nn, tensor } from 'lexigrad'\nconsole.log('begin')\nawait new Promise((next) => setTimeout(next, 60))\n${code}`
    const seen = await run(cell('again', text))
    expect(seen).toMatchObject({ state: 'done', output: `begin\n${output}`, error: '', core: true, whole: true })
    // From then on the page has the whole at hand, and keeps to it.
    expect((await runCellIn(page, 'again')).output).toBe(`begin\n${output}`)
  })

  it('an import that neither has is told with the nearest name of all', async () => {
    const seen = await run(cell('import', `import { choleski } from 'lexigrad'\nconsole.log(choleski)`))
    expect(seen.state).toBe('failed')
    expect(seen.error).toContain('cholesky')
  })
})
