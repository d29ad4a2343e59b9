/** Data sets in a real browser: the page fetches them for a worker that has no network, and says so where it cannot. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browsers, runCellIn, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage } from './cell-page.ts'

let cells: CellPage

beforeAll(async () => {
  cells = await serveCellPage()
})
afterAll(() => cells.close())

const digits = `import { digits } from 'lexigrad/data'
console.log('first')
const { train, test } = digits({ train: 100, test: 10 })
console.log(train.images.shape, test.labels.shape)`
const declaration = `import { declaration } from 'lexigrad/data'
console.log(declaration().slice(0, 7))`

describe.each(browsers)('in $name', ({ installed, launch }) => {
  // A browser that is not installed is a skip, by name.
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (installed) browser = await launch()
  })
  beforeEach(async () => {
    cells.failing = undefined
    cells.requests.length = cells.leaks.length = 0
    if (installed) page = await browser.newPage()
  })
  afterEach(async () => {
    if (installed) await page.close()
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  const asked = (name: string) => cells.requests.filter((path) => path.includes(`/data-${name}.`)).length

  it('a cell reads digits; a run after it asks for nothing again', async () => {
    await page.goto(cells.urlOf([{ id: 'digits', code: digits }]))
    const seen = await runCellIn(page, 'digits')
    expect(seen).toMatchObject({ state: 'done', error: '', output: 'first\n[100, 1, 28, 28] [10]' })
    expect((await runCellIn(page, 'digits')).state).toBe('done')
    expect([asked('digits'), asked('declaration')]).toEqual([1, 0])
    expect(cells.leaks).toEqual([])
  })

  it('the text is that of the page’s language', async () => {
    await page.goto(cells.urlOf([{ id: 'text', code: declaration }], 'tr'))
    expect(await runCellIn(page, 'text')).toMatchObject({ state: 'done', output: 'İnsanlı' })
    expect([asked('digits'), asked('declaration')]).toEqual([0, 1])
  })

  it('a cell that needs none asks for none', async () => {
    await page.goto(
      cells.urlOf([
        {
          id: 'shapes',
          code: "import { shapes } from 'lexigrad/data'\nconsole.log(shapes({ count: 2 }).boxes.length)",
        },
      ]),
    )
    expect(await runCellIn(page, 'shapes')).toMatchObject({ state: 'done', output: '2' })
    expect([asked('digits'), asked('declaration')]).toEqual([0, 0])
  })

  it.each(['absent', 'half'] as const)(
    'a download that is %s is said in the page’s language, and the next run tries again',
    async (how) => {
      cells.failing = { path: /\/data-/, how }
      await page.goto(cells.urlOf([{ id: 'digits', code: digits }], 'fr'))
      const failed = await runCellIn(page, 'digits')
      expect(failed).toMatchObject({ state: 'failed', output: 'first', markedLines: [3] })
      expect(failed.error).toContain('ce jeu de données n’a pas pu être chargé')
      cells.failing = undefined
      expect(await runCellIn(page, 'digits')).toMatchObject({
        state: 'done',
        error: '',
        output: 'first\n[100, 1, 28, 28] [10]',
      })
    },
  )
})
