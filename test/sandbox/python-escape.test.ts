/**
 * What a Python cell must not be able to do, and what it uses up. An attacker's server sees whether anything reached the
 * network; another cell sees whether anything reached it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAttacker, type Attacker } from './attacker.ts'
import { browsers, runCellIn, seeCell, waitForState, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage, type PageCell } from './cell-page.ts'
import { pythonAttempts, pythonVandals } from './python-attempts.ts'

/** A machine with much else to do starts an interpreter slowly [ms]. */
const patient = 60_000

/** By name, code that is ended, and a part of what the reader is told. */
const exhausting: Record<string, [code: string, told: RegExp]> = {
  recursion: ['def deeper(n): return 1 + deeper(n)\ndeeper(0)', /RecursionError[^]*calls itself without end/],
  'recursion through C': ['x = []\nfor _ in range(10**6): x = [x]\nprint(repr(x))', /RecursionError|broke off/],
  'ten gigabytes': ['x = [bytearray(10 ** 9) for _ in range(10)]', /MemoryError[^]*not enough memory/],
  'a list that grows': ['x = []\nwhile True: x.append(bytearray(10 ** 7))', /MemoryError[^]*not enough memory/],
  'ten million lines': ['for i in range(10 ** 7): print(i)', /printed more than 200,?000/],
  'a line of a hundred million characters': [`while True: print('x' * 10 ** 8)`, /printed more than/],
  'a loop without end': ['while True: pass', /The run was ended after 4 s/],
}

const idOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z]+/g, '-')

/** One program that makes every attempt, each in a world of its own, and says how it went. */
function allAttempts(host: string): string {
  const made = Object.entries(pythonAttempts).map(([name, code]) => {
    const [title, text] = [name, code.replaceAll('HOST', host)].map((part) => JSON.stringify(part))
    return `attempt(${title}, ${text})`
  })
  return `def attempt(name, code):
    try: exec(code, {})
    except Exception: print(name + ': refused')
    else: print(name + ': reached')

${made.join('\n')}`
}

let cells: CellPage
let attacker: Attacker

beforeAll(async () => {
  ;[cells, attacker] = await Promise.all([serveCellPage(), startAttacker()])
})
afterAll(() => Promise.all([cells.close(), attacker.close()]))

describe.each(browsers)('in $name', { timeout: 2 * patient }, ({ installed, launch }) => {
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (!installed) return
    browser = await launch()
    page = await browser.newPage()
    const cellOf = ([name, code]: [string, string], end = '', limit = 5): PageCell => ({
      id: idOf(name),
      language: 'python',
      code: `${code.replaceAll('HOST', attacker.host)}\n${end}`,
      limit,
    })
    await page.goto(
      cells.urlOf([
        { id: 'attempts', language: 'python', code: allAttempts(attacker.host), limit: 60 },
        ...Object.entries(pythonVandals).map((vandal) => cellOf(vandal)),
        ...Object.entries(exhausting).map(([name, [code]]) => cellOf([name, code], '', name.includes('loop') ? 1 : 20)),
        { id: 'honest', language: 'python', code: `import torch\nprint('still', torch.tensor(1.0))` },
      ]),
    )
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  it('nothing that a cell might reach for is within its reach', async () => {
    const { state, output } = await runCellIn(page, 'attempts', patient)
    expect(state).toBe('done')
    expect(output.split('\n')).toEqual(Object.keys(pythonAttempts).map((name) => `${name}: refused`))
    expect(attacker.leaks).toEqual([])
  })

  it.each(Object.keys(pythonVandals))('a cell that %s harms itself alone', async (name) => {
    await runCellIn(page, idOf(name), patient)
    expect((await runCellIn(page, 'honest', patient)).output).toBe('still tensor(1.)')
    const harm = await page.evaluate(() => ['polluted' in {}, document.title, document.querySelectorAll('img').length])
    expect(harm).toEqual([false, 'Cells', 0])
    expect(attacker.leaks).toEqual([])
  })

  it.each(Object.entries(exhausting))('%s: the run is ended and says why', async (name, [, told]) => {
    const seen = await runCellIn(page, idOf(name), patient)
    expect(seen.state).toBe('failed')
    expect(seen.error).toMatch(told)
    expect((await runCellIn(page, 'honest', patient)).output).toBe('still tensor(1.)')
  })

  it('Stop ends a loop that never ends, within 100 ms', async () => {
    const times: number[] = []
    for (let i = 0; i < 3; i++) {
      await page.click('[cell="a-loop-without-end"] [data-action="run"]')
      await page.evaluate(() => new Promise((later) => setTimeout(later, 300)))
      times.push(
        await page.evaluate(() => {
          const loop = document.querySelector<HTMLElement>('[cell="a-loop-without-end"]')!
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
    expect(times.sort((a, b) => a - b)[1]).toBeLessThan(100)
    await waitForState(page, 'a-loop-without-end', ['stopped'])
    expect((await seeCell(page, 'a-loop-without-end')).error).toBe('')
    expect((await runCellIn(page, 'honest', patient)).output).toBe('still tensor(1.)')
  })

  it('and after all of that the page’s own server was asked for nothing but the page', () => {
    expect(cells.leaks).toEqual([])
  })
})
