/** Accessibility faults of a page as it stands, found by axe-core in the page itself. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Where a page has hundreds of small elements in a few colours. */
const dense = ['pre', 'math', '[data-role="variables"]']

/**
 * @param without  leaves out code, formulas and tables of variables, which another page was looked at for
 * @returns a sentence for each element that breaks a rule: the rule, the element, what would mend it
 */
export async function findViolations(page: Page, without: 'dense' | 'nothing' = 'nothing'): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(
    async (exclude) => {
      // The cells' frames hold nothing that a reader sees, and no axe to answer from there.
      const { violations } = await window.axe.run(exclude.length > 0 ? { exclude } : document, {
        resultTypes: ['violations'],
        iframes: false,
      })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
      )
    },
    without === 'dense' ? dense : [],
  )
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
