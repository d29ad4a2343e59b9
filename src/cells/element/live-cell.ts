/**
 * `<live-cell>`: all of a cell that loads with the page. It stands over HTML that can be read without it; the rest comes
 * when a reader reaches for the cell, so that it is there by the time of the click.
 */
import type * as CellRunModule from './cell-run.ts'

let loaded: Promise<typeof CellRunModule> | undefined
const load = () => (loaded ??= import('./cell-run.ts'))
/** What could not be loaded ahead of time is loaded again at the click, which tells if it fails. */
const forget = () => (loaded = undefined)

const whenIdle = globalThis.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 200))

/** Opens the sandbox when a cell comes near and the page has nothing else to do. */
const nearby = new IntersectionObserver(
  (entries) => {
    const near = entries.find(({ isIntersecting }) => isIntersecting)
    if (!near) return
    nearby.disconnect()
    whenIdle(() => void load().then(({ cellRun }) => cellRun(near.target as HTMLElement).open(), forget))
  },
  { rootMargin: '50%' },
)

const signsOfInterest = ['pointerenter', 'pointerdown', 'focusin'] as const

class LiveCell extends HTMLElement {
  connectedCallback(): void {
    if (!globalThis.Worker || !globalThis.MessageChannel) {
      this.querySelector('[data-role="unsupported"]')?.removeAttribute('hidden')
      return
    }
    this.querySelector('[data-action="run"]')?.removeAttribute('hidden')
    for (const sign of signsOfInterest) this.addEventListener(sign, this.#warm, { passive: true })
    if (!savesData()) nearby.observe(this)
    this.addEventListener('click', this.#click)
    this.addEventListener('keydown', this.#key)
  }

  disconnectedCallback(): void {
    void loaded?.then(({ cellRun }) => cellRun(this).stop())
  }

  readonly #warm = (): void => {
    for (const sign of signsOfInterest) this.removeEventListener(sign, this.#warm)
    void load().then(({ cellRun }) => cellRun(this).warm(), forget)
  }

  readonly #click = (event: MouseEvent): void => {
    const action = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset.action
    if (action === 'run') this.#run()
    // The second click of a double click on Run lands on Stop.
    if (action === 'stop' && event.detail < 2) void load().then(({ cellRun }) => cellRun(this).stop())
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    this.#run()
  }

  #run(): void {
    load().then(
      ({ cellRun }) => cellRun(this).start(),
      () => {
        forget()
        this.querySelector('[data-role="unsupported"]')?.removeAttribute('hidden')
      },
    )
  }
}

function savesData(): boolean {
  return (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true
}

customElements.define('live-cell', LiveCell)
