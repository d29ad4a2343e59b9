/** The search as a reader uses it: by keyboard, on a page and as one, in every language. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findViolations } from './axe.ts'
import { launchChromium } from './browser.ts'
import { sidewaysScroll, watchTrouble } from './reader.ts'

const site = inject('site')
const variant = inject('variant')
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

async function ask(page: Page, query: string): Promise<string> {
  await page.locator('.search-box input').fill(query)
  const first = page.locator('.search-results [role="option"] .search-name').first()
  await page.waitForSelector('.search-results [role="option"][aria-selected="true"]')
  return first.innerText()
}

test.each([
  ['en', 'backprop', 'Backpropagation'],
  ['fr', 'retropropagation', 'Rétropropagation'],
  ['es', 'gradient descent', 'Descenso de gradiente'],
  ['tr', 'GERI YAYILIM', 'Geri yayılım'],
  ['ko', 'ㅇㅈㅍ', '역전파'],
])('in %s “%s” leads to %s', async (locale, query, title) => {
  const context = await browser.newContext()
  const trouble = watchTrouble(context, site.url)
  const page = await context.newPage()
  await page.goto(`${site.url}${locale}/backpropagation/`)
  await page.keyboard.press('Control+k')
  await page.waitForSelector('.search-dialog[open]')
  expect(await ask(page, query)).toContain(title)
  expect(trouble).toEqual([])
  await context.close()
})

test('keys open it, move in it, follow a hit and close it', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}en/terms/`)
  await page.keyboard.press('/')
  await page.waitForSelector('.search-dialog[open]')
  await ask(page, 'checkpointing')
  await page.waitForSelector('.search-results mark')
  const chosen = () => page.locator('.search-results [aria-selected="true"]').getAttribute('id')
  const first = await chosen()
  expect(await page.locator('.search-box input').getAttribute('aria-activedescendant')).toBe(first)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.search-dialog', { state: 'hidden' })

  await page.keyboard.press('Control+k')
  await ask(page, 'backpropagation')
  await page.keyboard.press('ArrowDown')
  expect(await chosen()).toBe('search-option-1')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${site.url}en/backpropagation/`)
  await page.close()
})

test('a passage leads to its section', async () => {
  const page = await browser.newPage()
  await page.goto(`${variant.url}en/`)
  await page.locator('.search-link').click()
  await ask(page, 'checkpointing keeps')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${variant.url}en/backpropagation/#in-practice`)
  await page.close()
})

test('a stroke in an editor stays there', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}en/search/`)
  await page.locator('.search-box input').press('/')
  expect(await page.locator('.search-dialog').count()).toBe(0)
  await page.close()
})

test('what nobody wrote is said not to be there', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}fr/search/?q=zzzzzzzz`)
  await page.waitForFunction(() => document.querySelector('.search-said')?.textContent !== '')
  expect(await page.locator('.search-said').innerText()).toContain('zzzzzzzz')
  await page.close()
})

test('its page keeps the query in its address', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}ko/search/`)
  expect(await ask(page, '역전파')).toContain('역전파')
  expect(new URL(page.url()).searchParams.get('q')).toBe('역전파')
  await page.reload()
  await page.waitForSelector('.search-results [role="option"]')
  await page.close()
})

test.each(['light', 'dark'] as const)('breaks no rule of accessibility when open, %s', async (colorScheme) => {
  const context = await browser.newContext({ colorScheme, viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${site.url}tr/backpropagation/`)
  await page.locator('.search-link').click()
  await ask(page, 'ağırlık')
  await page.waitForSelector('.search-results mark')
  expect(await findViolations(page)).toEqual([])
  expect((await sidewaysScroll(page)).pixels).toBe(0)
  await context.close()
})

test('without a script its link leads to a page that names the terms', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.url}es/backpropagation/`)
  await page.locator('.search-link').click()
  expect(page.url()).toBe(`${site.url}es/search/`)
  expect(await page.locator('[data-role="search-page"] a').getAttribute('href')).toBe('/es/terms/')
  await context.close()
})
