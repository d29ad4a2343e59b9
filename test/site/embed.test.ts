/** A cell in a frame on another site: it runs there, says how high it is, and nothing else of the site may be framed. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { launchChromium } from './browser.ts'
import { firstCell, firstEntry } from './pages.ts'
import { watchTrouble } from './reader.ts'

const site = inject('site')
const address = `${site.url}embed/ko/${firstEntry}/${firstCell}/`
let browser: Browser
let elsewhere: Server
let host: string

/** As a page does it that takes the height (README.md). */
const page = (frame: string) => `<!doctype html><title>Elsewhere</title>${frame}
<script>addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'lexigrad:height') return
  for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === source) frame.height = data.height
})</script>`

beforeAll(async () => {
  browser = await launchChromium()
  const oembed = (await (await fetch(`${address}oembed.json`)).json()) as { html: string }
  const frame = oembed.html.replace(/src="[^"]*"/, `src="${address}"`)
  elsewhere = createServer((request, response) => {
    const body = request.url === '/entry' ? `<iframe src="${site.url}ko/${firstEntry}/"></iframe>` : page(frame)
    response.setHeader('Content-Type', 'text/html').end(body)
  })
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening))
  host = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
})
afterAll(async () => {
  await browser.close()
  elsewhere.closeAllConnections()
  elsewhere.close()
})

test('runs on another site, in a frame that becomes as high as what it holds', async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } })
  const trouble = watchTrouble(context, site.url)
  const tab = await context.newPage()
  await tab.goto(host)
  const inside = tab.frameLocator('iframe')
  await inside.locator('h1 a').waitFor()
  expect(await inside.locator('h1 a').getAttribute('href')).toMatch(/\/ko\/backpropagation\/$/)
  const cell = inside.locator('#cell-first-gradient')
  await cell.locator('[data-role="variables"]').evaluate((box) => box.replaceChildren())
  await cell.locator('[data-action="run"]').click()
  await inside.locator('#cell-first-gradient[data-state="done"]').waitFor()
  expect(await cell.locator('[data-role="variables"]').textContent()).toMatch(/w2[−-]24/)
  const heights = () =>
    inside.locator('body').evaluate((body) => [innerHeight, Math.ceil(body.getBoundingClientRect().height)])
  await expect.poll(async () => (await heights())[0]! - (await heights())[1]!).toBe(0)
  expect(trouble.filter((line) => !line.startsWith(`left the site: ${host}`))).toEqual([])
  await context.close()
})

test('is for other sites to frame; an entry is not', async () => {
  const policy = async (url: string) => (await fetch(url)).headers.get('Content-Security-Policy')
  expect(await policy(address)).toBeNull()
  for (const path of ['', `ko/${firstEntry}/`, 'en/privacy/', '404.html'])
    expect([path, await policy(site.url + path)]).toEqual([path, "frame-ancestors 'self'"])

  const tab = await browser.newPage()
  await tab.goto(`${host}/entry`)
  const inside = tab.frames()[1]!
  expect(await inside.locator('article').count()).toBe(0)
  await tab.close()
})
