/** What a reader's browser does and what went wrong in it. */
import type { BrowserContext, Page } from 'playwright-core'

/** Errors on the console, uncaught exceptions, blocked or failed requests, and requests that leave the site. */
export function watchTrouble(context: BrowserContext, siteUrl: string): string[] {
  const trouble: string[] = []
  const { origin } = new URL(siteUrl)
  context.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => trouble.push(`uncaught: ${error.error().message}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (!['data:', 'blob:', 'about:'].includes(url.protocol) && url.origin !== origin)
      trouble.push(`left the site: ${url}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()}: ${response.url()}`)
  })
  return trouble
}

/** Presses *Run* on a cell whose recorded results are wiped first, so that what it shows is what it ran. */
export async function runCell(page: Page, id: string): Promise<{ variables: string[]; output: string; state: string }> {
  const cell = page.locator(`#cell-${id}`).first()
  const filled = cell.locator('[data-role="variables"], [data-role="output"]')
  await filled.evaluateAll((elements) => elements.forEach((element) => element.replaceChildren()))
  await cell.locator('[data-action="run"]').click()
  await page.waitForFunction(
    (name) => /done|failed|stopped/.test(document.querySelector<HTMLElement>(`#cell-${name}`)!.dataset.state!),
    id,
    { timeout: 20_000 },
  )
  return {
    variables: await readVariables(page, id),
    output: await cell.locator('[data-role="output"]').first().innerText(),
    state: (await cell.getAttribute('data-state')) ?? '',
  }
}

/** The rows of what a cell left, `w 2 −24`, also where they wait out of sight for the reader's prediction. */
export async function readVariables(page: Page, id: string): Promise<string[]> {
  const rows = page.locator(`#cell-${id}`).first().locator('[data-role="variables"] tbody tr')
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent!.trim()).join(' ')),
  )
}

/** How far the page can be moved sideways, in CSS pixels, and what sticks out. */
export async function sidewaysScroll(page: Page): Promise<{ pixels: number; culprits: string[] }> {
  return page.evaluate(() => {
    const root = document.documentElement
    const pixels = Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth
    if (pixels <= 0) return { pixels: 0, culprits: [] }
    const sticksOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (right > root.clientWidth + 1 || left < -1)
    }
    const outside = [...document.body.querySelectorAll('*')].filter(sticksOut)
    return { pixels, culprits: outside.slice(0, 5).map((element) => element.outerHTML.slice(0, 150)) }
  })
}

/** The colour behind the text, as red, green and blue from 0 to 255; white where nothing is painted. */
export async function groundColor(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d')!
    // As a browser paints it: white, on it the root, on it the body.
    for (const color of [
      'white',
      ...[document.documentElement, document.body].map((e) => getComputedStyle(e).backgroundColor),
    ]) {
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
    }
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)]
  })
}
