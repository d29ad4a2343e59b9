/** Accessibility faults of a page as it stands, found by axe-core in the page itself. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** @returns a sentence for each element that breaks a rule: the rule, the element, what would mend it */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // The cells' frames hold nothing that a reader sees, and no axe to answer from there.
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], iframes: false })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    )
  })
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
