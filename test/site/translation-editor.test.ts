/** The translation editor as a translator uses it: in a browser, against the dev server, on a copy of the content. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findViolations } from './axe.ts'
import { launchChromium } from './browser.ts'
import { startDevServer, type DevServer } from './dev-server.ts'

let server: DevServer
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startDevServer(), launchChromium()])
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

// The first page is compiled while it is asked for, on a machine that is busy.
const patient = { timeout: 60_000 }

const path = (name: string) => join(server.content, 'backpropagation', name)
const read = (name: string) => readFileSync(path(name), 'utf8')
function change(name: string, from: string, to: string): void {
  const text = read(name)
  expect(text).toContain(from)
  writeFileSync(
    path(name),
    text.replace(from, () => to),
  )
}

async function open(): Promise<Page> {
  // A context of its own: another translator, in another browser.
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(patient.timeout)
  page.on('pageerror', (error) => console.error(error.message))
  page.on('console', (said) => said.type() === 'error' && console.error(said.text()))
  await page.goto(`${server.address}/fr/translation/backpropagation/`, patient)
  await page.waitForSelector('[data-id="3"] textarea')
  return page
}

const area = (page: Page, id: string) => page.locator(`[data-id="${id}"] textarea`)
const stateOf = (page: Page, id: string) => page.locator(`[data-id="${id}"]`).getAttribute('data-state')
const until = (what: () => Promise<unknown>) => expect.poll(what, { timeout: patient.timeout, interval: 200 })

test('a translator edits, sees what the check says, saves, confirms, and goes on', { timeout: 240_000 }, async () => {
  change('en.mdx', 'a long relay of simple operations', 'a long chain of simple operations')
  change('en.mdx', 'Now walk the line in the other direction.', 'Now walk that line in the other direction.')
  const page = await open()
  await page.keyboard.press('Alt+ArrowDown')
  expect(await area(page, '3').evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.locator('[data-id="3"] .te-source del').textContent()).toContain('relay')
  expect(await page.locator('[data-id="3"] .te-source ins').textContent()).toContain('chain')

  // A message as one writes, and what a reader would see.
  const before = await area(page, '3').inputValue()
  await area(page, '3').fill(before.replace('](/loss-function)', '](/gradient)').replace('relais', '*convoi*'))
  await page.waitForSelector('[data-id="3"] .te-messages li[data-severity="error"]')
  await page.waitForSelector('.te-shown [data-block="3"] em')
  expect(read('fr.mdx')).not.toContain('convoi')

  // With an error it is saved, and not confirmed.
  await page.keyboard.press('Control+Enter')
  await until(async () => read('fr.mdx').includes('*convoi*')).toBe(true)
  await until(() => stateOf(page, '3')).toBe('edited')
  expect(await area(page, '3').evaluate((element) => element === document.activeElement)).toBe(true)

  await area(page, '3').fill(before.replace('relais', 'convoi'))
  await page.keyboard.press('Control+Enter')
  await until(() => stateOf(page, '3')).toBe('current')
  await until(() => area(page, '4').evaluate((element) => element === document.activeElement)).toBe(true)
  expect(read('fr.mdx')).toContain(before.replace('relais', 'convoi'))

  // What would break the page is refused, and stays where it was written.
  const text = `${await area(page, '4').inputValue()}\n\nEncore.`
  const file = read('fr.mdx')
  await area(page, '4').fill(text)
  await page.keyboard.press('Control+s')
  await page.waitForSelector('[data-id="4"] .te-refused')
  expect(read('fr.mdx')).toBe(file)
  expect(await area(page, '4').inputValue()).toBe(text)

  // What was said stays when somebody else writes another block meanwhile.
  const other = await area(page, '6').inputValue()
  change('fr.mdx', other, `${other} ailleurs`)
  await until(() => area(page, '6').inputValue()).toBe(`${other} ailleurs`)
  expect(await page.locator('[data-id="4"] .te-refused').isVisible()).toBe(true)

  // And it is still there when the page is loaded again.
  await page.reload(patient)
  await page.waitForSelector('[data-id="4"][data-unsaved]')
  expect(await area(page, '4').inputValue()).toBe(text)
  await page.waitForSelector('.te-shown [data-block="3"]')
  expect(await findViolations(page)).toEqual([])
  await page.context().close()
})

test('two translators lose nothing of each other’s', { timeout: 240_000 }, async () => {
  const [mine, theirs] = [await open(), await open()]
  const old = await area(mine, '5').inputValue()
  await area(mine, '5').fill(`${old} Le mien.`)

  // Another block that they save appears here, beside what is being written.
  await area(theirs, '6').fill('Une autre formulation')
  await theirs.keyboard.press('Control+s')
  await until(() => area(mine, '6').inputValue()).toBe('Une autre formulation')
  expect(await area(mine, '5').inputValue()).toBe(`${old} Le mien.`)

  // The same block is shown with both texts, and nothing is saved before one is chosen.
  await area(theirs, '5').fill(`${old} Le leur.`)
  await theirs.keyboard.press('Control+s')
  await mine.waitForSelector('[data-id="5"] .te-conflict:not([hidden])')
  expect(await mine.locator('[data-id="5"] .te-their-text').textContent()).toBe(`${old} Le leur.`)
  expect(await mine.locator('[data-id="5"] .te-my-text').textContent()).toBe(`${old} Le mien.`)
  expect(await findViolations(mine)).toEqual([])
  await area(mine, '5').focus()
  await mine.keyboard.press('Control+s')
  expect(read('fr.mdx')).toContain('Le leur.')
  await mine.locator('[data-id="5"] .te-take-mine').click()
  await mine.keyboard.press('Control+s')
  await until(async () => read('fr.mdx').includes('Le mien.')).toBe(true)
  expect(read('fr.mdx')).toContain('## Une autre formulation\n')
  await until(() => area(theirs, '5').inputValue()).toBe(`${old} Le mien.`)
  await Promise.all([mine.context().close(), theirs.context().close()])
})

test('a comment of a cell is shown as it is being written', { timeout: 240_000 }, async () => {
  const page = await open()
  await page.waitForSelector('.te-shown [data-block="25"] .token-comment')
  await area(page, '25.1').fill('Un autre commentaire')
  await until(() => page.locator('.te-shown [data-block="25"] .token-comment').allTextContents()).toContain(
    '// Un autre commentaire',
  )
  expect(read('fr.mdx')).not.toContain('Un autre commentaire')
  await page.context().close()
})

test('a cell in the editor runs', { timeout: 240_000 }, async () => {
  const page = await open()
  const cell = page.locator('.te-shown live-cell').first()
  await cell.locator('[data-action="run"]').click()
  await until(() => cell.getAttribute('data-state')).toBe('done')
  await page.context().close()
})
