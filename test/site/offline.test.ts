/** The site without a network: the server down, the browser's own cache empty. */
import type { Server } from 'node:http'
import type { CDPSession } from 'playwright-core'
import type { Browser as FirefoxBrowser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStaticServer, listen } from '../../src/tools/static-server.ts'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'
import { runCell } from './reader.ts'

let server: Server
let site: string

const stop = () =>
  new Promise<void>((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

beforeAll(async () => {
  server = createStaticServer({ root: 'dist' })
  site = await listen(server, 4700)
})

afterAll(stop)

test('after a first visit an entry opens and its cell runs, in Chromium with nothing but what was kept', async () => {
  const browser = await launchChromium()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${site}tr/backpropagation/`)
  await kept(page)
  const session = await context.newCDPSession(page)
  await expectInstallable(session, 'tr')
  await page.evaluate(() => dispatchEvent(new Event('appinstalled')))
  const isKept = async (url: string) => (await (await caches.open('lexigrad-pages')).match(url)) !== undefined
  await page.waitForFunction(isKept, `${site}tr/`)
  await stop()
  await session.send('Network.clearBrowserCache')
  await page.goto(`${site}tr/backpropagation/`)
  expect(await page.locator('h1').innerText()).toBe('Geri yayılım')
  const { variables, state } = await runCell(page, 'first-gradient')
  expect(state).toBe('done')
  expect(variables).toContain('w 2 -24')

  const isSandboxed = await page.evaluate(() => document.querySelector('iframe')!.contentDocument === null)
  expect(isSandboxed).toBe(true)

  await page.goto(`${site}tr/`)
  const homeTitle = await page.locator('h1').innerText()
  expect(homeTitle).toBe('Çalıştırabildiğiniz makine öğrenmesi sözlüğü.')

  await page.goto(`${site}tr/nowhere/`)
  expect(await page.locator('h1').innerText()).toBe('Bu sayfa cihazınızda yok')
  expect(await page.locator('[data-role="kept"] a').allInnerTexts()).toEqual([homeTitle, 'Geri yayılım'])
  await browser.close()
  await listen(server, Number(new URL(site).port))
})

test.skipIf(!firefoxPath)('and so in Firefox', async () => {
  const browser: FirefoxBrowser = await launchFirefox()
  const page = await browser.newPage()
  await page.goto(`${site}ko/backpropagation/`)
  await kept(page)
  await stop()
  await page.goto(`${site}ko/backpropagation/`)
  await page.evaluate(() => document.querySelector('[data-role="variables"]')!.replaceChildren())
  await page.click('live-cell [data-action="run"]')
  await page.waitForFunction(() =>
    document.querySelector('live-cell [data-role="variables"]')!.textContent.includes('-24'),
  )
  await browser.close()
  await listen(server, Number(new URL(site).port))
})

test('Python is asked for when a cell in it is run, and kept from then on', async () => {
  const browser = await launchChromium()
  const context = await browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => void (request.url().includes('python') && asked.push(request.url())))
  const address = `${site}fr/backpropagation/`
  const name = 'live-cell[data-language="python"][cell="first-gradient"]'
  const run = async () => {
    await page.locator('label[data-language="python"]').first().click()
    const cell = page.locator(name)
    await cell.locator('[data-role="output"]').evaluate((output) => output.replaceChildren())
    await cell.locator('[data-action="run"]').click()
    await page.waitForFunction(
      (selector) => /done|failed/.test(document.querySelector<HTMLElement>(selector)!.dataset.state!),
      name,
    )
    return cell.locator('[data-role="output"]').innerText()
  }
  await page.goto(address)
  await kept(page)
  expect(asked.filter((url) => !url.includes('load-python'))).toEqual([])
  expect(await run()).toContain('w.grad = -24.0')
  await page.evaluate(async () => {
    const cache = await caches.open('lexigrad-files')
    const isKept = async () =>
      (await cache.keys()).filter(({ url }) => /python[\w-]*\.[\w-]+\.(?:wasm|zip)$/.test(url)).length === 3
    while (!(await isKept())) await new Promise((resolve) => setTimeout(resolve, 100))
  })
  await stop()
  const session = await context.newCDPSession(page)
  await session.send('Network.clearBrowserCache')
  await page.goto(address)
  expect(await run()).toContain('w.grad = -24.0')
  await browser.close()
  await listen(server, Number(new URL(site).port))
})

/** Chromium itself says what keeps a page from being installed; a test's context is always a private one. */
async function expectInstallable(session: CDPSession, locale: string): Promise<void> {
  const { url, errors } = await session.send('Page.getAppManifest')
  expect([url, errors]).toEqual([`${site}${locale}/app.webmanifest`, []])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
}

/** Waits until the service worker has kept the shell and this page. */
async function kept(page: { evaluate(f: () => Promise<unknown>): Promise<unknown> }): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    const isKept = async () => (await caches.open('lexigrad-pages')).match(location.href)
    while (!navigator.serviceWorker.controller || !(await isKept()))
      await new Promise((resolve) => setTimeout(resolve, 50))
  })
}
