import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findViolations } from './axe.ts'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'
import { watchTrouble } from './reader.ts'

const site = inject('site')
const variant = inject('variant')
const id = 'first-gradient'
const selector = `#cell-${id}`
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** Opens the entry, the cell near the top of the window. */
async function open(page: Page, path = 'en/backpropagation/', base = site.url): Promise<void> {
  await page.goto(base + path)
  await page.locator(selector).evaluate((cell) => cell.scrollIntoView({ block: 'start' }))
}

/** The text in the editor, or in the page while there is none. */
const textOf = (page: Page) =>
  page.locator(selector).evaluate((cell) => {
    const lines = cell.querySelector('[data-role="editor"]')?.shadowRoot?.querySelectorAll('.cm-line')
    return lines ? [...lines].map((line) => line.textContent).join('\n') : cell.querySelector('code')!.textContent!
  })

/** Where a piece of the code stands on the screen, in the page or in the editor. */
const rectOf = (page: Page, piece: string) =>
  page.locator(selector).evaluate((cell, text) => {
    const root = cell.querySelector('[data-role="editor"]')?.shadowRoot ?? cell.querySelector('code')!
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(text)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + text.length)
      const { x, y, width, height } = range.getBoundingClientRect()
      return { x, y, width, height }
    }
    throw new Error(`The code has no ${text}.`)
  }, piece)

async function clickOn(page: Page, piece: string): Promise<void> {
  const { x, y, height } = await rectOf(page, piece)
  await page.mouse.click(x + 1, y + height / 2)
}

async function edit(page: Page): Promise<void> {
  await clickOn(page, 'target')
  await page.locator(`${selector} [data-role="editor"]`).waitFor()
}

async function append(page: Page, line: string): Promise<void> {
  await page.keyboard.press('Control+End')
  await page.keyboard.type(`\n${line}`)
}

