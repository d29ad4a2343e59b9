/** Accessibility faults that axe finds on all pages, in both themes and two widths. */
import { AxeBuilder } from '@axe-core/playwright'
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
          const found = await new AxeBuilder({ page: tab }).analyze()
          for (const { id, nodes } of found.violations) {
            violations += nodes.length
            console.log(
              `axe: /${path} ${colorScheme} ${width} px: ${id} at ${nodes.map(({ target }) => target).join(', ')}`,
            )
          }
        }
        await context.close()
      }
    }
    return { pages: pages.length, violations }
  } finally {
    await browser.close()
  }
}
