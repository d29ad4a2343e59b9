/** A cell in two languages of code, as a reader meets it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findViolations } from './axe.ts'
import { launchChromium } from './browser.ts'
import { sidewaysScroll, watchTrouble } from './reader.ts'

const site = inject('site')
const locales = ['en', 'fr', 'es', 'tr', 'ko']
const typescript = '#cell-first-gradient'
const python = '#cell-first-gradient-python'
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const choice = (page: Page, language: string) =>
  page.locator(`.cell-pair:has(${typescript}) input[value="${language}"]`)
const choose = (page: Page, language: string) => choice(page, language).check({ force: true })

async function edit(page: Page, cell: string, line: string): Promise<void> {
  await page.locator(`${cell} [data-action="edit"]`).click()
  await page.locator(`${cell} [data-role="editor"]`).waitFor()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(`\n${line}`)
  await page.waitForTimeout(700)
}

const textOf = (page: Page, cell: string) =>
  page.locator(cell).evaluate((element) => {
    const lines = element.querySelector('[data-role="editor"]')?.shadowRoot?.querySelectorAll('.cm-line')
    return lines ? [...lines].map((line) => line.textContent).join('\n') : element.querySelector('code')!.textContent!
  })

test('both stand in the page without JavaScript, with their code, what they print and the names of their languages', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const locale of locales) {
    await page.goto(`${site.url}${locale}/backpropagation/`)
    expect(await page.locator('.cell-pair fieldset').first().isVisible()).toBe(false)
    for (const [cell, name, loss] of [
      [typescript, 'TypeScript', '= 16\n'],
      [python, 'PyTorch', '= 16.0\n'],
    ] as const) {
      expect(await page.locator(`${cell} [data-role="language"]`).innerText()).toBe(name)
      expect(await page.locator(`${cell} pre.code`).isVisible()).toBe(true)
      expect(await page.locator(`${cell} [data-role="output"]`).innerText()).toContain(loss)
    }
    const order = await page.locator(`${typescript}, ${python}`).evaluateAll((cells) => cells.map(({ id }) => id))
    expect(order).toEqual(['cell-first-gradient', 'cell-first-gradient-python'])
  }
  await context.close()
})

test('one is shown at a time; arrow keys choose, for every cell and page of the site, before the first paint', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const trouble = watchTrouble(context, site.url)
  const page = await context.newPage()
  await page.goto(`${site.url}en/backpropagation/`)
  expect(await page.locator('live-cell:visible').evaluateAll((cells) => cells.map(({ id }) => id))).toEqual([
    'cell-first-gradient',
    'cell-training-cycle',
  ])
  await choice(page, 'typescript').focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('live-cell:visible').evaluateAll((cells) => cells.map(({ id }) => id))).toEqual([
    'cell-first-gradient-python',
    'cell-training-cycle-python',
  ])
  expect(await choice(page, 'python').isChecked()).toBe(true)

  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value } = entry as PerformanceEntry & { value: number }
        document.documentElement.dataset.shift = String(Number(document.documentElement.dataset.shift ?? 0) + value)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  for (const path of ['fr/backpropagation/', 'ko/', 'tr/backpropagation/']) {
    await page.goto(site.url + path)
    expect(await page.locator(typescript).isVisible()).toBe(false)
    expect(await page.locator(python).isVisible()).toBe(true)
    expect(await choice(page, 'python').isChecked()).toBe(true)
    await page.waitForTimeout(300)
    expect(Number(await page.locator('html').getAttribute('data-shift'))).toBeLessThan(0.01)
  }
  expect(trouble).toEqual([])
  await context.close()
})

test('what is pressed stays under the finger when cells above grow or shrink', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${site.url}en/backpropagation/`)
  const second = page.locator('.cell-pair:has(#cell-training-cycle) label[data-language="python"]')
  await second.scrollIntoViewIfNeeded()
  const before = await second.boundingBox()
  await second.click()
  expect((await second.boundingBox())!.y).toBeCloseTo(before!.y, -1)
  expect(await page.locator('#cell-training-cycle-python').isVisible()).toBe(true)
  expect((await sidewaysScroll(page)).pixels).toBe(0)
  await context.close()
})

test('what a reader writes is kept for each language, coloured as it was published, and put back by Reset', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${site.url}en/backpropagation/`)
  await choose(page, 'python')
  const colours = await page.locator(`${python} .token-keyword`).allInnerTexts()
  expect(colours).toContain('import')
  await edit(page, python, "print('mine')")
  const keywords = await page.locator(`${python} [data-role="editor"] .token-keyword`).allInnerTexts()
  expect(keywords.slice(0, colours.length)).toEqual(colours)
  await page.reload()
  await page.locator(`${python} [data-role="editor"]`).waitFor()
  expect(await textOf(page, python)).toContain("print('mine')")
  expect(await textOf(page, typescript)).not.toContain('mine')
  await page.locator(`${python} [data-action="reset"]`).click()
  expect(await textOf(page, python)).not.toContain('mine')
  await context.close()
})

test('a link carries the Python cell to a reader of TypeScript, whose choice stays', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(`${site.url}en/backpropagation/`)
  await choose(page, 'python')
  await edit(page, python, "print('shared')")
  await page.locator(`${python} [data-action="share"]`).click()
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('#code='))
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toContain('first-gradient~python')

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await other.locator(`${python} [data-role="editor"]`).waitFor()
  expect(await textOf(other, python)).toContain("print('shared')")
  expect(await textOf(other, typescript)).not.toContain('shared')
  expect(await other.locator(python).isVisible()).toBe(true)
  expect(await other.evaluate(() => localStorage.getItem('lexigrad.code'))).toBeNull()
  await other.context().close()
  await context.close()
})

test('a link to a cell shows it, whatever its reader chose', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${site.url}en/backpropagation/${python}`)
  expect(await page.locator(python).isVisible()).toBe(true)
  await context.close()
})

test('has no accessibility fault with Python chosen', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${site.url}es/backpropagation/`)
  await choose(page, 'python')
  expect(await findViolations(page)).toEqual([])
  await context.close()
})
