/**
 * Time from the click on *Run* to the gradient, taken inside the page: *printed* when it stands in the document, *painted*
 * when the frame that shows it has been drawn. Cold: a new browser profile for each click, on a page that has come to
 * rest. Warm: the same page again.
 */
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../site/browser.ts'

const rounds = 20
const cell = 'live-cell[cell="first-gradient"]'

interface Click {
  printed: number
  painted: number
}

export interface Times {
  median: number
  fastest: number
  slowest: number
}

export async function measureClicks(url: string, path: string): Promise<Record<string, Times>> {
  const browser = await launchChromium()
  try {
    const cold: Click[] = []
    for (let round = 0; round < rounds; round++) {
      const page = await openPage(browser, url + path)
      cold.push(await clickToGradient(page))
      await page.context().close()
    }
    const page = await openPage(browser, url + path)
    await clickToGradient(page)
    const warm: Click[] = []
    for (let round = 0; round < rounds; round++) {
      await page.waitForTimeout(300)
      warm.push(await clickToGradient(page))
    }
    return {
      'cold, printed': summarize(cold.map(({ printed }) => printed)),
      'cold, painted': summarize(cold.map(({ painted }) => painted)),
      'warm, printed': summarize(warm.map(({ printed }) => printed)),
      'warm, painted': summarize(warm.map(({ painted }) => painted)),
    }
  } finally {
    await browser.close()
  }
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(address, { waitUntil: 'networkidle' })
  return page
}

async function clickToGradient(page: Page): Promise<Click> {
  await page.locator(`${cell} [data-action="run"]`).scrollIntoViewIfNeeded()
  await page.evaluate((selector) => {
    const element = document.querySelector<HTMLElement>(selector)!
    const variables = element.querySelector('[data-role="variables"]')!
    variables.replaceChildren()
    const measured = new Promise<Click>((resolve) => {
      let clicked = 0
      element.addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true })
      const observer = new MutationObserver(() => {
        if (!/[−-]24/.test(variables.textContent ?? '')) return
        observer.disconnect()
        const printed = performance.now() - clicked
        // A task queued just before a frame is drawn runs just after it.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve({ printed, painted: performance.now() - clicked })
        requestAnimationFrame(() => port2.postMessage(null))
      })
      observer.observe(element, { childList: true, subtree: true, characterData: true })
    })
    Object.assign(window, { measured })
  }, cell)
  await page.locator(`${cell} [data-action="run"]`).click()
  return page.evaluate(() => (window as unknown as { measured: Promise<Click> }).measured)
}

function summarize(times: number[]): Times {
  const sorted = times.map((time) => Math.round(time * 10) / 10).sort((a, b) => a - b)
  return { median: sorted[sorted.length >> 1]!, fastest: sorted[0]!, slowest: sorted.at(-1)! }
}
