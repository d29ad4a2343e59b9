/** The site in English with accents, a third longer: what a language would meet that needs more room and more letters. */
import { cpSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sourceContentFolder } from '../../src/i18n/paths.ts'
import { buildSite } from '../../src/tools/build-site.ts'
import { createStaticServer, listen } from '../../src/tools/static-server.ts'
import { launchChromium } from './browser.ts'
import { sidewaysScroll } from './reader.ts'

let server: Server
let url: string
let browser: Browser

beforeAll(async () => {
  const content = resolve('.cache/content-accented')
  rmSync(content, { recursive: true, force: true })
  cpSync(resolve(sourceContentFolder, 'backpropagation'), resolve(content, 'backpropagation'), { recursive: true })
  const folder = '.cache/accented'
  buildSite({ out: folder, env: { LEXIGRAD_PSEUDO: 'en-XA', LEXIGRAD_CONTENT: content } })
  server = createStaticServer({ root: folder, base: '/' })
  url = await listen(server, 0, '/')
  browser = await launchChromium()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

test.each(['', 'backpropagation/', 'translation/', 'api/'])('/en-XA/%s has room for longer words', async (path) => {
  const tab = await browser.newPage({ viewport: { width: 320, height: 800 } })
  await tab.goto(`${url}en-XA/${path}`)
  expect(await tab.getAttribute('html', 'lang')).toBe('en-XA')
  expect(await sidewaysScroll(tab)).toEqual({ pixels: 0, culprits: [] })
  await tab.close()
})

test('every sentence of an entry and of the page around it has the accents', async () => {
  const tab = await browser.newPage()
  await tab.goto(`${url}en-XA/backpropagation/`)
  const plain = await tab.evaluate(() => {
    const outside =
      'script, style, pre, code, math, noscript, [translate="no"], [lang]:not(html), live-cell [data-role], .sources'
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node.textContent!.trim()
      if (!node.parentElement!.closest(outside) && /\b[a-z]{5,} [a-z]{5,} [a-z]{5,}\b/.test(text)) found.push(text)
    }
    return found
  })
  expect(plain).toEqual([])
  expect(await tab.locator('h1').innerText()).toMatch(/[áéŕöĝ]/)
  await tab.close()
})
