/**
 * What a cell must not be able to do. Each attempt runs in a cell; an attacker's server sees whether anything reached the
 * network, the page whether anything reached it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAttacker, type Attacker } from './attacker.ts'
import { attempts } from './attempts.ts'
import { browsers, runCellIn, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage, type PageCell } from './cell-page.ts'

const honest = { id: 'honest', code: `console.log('still', 'here')` }

/** What a cell can do to its own worker, and what must be seen of it elsewhere: nothing. */
const vandals: Record<string, string> = {
  'pollutes the prototypes': `(Object.prototype as any).polluted = 1; (Array.prototype as any).polluted = 1`,
  'takes over what events are packed with': `JSON.stringify = () => '[{"type":"takeover"}]'; (Object.prototype as any).toJSON = () => 1`,
  'takes over what events are sent with': `MessagePort.prototype.postMessage = () => undefined; Array.prototype.push = () => 0`,
  'forges an event': `(Array.prototype as any).toJSON = () => [{ type: 'display', kind: 'html', text: '', data: '<img src=http://HOST/>', html: 1 }]`,
  'prints a page': `console.log('<img src="http://HOST/"><script>document.title = "taken"</script>')`,
  'names a variable after a field': `const __proto__ = 1, constructor = 2, html = '<img src="http://HOST/">'`,
}

const idOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z]+/g, '-')

let cells: CellPage
let attacker: Attacker

beforeAll(async () => {
  ;[cells, attacker] = await Promise.all([serveCellPage(), startAttacker()])
})
afterAll(() => Promise.all([cells.close(), attacker.close()]))

describe.each(browsers)('in $name', ({ installed, launch }) => {
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (!installed) return
    browser = await launch()
    page = await browser.newPage()
    const cellOf = ([name, code]: [string, string], end: string): PageCell => ({
      id: idOf(name),
      code: `${code.replaceAll('HOST', attacker.host)}\n${end}`,
      limit: 3,
    })
    const all = [
      ...Object.entries(attempts).map((attempt) => cellOf(attempt, `console.log('reached')`)),
      ...Object.entries(vandals).map((vandal) => cellOf(vandal, '')),
    ]
    await page.goto(cells.urlOf([...all, honest]))
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  it.each(Object.keys(attempts))('%s is out of reach', async (name) => {
    expect(await runCellIn(page, idOf(name))).toMatchObject({ state: 'failed', output: '' })
    expect(attacker.leaks).toEqual([])
  })

  it.each(Object.keys(vandals))('a cell that %s harms itself alone', async (name) => {
    await runCellIn(page, idOf(name))
    expect((await runCellIn(page, 'honest')).output).toBe('still here')
    const harm = await page.evaluate(() => [
      'polluted' in {} || 'polluted' in [],
      document.title,
      document.querySelectorAll('img, live-cell script').length,
    ])
    expect(harm).toEqual([false, 'Cells', 0])
    expect(attacker.leaks).toEqual([])
  })

  it('and after all of that the page’s own server was asked for nothing but the page', () => {
    expect(cells.leaks).toEqual([])
  })
})
