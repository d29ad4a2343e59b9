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
const inEverySetting = ({ kind, page }: BuiltPage) =>
  page === firstEntry || ['entrance', 'home', 'missing'].includes(kind)
const visits = pagesToLookAt(site.folder).map((page, index) => ({
  path: page.path,
  settings: inEverySetting(page) ? settings : [settings[index % settings.length]!],
}))
const halves = [0, 1].map((half) => ({ half, visits: visits.filter((_, index) => index % 2 === half) }))

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test.each(halves)(
  'no page breaks a rule of accessibility, light and dark, narrow and wide, half $half',
  async ({ visits }) => {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const trouble = watchTrouble(context, site.url)
    const tab = await context.newPage()
    const found: string[] = []
    for (const { path, settings } of visits) {
      for (const [index, { colorScheme, width }] of settings.entries()) {
        await tab.emulateMedia({ colorScheme })
        await tab.setViewportSize({ width, height: 900 })
        if (index === 0) await tab.goto(site.url + path)
        // Colours that were just changed are seen in the next frame but one.
        else await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
        const violations = await findViolations(tab)
        found.push(...violations.map((violation) => `/${path} ${colorScheme} ${width} px: ${violation}`))
      }
    }
    expect(found).toEqual([])
    expect(trouble).toEqual([])
    await context.close()
  },
  240_000,
)

test('axe sees a fault where there is one', async () => {
  const context = await browser.newContext()
  const tab = await context.newPage()
  await tab.goto(`${site.url}en/`)
  await tab.evaluate(() => document.body.append(document.createElement('button')))
  expect(await findViolations(tab)).toContainEqual(expect.stringMatching(/^button-name: /))
  await context.close()
})
