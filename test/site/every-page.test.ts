/** What must hold on every page: the rules of accessibility, room for all of it, and that nothing moves as it loads. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findViolations } from './axe.ts'
import { launchChromium } from './browser.ts'
import { firstEntry, pagesToLookAt, type BuiltPage } from './pages.ts'
import { sidewaysScroll, watchTrouble } from './reader.ts'

const site = inject('site')
const settings = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [390, 1280].map((width) => ({ colorScheme, width })),
)

// The first entry and what there is once in every setting; of what there is many, each page in one, all settings in turn.
const inEverySetting = ({ kind, page }: BuiltPage) => page === firstEntry || ['entrance', 'home'].includes(kind)
/** What search engines and readers come to first; the documentation's pages may settle while their fonts arrive. */
const standsStill = ({ kind, page }: BuiltPage) => ['home', 'entry', 'text'].includes(kind) || page === '404'
/** Half of what browsers call good: on a machine that is busy the text's own face comes after its stand-in was painted. */
const stillEnough = 0.05
const visits = pagesToLookAt(site.folder).map((page, index) => ({
  path: page.path,
  stands: standsStill(page),
  without: inEverySetting(page) ? ('nothing' as const) : ('dense' as const),
  settings: inEverySetting(page) ? settings : [settings[index % settings.length]!],
}))
// Two tabs at once, for two cores.
const halves = [0, 1].map((half) => ({ half, visits: visits.filter((_, index) => index % 2 === half) }))

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test.concurrent.each(halves)(
  'every page is accessible and never scrolls sideways, and those read first stand still as they load, half $half',
  { timeout: 480_000 },
  async ({ visits }) => {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const trouble = watchTrouble(context, site.url)
    const tab = await context.newPage()
    const found: unknown[] = []
    for (const { path, settings, without, stands } of visits) {
      await tab.emulateMedia({ colorScheme: settings[0]!.colorScheme })
      await tab.setViewportSize({ width: 390, height: 900 })
      await tab.goto(site.url + path)
      const shift = await layoutShift(tab)
      if (stands && shift >= stillEnough) found.push({ path, shift })
      for (const width of [390, 320, 1280]) {
        if (width !== 390) await tab.setViewportSize({ width, height: 900 })
        const { pixels, culprits } = await sidewaysScroll(tab)
        if (pixels > 0) found.push({ path, width, pixels, culprits })
      }
      for (const { colorScheme, width } of settings) {
        await tab.emulateMedia({ colorScheme })
        await tab.setViewportSize({ width, height: 900 })
        // Colours that were just changed are seen in the next frame but one.
        await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
        const violations = await findViolations(tab, without)
        found.push(...violations.map((violation) => `/${path} ${colorScheme} ${width} px: ${violation}`))
      }
    }
    expect(found).toEqual([])
    expect(trouble).toEqual([])
    await context.close()
  },
)

/** How far what a reader sees has moved since the page began to load: the sum of the browser's own measure. */
async function layoutShift(tab: Page): Promise<number> {
  return tab.evaluate(async () => {
    await document.fonts.ready
    return new Promise<number>((done) => {
      let sum = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
      setTimeout(() => done(sum), 100)
    })
  })
}

test('axe sees a fault where there is one', async () => {
  const context = await browser.newContext()
  const tab = await context.newPage()
  await tab.goto(`${site.url}en/`)
  await tab.evaluate(() => document.body.append(document.createElement('button')))
  expect(await findViolations(tab)).toContainEqual(expect.stringMatching(/^button-name: /))
  await context.close()
})
