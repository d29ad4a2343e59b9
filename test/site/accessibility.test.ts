import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findViolations } from './axe.ts'
import { launchChromium } from './browser.ts'
import { firstEntry, pagesToLookAt, type BuiltPage } from './pages.ts'
import { watchTrouble } from './reader.ts'

const site = inject('site')
const settings = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [390, 1280].map((width) => ({ colorScheme, width })),
)

// The first entry and what there is once in every setting; of what there is many, each page in one, all settings in turn.
const pages = pagesToLookAt(site.folder)
const inEverySetting = ({ kind, page }: BuiltPage) =>
  page === firstEntry || ['entrance', 'home', 'missing'].includes(kind)
const turns = settings.map((setting, turn) => ({
  ...setting,
  pages: pages.filter((page, index) => inEverySetting(page) || index % settings.length === turn),
}))

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test.each(turns)(
  'no page breaks a rule of accessibility, $colorScheme, $width px wide',
  async ({ colorScheme, width, pages }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    const trouble = watchTrouble(context, site.url)
    const tab = await context.newPage()
    const found: string[] = []
    for (const { path } of pages) {
      await tab.goto(site.url + path)
      found.push(...(await findViolations(tab)).map((violation) => `/${path} ${violation}`))
    }
    expect(found).toEqual([])
    expect(trouble).toEqual([])
    await context.close()
  },
  180_000,
)

test('axe sees a fault where there is one', async () => {
  const context = await browser.newContext()
  const tab = await context.newPage()
  await tab.goto(`${site.url}en/`)
  await tab.evaluate(() => document.body.append(document.createElement('button')))
  expect(await findViolations(tab)).toContainEqual(expect.stringMatching(/^button-name: /))
  await context.close()
})