describe('Editing', () => {
  test.each([390, 1280])(
    'takes the code’s place to the pixel, the caret where the click was, %i px wide',
    async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 900 } })
      const trouble = watchTrouble(context, site.url)
      const page = await context.newPage()
      await open(page)
      const boxes = async () => {
        const parts = ['[data-role="head"]', '.code:not([hidden])', '[data-role="bar"]', '[data-role="result"]']
        const all = await page.locator(selector).evaluate(
          (cell, names) =>
            [cell, ...names.map((name) => cell.querySelector(name)!)].map((part) => {
              const { x, y, width, height } = part.getBoundingClientRect()
              return { x, y, width, height }
            }),
          parts,
        )
        const pieces = ['import', 'requiresGrad', 'then (', 'backward()', "'loss ='"]
        return [all, await Promise.all(pieces.map((piece) => rectOf(page, piece)))]
      }
      await page.evaluate(() => document.fonts.ready)
      const before = await boxes()
      await edit(page)
      expect(await boxes()).toEqual(before)
      await page.keyboard.type('my_')
      expect(await textOf(page)).toContain('const my_target = 10')
      expect(trouble).toEqual([])
      await context.close()
    },
  )

  test('runs what was written, keeps it through a reload and a change of language, and can be reset', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const trouble = watchTrouble(context, site.url)
    const page = await context.newPage()
    await open(page)
    const published = await textOf(page)
    await edit(page)
    await append(page, 'const mine = w.mul(50).item()')
    await page.keyboard.press('Control+Enter')
    const row = page.locator(`${selector} [data-variable="mine"]`)
    await row.waitFor()
    expect(await row.innerText()).toMatch(/100/)
    await page.keyboard.press('Control+z')
    expect(await textOf(page)).not.toBe(`${published}\nconst mine = w.mul(50).item()`)
    await page.keyboard.press('Control+y')

    await page.reload()
    await page.locator(`${selector}[data-edited]`).waitFor()
    expect(await textOf(page)).toBe(`${published}\nconst mine = w.mul(50).item()`)
    await open(page, 'tr/backpropagation/')
    await page.locator(`${selector}[data-edited]`).waitFor()
    expect(await textOf(page)).toBe(`${published}\nconst mine = w.mul(50).item()`)

    await page.goto(`${site.url}en/backpropagation/`)
    await page.locator(`${selector}[data-edited]`).waitFor()
    await page.locator(`${selector} [data-action="reset"]`).click()
    expect(await textOf(page)).toBe(published)
    await page.waitForFunction(() => localStorage.length === 0)
    expect(trouble).toEqual([])
    await context.close()
  })

  test('by keyboard alone: Enter opens it, Escape frees Tab and says so', async () => {
    const page = await browser.newPage()
    await open(page)
    await page.locator(`${selector} pre.code`).focus()
    await page.keyboard.press('Enter')
    await page.locator(`${selector} [data-role="editor"]`).waitFor()
    const hint = page.locator(`${selector} [data-role="hint"]`)
    expect(await hint.innerText()).toContain('Esc')
    const isInside = () => page.evaluate(() => document.activeElement?.matches('[data-role="editor"]'))
    await page.keyboard.press('Tab')
    expect(await isInside()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await hint.innerText()).toContain('Tab')
    await page.keyboard.press('Tab')
    expect(await isInside()).toBe(false)
    await page.close()
  })

  test('marks where it stopped, and leads to what explains it', async () => {
    const page = await browser.newPage()
    await open(page)
    await edit(page)
    await append(page, 'w.matmul(tensor([[1, 2], [3, 4]]))')
    await page.keyboard.press('Control+Enter')
    await page.locator(`${selector}[data-state="failed"]`).waitFor()
    const marked = await page.locator(selector).evaluate((cell) => {
      const root = cell.querySelector('[data-role="editor"]')!.shadowRoot!
      return [root.querySelector('[data-error]')!.getAttribute('data-line'), root.querySelector('.fault')!.textContent]
    })
    expect(marked).toEqual(['17', 'matmul'])
    expect(await page.locator(`${selector} [data-role="explanation"]`).innerText()).toMatch(/Tensor/)
    await page.close()
  })
})

describe('What a name is', () => {
  test('stands beside it while a pointer rests on it, and goes with Escape', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const trouble = watchTrouble(context, site.url)
    const page = await context.newPage()
    await open(page)
    const card = page.locator(`${selector} [data-role="type"]`)
    const { x, y } = await rectOf(page, 'mul(')
    // A page that is still loading is moved over again.
    for (let step = 0; step < 20 && !(await card.isVisible()); step++) {
      await page.mouse.move(x + 5 + (step % 2), y + 5)
      await page.waitForTimeout(500)
    }
    expect(await card.innerText()).toContain('Tensor.mul(')
    const box = (await card.boundingBox())!
    await page.mouse.move(box.x + 10, box.y + 5, { steps: 5 })
    await page.waitForTimeout(600)
    expect(await card.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await card.isVisible()).toBe(false)

    await page.locator(`${selector} pre.code`).focus()
    await page.keyboard.press('ArrowRight')
    await card.waitFor()
    // The next name after the one pointed at.
    expect(await card.innerText()).toContain('const x: Tensor')
    expect(trouble).toEqual([])
    await context.close()
  })
})

