/**
 * Cells of Python in Chromium, on a page with nothing else: from the click to the printed line, what an operation takes, what a
 * run leaves of memory, and bytes. Cold: a new profile for each click. From cache: another page of a profile that has
 * run one. A machine that does anything else measures that.
 */
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { bundleCellAssets } from '../../../src/site/plugins/cell-assets.ts'
import { serveCellPage } from '../../sandbox/cell-page.ts'
import { launchChromium } from '../../site/browser.ts'
import { cells } from './cells.ts'

const compress = promisify(brotliCompress)
const rounds = 5
/** Time in which a page comes to rest, and the next interpreter starts [ms]. */
const rest = 2500

export async function measure() {
  console.log(`Python, with a load of ${loadavg()[0]!.toFixed(1)}\n`)
  const served = await serveCellPage()
  const browser = await launchChromium()
  const url = served.urlOf(cells)
  try {
    const times: Record<string, number[]> = { cold: [], cached: [], warm: [], 'after Stop': [] }
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext()
      times['cold']!.push(await clickIn(await openPage(context, url)))
      await context.pages()[0]!.close()
      const page = await openPage(context, url)
      times['cached']!.push(await clickIn(page))
      await page.waitForTimeout(rest)
      times['warm']!.push(await clickIn(page))
      times['after Stop']!.push(await clickAfterStop(page))
      await context.close()
    }
    const clicks = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))
    console.log('From click to printed gradient [ms]')
    console.table(clicks)

    const context = await browser.newContext()
    const page = await openPage(context, url)
    const operation = await printedBy(page, 'operation')
    const network = await printedBy(page, 'network')
    console.table({ 'one operation [µs]': operation, '100 steps of 2-16-16-1 [ms]': network })

    const memory = await memoryOf(browser, page)
    await context.close()
    console.log('Memory of the page’s process after steps of 64 × 64 [MB]')
    console.table(memory)

    const bytes = await measureBytes()
    console.log('Bytes, brotli')
    console.table(bytes)
    return { clicks, operation, network, memory, bytes }
  } finally {
    await browser.close()
    await served.close()
  }
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  return page
}

/** From a click on *Run* to the line in the document. */
const clickIn = (page: Page, id = 'first-gradient'): Promise<number> => page.evaluate(clickToOutput, { id, stop: '' })

/** A loop goes on; from its Stop and the other's Run, one after the other, to the line. */
async function clickAfterStop(page: Page): Promise<number> {
  await page.evaluate(() => document.querySelector<HTMLElement>('[cell="endless"] [data-action="run"]')!.click())
  await page.waitForTimeout(rest)
  return page.evaluate(clickToOutput, { id: 'first-gradient', stop: 'endless' })
}

function clickToOutput({ id, stop }: { id: string; stop: string }): Promise<number> {
  const button = (cell: string, action: string) =>
    document.querySelector<HTMLElement>(`[cell="${cell}"] [data-action="${action}"]`)!
  const output = document.querySelector<HTMLElement>(`[cell="${id}"] [data-role="output"]`)!
  output.replaceChildren()
  const start = performance.now()
  if (stop) button(stop, 'stop').click()
  button(id, 'run').click()
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!output.textContent) return
      observer.disconnect()
      resolve(performance.now() - start)
    })
    observer.observe(output, { childList: true, subtree: true, characterData: true })
  })
}

async function printedBy(page: Page, id: string): Promise<number> {
  await clickIn(page, id)
  return Number(await page.locator(`[cell="${id}"] [data-role="output"]`).innerText())
}

/** What the renderer holds while it is at rest after each run, with the next interpreter waiting. */
async function memoryOf(browser: Browser, page: Page): Promise<Record<string, number>> {
  const session = await browser.newBrowserCDPSession()
  const resident = async () => {
    await page.waitForTimeout(rest)
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const pages = processInfo.filter(({ type }) => type === 'renderer')
    // What processes share is counted once.
    const sizes = pages.map(({ id }) =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))![1]),
    )
    return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024)
  }
  const memory: Record<string, number> = {}
  for (const id of ['work-1000', 'work-5000', 'work-5000']) {
    await clickIn(page, id)
    memory[Object.keys(memory).includes(id) ? `${id}, again` : id] = await resident()
  }
  return memory
}

async function measureBytes(): Promise<Record<string, number>> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 }
  const assets = Object.entries(await bundleCellAssets()).filter(([name]) => name.startsWith('python'))
  return Object.fromEntries(
    await Promise.all(assets.map(async ([name, { content }]) => [name, (await compress(content, { params })).length])),
  ) as Record<string, number>
}

const median = (all: number[]): number => Math.round(all.sort((a, b) => a - b)[all.length >> 1]!)
