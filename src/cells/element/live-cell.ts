/**
 * `<live-cell>`: all of a cell that loads with the page. It stands over HTML that can be read without it; the rest comes
 * when a reader reaches for the cell, so that it is there by the time of the click.
 */
import type * as CellRunModule from './cell-run.ts'

let loaded: Promise<typeof CellRunModule> | undefined
const load = () => (loaded ??= import('./cell-run.ts'))

const signsOfInterest = ['pointerenter', 'pointerdown', 'focusin'] as const

class LiveCell extends HTMLElement {
  connectedCallback(): void {
    if (!globalThis.Worker || !globalThis.MessageChannel) {
      this.querySelector('[data-role="unsupported"]')?.removeAttribute('hidden')
      return
    }
    this.querySelector('[data-action="run"]')?.removeAttribute('hidden')
    for (const sign of signsOfInterest) this.addEventListener(sign, this.#warm, { passive: true })
    this.addEventListener('click', this.#click)
    this.addEventListener('keydown', this.#key)
  }

  disconnectedCallback(): void {
    void loaded?.then(({ cellRun }) => cellRun(this).stop())
  }

  readonly #warm = (): void => {
    for (const sign of signsOfInterest) this.removeEventListener(sign, this.#warm)
    // On failure the click tries again, and tells.
    void load().then(
      ({ cellRun }) => cellRun(this).warm(),
      () => (loaded = undefined),
    )
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
        loaded = undefined
        this.querySelector('[data-role="unsupported"]')?.removeAttribute('hidden')
      },
    )
  }
}

customElements.define('live-cell', LiveCell)
