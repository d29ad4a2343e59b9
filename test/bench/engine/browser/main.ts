/** The same workloads in a worker of Chromium, and how long a worker needs from its start to W0's gradient. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../../../site/browser.ts'
import type { Spread } from '../../../../src/site/speed/results.ts'
import { bundle } from '../bundle.ts'
import { spreadOf } from '../summarize.ts'
import type { Times } from '../time-work.ts'
import type { BrowserErrand } from './serve.ts'

/** A page that shares nothing with others, at an address that no server needs to answer. */
async function openPage(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto('http://bench.localhost/')
  return { context, page }
}

export interface Chromium {
  version: string
  /** One errand, in a page of its own. @throws Error with what the worker said */
  run(script: string, errand: BrowserErrand): Promise<Times>
  /** From the start of a worker, its bytes at hand, to the message with the gradient [ms]. */
  timeFirstGradient(script: string): Promise<number>
  close(): Promise<void>
}

export async function startChromium(): Promise<Chromium> {
  const browser = await launchChromium()
  return {
    version: browser.version(),
    async run(script, errand) {
      const { context, page } = await openPage(browser)
      try {
        const answer = await page.evaluate(
          ({ script, errand }) =>
            new Promise<{ times: Times } | { failed: string }>((resolve) => {
              const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
              const worker = new Worker(url, { type: 'module' })
              worker.onmessage = ({ data }) => resolve(data)
              worker.onerror = ({ message }) => resolve({ failed: message })
              worker.postMessage(errand)
            }),
          { script, errand },
        )
        if ('failed' in answer) throw new Error(answer.failed)
        return answer.times
      } finally {
        await context.close()
      }
    },
    async timeFirstGradient(script) {
      const { context, page } = await openPage(browser)
      try {
        const { gradient, time } = await page.evaluate(
          (script) =>
            new Promise<{ gradient: string; time: number }>((resolve) => {
              const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
              const started = performance.now()
              const worker = new Worker(url, { type: 'module' })
              worker.onmessage = ({ data }) => resolve({ gradient: String(data), time: performance.now() - started })
              worker.onerror = ({ message }) => resolve({ gradient: message, time: NaN })
            }),
          script,
        )
        if (!gradient.includes('-24')) throw new Error(`The gradient came out as ${gradient}, not −24.`)
        return time
      } finally {
        await context.close()
      }
    },
    close: () => browser.close(),
  }
}

/** In turn, each in a fresh page [ms]. */
export async function measureFirstGradients(
  chromium: Chromium,
  scripts: Record<string, string>,
  rounds: number,
): Promise<Record<string, Spread>> {
  const bundles = await Promise.all(Object.values(scripts).map((path) => bundle(path)))
  const times = bundles.map(() => [] as number[])
  for (let i = 0; i < rounds; i++)
    for (const [j, script] of bundles.entries()) times[j]!.push(await chromium.timeFirstGradient(script))
  return Object.fromEntries(Object.keys(scripts).map((id, i) => [id, spreadOf(times[i]!)]))
}
