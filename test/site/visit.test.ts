import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { completeLocales } from '../../src/i18n/locales.ts'
import { launchChromium } from './browser.ts'
import { groundColor } from './reader.ts'

const site = inject('site')
const variant = inject('variant')
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

async function visit(options: BrowserContextOptions, visitor: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options)
  await visitor(await context.newPage())
  await context.close()
}

const below = (page: Page, base = site.url) => page.url().slice(base.length)

describe('The entrance', () => {
  test.each(completeLocales)('takes a first-time visitor with %s to their own language', async (locale) => {
    await visit({ locale }, async (page) => {
      await page.goto(site.url)
      await page.waitForURL(`${site.url}${locale}/`)
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
    })
  })

  test('knows a language by a region that has none of its own', async () => {
    await visit({ locale: 'fr-CA' }, async (page) => {
      await page.goto(site.url)
      await page.waitForURL(`${site.url}fr/`)
    })
  })

  test('does so from a sub-folder too', async () => {
    await visit({ locale: 'ko-KR' }, async (page) => {
      await page.goto(variant.url)
      await page.waitForURL(`${variant.url}ko/`)
    })
  })

  test('is no trap: whoever comes back to it stays', async () => {
    await visit({ locale: 'tr-TR' }, async (page) => {
      await page.goto('about:blank')
      await page.goto(site.url)
      await page.waitForURL(`${site.url}tr/`)
      await page.goBack()
      expect(page.url()).toBe('about:blank')
      await page.goto(site.url)
      await page.waitForLoadState('networkidle')
      expect(below(page)).toBe('')
      expect(await page.locator('main a[hreflang]').count()).toBe(completeLocales.length)
    })
  })

  test('stays where it is for a language that the site does not have', async () => {
    await visit({ locale: 'fi-FI' }, async (page) => {
      await page.goto(site.url)
      await page.waitForLoadState('networkidle')
      expect(below(page)).toBe('')
    })
  })

  test('offers every language by its own name, without JavaScript too', async () => {
    await visit({ locale: 'tr-TR', javaScriptEnabled: false }, async (page) => {
      await page.goto(site.url)
      const links = page.locator('main a[hreflang]')
      expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('hreflang')))).toEqual([
        ...completeLocales,
      ])
      await page.getByRole('link', { name: '한국어' }).click()
      expect(below(page)).toBe('ko/')
    })
  })
})

describe('The language switch', () => {
  test.each(completeLocales)('leads to the same page in %s', async (locale) => {
    await visit({}, async (page) => {
      const from = locale === 'en' ? 'fr' : 'en'
      await page.goto(`${site.url}${from}/backpropagation/`)
      await page.locator('[popovertarget="languages"]').click()
      await page.locator(`#languages a[hreflang="${locale}"]`).click()
      expect(below(page)).toBe(`${locale}/backpropagation/`)
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
    })
  })

  test('works from a sub-folder', async () => {
    await visit({}, async (page) => {
      await page.goto(`${variant.url}es/backpropagation/`)
      await page.locator('[popovertarget="languages"]').click()
      await page.locator('#languages a[hreflang="tr"]').click()
      expect(below(page, variant.url)).toBe('tr/backpropagation/')
    })
  })

  test('can be used by keyboard alone', async () => {
    await visit({}, async (page) => {
      await page.goto(`${site.url}en/`)
      await page.locator('[popovertarget="languages"]').focus()
      await page.keyboard.press('Enter')
      await page.locator('#languages a[hreflang="fr"]').focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(`${site.url}fr/`)
    })
  })
})

describe('An address without a page', () => {
  test.each(completeLocales)('is answered in %s with status 404 and the entry that is near', async (locale) => {
    await visit({}, async (page) => {
      const response = await page.goto(`${site.url}${locale}/backpropagaton/`)
      expect(response!.status()).toBe(404)
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
      const near = page.locator('[data-role="near"] a').first()
      expect(await near.getAttribute('href')).toBe(`/${locale}/backpropagation/`)
      await near.click()
      expect(below(page)).toBe(`${locale}/backpropagation/`)
    })
  })

  test('outside every language offers the languages', async () => {
    await visit({}, async (page) => {
      const response = await page.goto(`${site.url}nowhere/at/all`)
      expect(response!.status()).toBe(404)
      expect(await page.locator('main a[hreflang]').count()).toBe(completeLocales.length)
    })
  })

  test('is answered in its language from a sub-folder', async () => {
    await visit({}, async (page) => {
      const response = await page.goto(`${variant.url}ko/backpropagaton/`)
      expect(response!.status()).toBe(404)
      const near = page.locator('[data-role="near"] a').first()
      expect(await near.getAttribute('href')).toBe(`${variant.base}ko/backpropagation/`)
    })
  })
})

describe('Light and dark', () => {
  const brightness = async (page: Page) => {
    const [red, green, blue] = await groundColor(page)
    return (red! + green! + blue!) / 3
  }

  const choose = async (page: Page, theme: string) => {
    await page.locator('[popovertarget="themes"]').click()
    await page.locator(`input[name="theme"][value="${theme}"]`).check()
  }

  test('follow the system until the reader chooses', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await visit({ colorScheme }, async (page) => {
        await page.goto(`${site.url}en/`)
        expect((await brightness(page)) > 128).toBe(colorScheme === 'light')
      })
    }
  })

  test('a choice holds over pages and visits, and stands before the first paint', async () => {
    await visit({ colorScheme: 'dark' }, async (page) => {
      await page.goto(`${site.url}en/`)
      await choose(page, 'light')
      expect(await brightness(page)).toBeGreaterThan(128)
      // What the root says at the moment the body begins is what the first paint shows.
      await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.body) return
          observer.disconnect()
          document.documentElement.setAttribute('data-seen', document.documentElement.dataset.theme ?? 'none')
        }).observe(document, { childList: true, subtree: true })
      })
      await page.goto(`${site.url}fr/backpropagation/`)
      expect(await page.getAttribute('html', 'data-seen')).toBe('light')
      expect(await brightness(page)).toBeGreaterThan(128)
      await choose(page, 'system')
      expect(await brightness(page)).toBeLessThan(128)
    })
  })
})
