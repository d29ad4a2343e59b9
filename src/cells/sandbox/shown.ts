/** Counts what a run puts on the page beside its text: each thing once, however often it is shown anew. */
import type { CellEvent } from './protocol.ts'

export class Shown {
  readonly #keys = new Set<string>()
  #count = 0

  /** Takes an event into account. @returns how many things there are */
  count(event: CellEvent): number {
    const key = event.type === 'ask' ? `ask ${event.name}` : event.type === 'display' ? event.key : undefined
    const isShown = event.type === 'ask' || event.type === 'display' || event.type === 'tape'
    if (!isShown || (key !== undefined && this.#keys.has(key))) return this.#count
    if (key !== undefined) this.#keys.add(key)
    return ++this.#count
  }
}