describe('A shared cell', () => {
  test('opens elsewhere with a word of warning, does not run, and travels through the languages', async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    const context = await browser.newContext({ permissions, viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await open(page, 'fr/backpropagation/', variant.url)
    await edit(page)
    await append(page, "console.log('partagé')")
    await page.evaluate(() => delete (Navigator.prototype as { share?: unknown }).share)
    await page.locator(`${selector} [data-action="share"]`).click()
    await page.locator(`${selector} [data-role="status"]:not(:empty)`).waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toMatch(new RegExp(`^${variant.url}fr/backpropagation/#code=1\\.`))
    const text = await textOf(page)
    await context.close()

    const other = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const trouble = watchTrouble(other, variant.url)
    const tab = await other.newPage()
    await tab.goto(link)
    const notice = tab.locator(`${selector} [data-notice="shared"]`)
    await notice.waitFor()
    expect(await textOf(tab)).toBe(text)
    expect(tab.url()).toBe(`${variant.url}fr/backpropagation/`)
    expect(await tab.locator(selector).getAttribute('data-state')).toBe('idle')
    await notice.locator('summary').click()
    expect(await notice.locator('ins').innerText()).toContain('partagé')

    const korean = await tab.locator('.language-switch a[hreflang="ko"]').getAttribute('href')
    await tab.goto(new URL(korean!, variant.url).href)
    await notice.waitFor()
    expect(await textOf(tab)).toBe(text)
    await notice.locator('button').first().click()
    expect(await textOf(tab)).not.toBe(text)
    expect(await tab.evaluate(() => localStorage.length)).toBe(0)

    await tab.goto(`${variant.url}fr/backpropagation/#${link.split('#')[1]!.slice(0, -5)}`)
    await tab.reload()
    await notice.waitFor()
    expect(await tab.locator(`${selector} [data-role="editor"]`).count()).toBe(0)
    expect(trouble).toEqual([])
    await other.close()
  })
})

test.each([
  { colorScheme: 'light', width: 360, locale: 'tr' },
  { colorScheme: 'dark', width: 1280, locale: 'ko' },
] as const)(
  'breaks no rule of accessibility with editor, completions and card open, $colorScheme, $width px wide',
  async ({ colorScheme, width, locale }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await open(page, `${locale}/backpropagation/`)
    await page.locator(`${selector} pre.code`).focus()
    const card = page.locator(`${selector} [data-role="type"]`)
    // Until what answers the key is loaded.
    while (!(await card.isVisible())) {
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(300)
    }
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await edit(page)
    await append(page, 'w.')
    await page.waitForFunction(
      (name) => document.querySelector(`${name} [data-role="editor"]`)!.shadowRoot!.querySelector('[role="listbox"]'),
      selector,
    )
    expect(await findViolations(page)).toEqual([])
    await context.close()
  },
)

describe.skipIf(!firefoxPath)('Firefox (where installed)', () => {
  test('edits, completes, runs and shares under the page’s policy', async () => {
    const firefox = await launchFirefox()
    try {
      const page = await firefox.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      await page.goto(`${site.url}es/backpropagation/`)
      await page.locator(`${selector} pre.code`).click()
      await page.waitForSelector(`${selector} [data-role="editor"]`)
      await page.keyboard.down('Control')
      await page.keyboard.press('End')
      await page.keyboard.up('Control')
      await page.keyboard.type('\nconst mine = w.squ')
      await page.waitForFunction(
        (name) => document.querySelector(`${name} [data-role="editor"]`)!.shadowRoot!.querySelector('[role="listbox"]'),
        {},
        selector,
      )
      await page.keyboard.type('are().item()')
      await page.keyboard.press('Escape')
      await page.keyboard.down('Control')
      await page.keyboard.press('Enter')
      await page.keyboard.up('Control')
      await page.waitForSelector(`${selector} [data-variable="mine"]`)
      const row = await page.$eval(`${selector} [data-variable="mine"]`, (element) => element.textContent)
      expect(row).toContain('4')
      const font = await page.$eval(
        `${selector} [data-role="editor"]`,
        (host) => getComputedStyle(host.shadowRoot!.querySelector('.cm-line')!).fontFamily,
      )
      expect(font).toMatch(/JetBrains Mono/)
      await page.locator(`${selector} [data-action="share"]`).click()
      await page.waitForFunction(
        (name) =>
          document.querySelector(`${name} [data-role="status"]`)!.textContent !== '' ||
          document.querySelector(`${name} [data-notice="field"]`),
        {},
        selector,
      )
      expect(errors).toEqual([])
    } finally {
      await firefox.close()
    }
  })
})
