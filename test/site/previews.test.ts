/** The definitions of terms beside their links: by pointer, keyboard and touch, and how a reader is rid of them. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findViolations } from './axe.ts'
import { launchChromium } from './browser.ts'
import { watchTrouble } from './reader.ts'

const site = inject('site')
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const term = (page: Page, locale: string) => page.locator(`.prose a[href="${site.base}${locale}/chain-rule/"]`).first()
const shown = (page: Page) => page.waitForSelector('.preview:popover-open')
const gone = (page: Page) => page.waitForSelector('.preview', { state: 'detached' })

test('a pointer opens a definition, may move onto it, and Escape closes it; switched off it stays off', async () => {
  const context = await browser.newContext()
  const trouble = watchTrouble(context, site.url)
  const page = await context.newPage()
  await page.goto(`${site.url}ko/backpropagation/`)
  const link = term(page, 'ko')
  await link.hover()
  await shown(page)
  const described = await link.getAttribute('aria-describedby')
  const definition = page.locator(`#${described}`)
  expect(await definition.innerText()).toMatch(/\p{Script=Hangul}/u)
  expect(await findViolations(page)).toEqual([])
  await definition.hover()
  await page.waitForTimeout(500)
  expect(await page.locator('.preview').count()).toBe(1)
  await page.keyboard.press('Escape')
  await gone(page)
  await page.mouse.move(0, 0)

  await link.focus()
  await shown(page)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('.preview') !== null)).toBe(true)
  await page.waitForTimeout(500)
  await page.locator('.preview button').click()
  await gone(page)
  await page.reload()
  await term(page, 'ko').focus()
  await page.waitForTimeout(700)
  expect(await page.locator('.preview').count()).toBe(0)
  await page.locator('[data-action="previews"]').click()
  await term(page, 'ko').focus()
  await shown(page)
  expect(trouble).toEqual([])
  await context.close()
})

test('the first tap opens a definition, the way in it leads to the entry; without a script the link does', async () => {
  const touch = await browser.newContext({ hasTouch: true, viewport: { width: 320, height: 640 } })
  const page = await touch.newPage()
  await page.goto(`${site.url}tr/backpropagation/`)
  await term(page, 'tr').tap()
  const box = (await (await shown(page)).boundingBox())!
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(320)
  await page.locator('.preview a').tap()
  await page.waitForURL(`${site.url}tr/chain-rule/`)
  await touch.close()

  const plain = await browser.newContext({ javaScriptEnabled: false })
  const still = await plain.newPage()
  await still.goto(`${site.url}en/backpropagation/`)
  expect(await still.locator('[data-action="previews"]').isVisible()).toBe(false)
  await term(still, 'en').click()
  await still.waitForURL(`${site.url}en/chain-rule/`)
  await plain.close()
})
