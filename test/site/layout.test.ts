import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchChromium } from './browser.ts'
import { pagesToLookAt } from './pages.ts'
import { groundColor, sidewaysScroll } from './reader.ts'

const site = inject('site')
const variant = inject('variant')
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('a page from right to left never scrolls sideways', async () => {
  const pages = pagesToLookAt(variant.folder).filter(({ locale }) => locale === 'ar-XB')
  expect(pages.length).toBeGreaterThan(0)
  const context = await browser.newContext()
  const tab = await context.newPage()
  const wide: unknown[] = []
  for (const { path } of pages) {
    await tab.goto(variant.url + path)
    for (const width of [320, 390, 1280]) {
      await tab.setViewportSize({ width, height: 800 })
      const { pixels, culprits } = await sidewaysScroll(tab)
      if (pixels > 0) wide.push({ path, width, pixels, culprits })
    }
  }
  expect(wide).toEqual([])
  await context.close()
})

describe('From right to left', () => {
  test('the page is mirrored and code is not', async () => {
    const tab = await browser.newPage()
    await tab.goto(`${variant.url}ar-XB/backpropagation/`)
    expect(await tab.getAttribute('html', 'dir')).toBe('rtl')
    const directions = (selector: string) =>
      tab
        .locator(selector)
        .evaluateAll((elements) => [...new Set(elements.map((element) => getComputedStyle(element).direction))])
    expect(await directions('p, h1, h2, li')).toContain('rtl')
    expect(await directions('.prose :is(pre, code, math), [dir="ltr"]')).toEqual(['ltr'])
    await tab.close()
  })

  test('the brand stands on the right, where reading begins', async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await tab.goto(`${variant.url}ar-XB/`)
    const box = await tab.locator('header a').first().boundingBox()
    expect(box!.x + box!.width).toBeGreaterThan(900)
    await tab.close()
  })
})

test('print shows the text and leaves the controls out', async () => {
  const context = await browser.newContext({ colorScheme: 'dark' })
  const tab = await context.newPage()
  await tab.goto(`${site.url}en/backpropagation/`)
  await tab.emulateMedia({ media: 'print' })
  expect(await tab.locator('h1').isVisible()).toBe(true)
  expect(await tab.locator('[data-role="variables"]').first().isVisible()).toBe(true)
  expect(await tab.locator('[data-action]:visible, [popovertarget]:visible').count()).toBe(0)
  expect(await groundColor(tab)).toEqual([255, 255, 255])
  expect((await tab.pdf()).length).toBeGreaterThan(20_000)
  await context.close()
})
