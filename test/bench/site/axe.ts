/** Accessibility faults that axe finds on all pages, in both themes and two widths. */
import { findViolations } from '../../site/axe.ts'
import { launchChromium } from '../../site/browser.ts'
import { listPages } from '../../site/pages.ts'

export async function countViolations(url: string, folder: string): Promise<{ pages: number; violations: number }> {
  const pages = listPages(folder)
  const browser = await launchChromium()
  let violations = 0
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [390, 1280]) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
        const tab = await context.newPage()
        for (const { path } of pages) {
          await tab.goto(url + path)
          const found = await findViolations(tab)
          violations += found.length
          for (const violation of found) console.log(`axe: /${path} ${colorScheme} ${width} px ${violation}`)
        }
        await context.close()
      }
    }
    return { pages: pages.length, violations }
  } finally {
    await browser.close()
  }
}
