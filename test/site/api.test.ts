import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { completeLocales, sourceLocale } from '../../src/i18n/locales.ts'
import { compare } from '../../src/site/api/compatibility.ts'
import { loadApi } from '../../src/site/api/load-api.ts'
import { brotliSize } from './brotli.ts'
import { launchChromium } from './browser.ts'
import { listPages } from './pages.ts'

const site = inject('site')
const pages = listPages(site.folder).filter(({ page }) => page === 'api' || page.startsWith('api/'))
const read = (path: string) => readFileSync(join(site.folder, path), 'utf8')
const api = loadApi()

test('every language has the index, a page for each family, and the comparison', () => {
  const wanted = ['api', 'api/pytorch', ...api.families.map(({ id }) => `api/${id}`)]
  for (const locale of completeLocales) {
    const own = pages.filter((page) => page.locale === locale).map(({ page }) => page)
    expect([locale, own.sort()]).toEqual([locale, wanted.sort()])
  }
})

test('every name of the engine has its place, and the index leads to it', () => {
  const index = read(`${sourceLocale}/api/index.html`)
  for (const { id, groups } of api.families) {
    const page = read(`${sourceLocale}/api/${id}/index.html`)
    for (const { name, anchor } of groups.flatMap(({ entries }) => entries)) {
      expect([name, page.includes(`id="${anchor}"`)]).toEqual([name, true])
      expect([name, index.includes(`/${sourceLocale}/api/${id}/#${anchor}"`)]).toEqual([name, true])
    }
  }
})

test('the comparison shows the counts of the code as it stands', () => {
  const text = read('en/api/pytorch/index.html').replace(/<[^>]*>/g, ' ')
  const total = compare(api).areas.reduce((sum, { rows }) => sum + rows.length, 0)
  expect(text).toContain(new Intl.NumberFormat('en').format(total))
})

describe('A page of the documentation', () => {
  test('is light: no script of its own, and 60 kB with its style sheets', () => {
    expect(pages.length).toBeGreaterThan(90)
    // Every page has these: the search, the choice of language, what keeps the site for readers without a network.
    const isShared = (src: string) => /SearchLink|LanguageSwitch|BaseLayout/.test(src)
    const shared = scriptsOf(read('en/offline/index.html')).filter(isShared)
    expect(shared).toHaveLength(3)
    const sizes = new Map<string, number>()
    const sizeOf = (sheet: string) => {
      const size = sizes.get(sheet) ?? brotliSize(readFileSync(join(site.folder, sheet)))
      sizes.set(sheet, size)
      return size
    }
    for (const { file } of pages) {
      const html = read(file)
      expect([file, scriptsOf(html).filter((src) => !shared.includes(src))]).toEqual([file, []])
      const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => sizeOf(href!))
      expect(sheets.length).toBeGreaterThan(0)
      const styles = sheets.reduce((sum, bytes) => sum + bytes, 0)
      const size = styles + brotliSize(html, 60_000 - styles)
      expect([file, size <= 60_000 ? 'light' : size]).toEqual([file, 'light'])
    }
  })

  test('says whose language its descriptions are, and holds them from left to right', async () => {
    const browser = await launchChromium()
    const tab = await browser.newPage()
    await tab.goto(`${inject('variant').url}ar-XB/api/losses/`)
    const described = tab.locator('.api-summary, .api-description, .api-parts dd')
    expect(await described.count()).toBeGreaterThan(50)
    const languages = await described.evaluateAll((all) =>
      all.map((one) => `${one.getAttribute('lang')} ${getComputedStyle(one).direction}`),
    )
    expect([...new Set(languages)]).toEqual(['en ltr'])
    expect(
      await tab
        .locator('.api-parts dt')
        .first()
        .evaluate((one) => getComputedStyle(one).direction),
    ).toBe('rtl')
    await browser.close()
  })

  test('can be read without JavaScript', async () => {
    const browser = await launchChromium()
    const context = await browser.newContext({ javaScriptEnabled: false })
    const tab = await context.newPage()
    await tab.goto(`${site.url}fr/api/activations/#softmax`)
    expect(await tab.locator('#softmax h2').isVisible()).toBe(true)
    expect(await tab.locator('#softmax .api-example').first().innerText()).toContain('[0.5, 0.5]')
    await browser.close()
  })
})

function scriptsOf(html: string): string[] {
  return [...html.matchAll(/<script [^>]*src="([^"]*)"/g)].map(([, src]) => src!)
}
