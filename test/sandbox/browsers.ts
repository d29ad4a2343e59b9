/** One small language for both browsers: Playwright's Chromium and Puppeteer's Firefox say these things alike. */
import { firefoxPath, launchChromium, launchFirefox } from '../site/browser.ts'

export interface TestPage {
  goto(url: string): Promise<unknown>
  /** Clicks with the mouse, as a reader does. */
  click(selector: string): Promise<void>
  evaluate<T, A = undefined>(task: (argument: A) => T | Promise<T>, argument?: A): Promise<T>
  close(): Promise<void>
}

export interface TestBrowser {
  /** A page that shares nothing with the others, not even a cache. */
  newPage(): Promise<TestPage>
  close(): Promise<void>
}

export const browsers: { name: string; installed: boolean; launch(): Promise<TestBrowser> }[] = [
  {
    name: 'Chromium',
    installed: true,
    async launch() {
      const browser = await launchChromium()
      return {
        async newPage() {
          const context = await browser.newContext()
          const page = await context.newPage()
          return {
            goto: (url) => page.goto(url),
            click: (selector) => page.click(selector),
            evaluate: (task, argument) => page.evaluate(task as never, argument) as never,
            close: () => context.close(),
          }
        },
        close: () => browser.close(),
      }
    },
  },
  {
    name: 'Firefox',
    installed: firefoxPath !== undefined,
    async launch() {
      const browser = await launchFirefox()
      return {
        async newPage() {
          const context = await browser.createBrowserContext()
          const page = await context.newPage()
          return {
            goto: (url) => page.goto(url),
            async click(selector) {
              await page.waitForSelector(selector, { visible: true })
              await page.click(selector)
            },
            evaluate: (task, argument) => page.evaluate(task as never, argument as never) as never,
            close: () => context.close(),
          }
        },
        close: () => browser.close(),
      }
    },
  },
]

/** What a reader finds in a cell. */
export interface SeenCell {
  state: string
  output: string
  error: string
  status: string
  variables: Record<string, { value: string; gradient: string }>
  markedLines: number[]
}

export async function seeCell(page: TestPage, id: string): Promise<SeenCell> {
  return page.evaluate((cellId) => {
    const cell = document.querySelector<HTMLElement>(`live-cell[cell="${cellId}"]`)!
    const text = (role: string) => cell.querySelector(`[data-role="${role}"]`)!.textContent!.trim()
    const rows = [...cell.querySelectorAll('[data-role="variables"] tbody tr')].map((row) => [
      row.querySelector('th')!.textContent!,
      { value: row.children[1]?.textContent ?? '', gradient: row.children[2]?.textContent ?? '' },
    ])
    const lines = [...cell.querySelectorAll('.line')]
    return {
      state: cell.dataset.state!,
      output: text('output'),
      error: text('error'),
      status: text('status'),
      variables: Object.fromEntries(rows),
      markedLines: lines.flatMap((line, index) => (line.hasAttribute('data-error') ? [index + 1] : [])),
    }
  }, id)
}

/** Waits until the cell is in one of the states. */
export async function waitForState(
  page: TestPage,
  id: string,
  states: readonly string[],
  limit = 15_000,
): Promise<void> {
  const reached = await page.evaluate(
    ({ id, states, limit }) =>
      new Promise<boolean>((resolve) => {
        const cell = document.querySelector<HTMLElement>(`live-cell[cell="${id}"]`)!
        const start = performance.now()
        const look = () => {
          if (states.includes(cell.dataset.state!)) resolve(true)
          else if (performance.now() - start > limit) resolve(false)
          else setTimeout(look, 5)
        }
        look()
      }),
    { id, states, limit },
  )
  if (!reached)
    throw new Error(
      `Cell ${id} did not become ${states.join(' or ')} within ${limit} ms: ${JSON.stringify(await seeCell(page, id))}`,
    )
}

/** Clicks *Run*, waits for the end, and says what is to be seen. */
export async function runCellIn(page: TestPage, id: string, limit?: number): Promise<SeenCell> {
  await page.click(`live-cell[cell="${id}"] [data-action="run"]`)
  await waitForState(page, id, ['done', 'failed', 'stopped'], limit)
  return seeCell(page, id)
}
