/**
 * `<live-cell>`: all of a cell that loads with the page. It stands over HTML that can be read without it; the rest comes
 * when a reader reaches for the cell, so that it is there by the time of the click.
 */
import type * as CellRunModule from './cell-run.ts'
import { bringsText } from './own-key.ts'

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
      // Buttons that do nothing would be a promise broken.
      for (const part of this.querySelectorAll('[data-action="run"], [data-role="actions"]'))
        part.toggleAttribute('hidden', true)
      this.#show('unsupported')
      return
    }
    for (const sign of signsOfInterest) this.addEventListener(sign, this.#warm, { passive: true })
    if (!savesData()) nearby.observe(this)
    this.addEventListener('click', this.#click)
    this.addEventListener('keydown', this.#key)
    addEventListener('hashchange', this.#bring)
    this.#bring()
  }

  disconnectedCallback(): void {
    removeEventListener('hashchange', this.#bring)
    void loaded?.then(({ cellRun }) => cellRun(this).stop())
  }

  readonly #warm = (): void => {
    for (const sign of signsOfInterest) this.removeEventListener(sign, this.#warm)
    void load().then(({ cellRun }) => cellRun(this).warm(), forget)
  }

  /** A text of the reader's own takes the published one's place at once. */
  readonly #bring = (): void => {
    if (bringsText(this)) void load().then(({ cellRun }) => cellRun(this).load('own-text'), forget)
  }

  readonly #click = (event: MouseEvent): void => {
    const target = event.target as Element
    const button = target.closest<HTMLElement>('[data-action]')
    if (button) this.#perform(button.dataset.action!, button, event)
    // Who has marked some of the code wants to copy it.
    else if (target.closest('pre.code') && getSelection()?.isCollapsed !== false) this.#perform('edit', this, event)
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return
    const runs = event.ctrlKey || event.metaKey
    if (!runs && !(event.target as Element).matches('pre.code')) return
    event.preventDefault()
    this.#perform(runs ? 'run' : 'edit', this, event)
  }

  /** What the action is, a table of cell-run.ts says, or the part that has it (parts.ts). */
  #perform(action: string, button: HTMLElement, event: Event): void {
    this.#show('not-loaded', false)
    load().then(
      ({ cellRun }) =>
        cellRun(this)
          .perform(action, button, event)
          .catch(() => this.#show('not-loaded')),
      () => {
        forget()
        this.#show('not-loaded')
      },
    )
  }

  #show(note: 'unsupported' | 'not-loaded', shown = true): void {
    this.querySelector(`[data-role="${note}"]`)?.toggleAttribute('hidden', !shown)
  }
}

function savesData(): boolean {
  return (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true
}

customElements.define('live-cell', LiveCell)
