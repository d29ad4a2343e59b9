/**
 * Loads the parts of one cell, and hands on signals in their order: those that a part being loaded may want wait for it,
 * and all later ones behind them.
 */
import type { Cell, CellSignals } from './cell.ts'
import { parts, type Part } from './parts.ts'

type Listener = (signal: never) => void

export class CellParts {
  readonly #cell: Cell
  readonly #parts: Readonly<Record<string, Part>>
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #joined = new Map<string, Promise<void>>()
  /** What waits, and the parts it waits for. */
  #waiting: (() => void)[] = []
  readonly #awaited = new Set<string>()
  /** Parts that could not be loaded in this run: the next one tries again. */
  readonly #missing = new Set<string>()

  constructor(cell: Cell, table = parts) {
    this.#cell = cell
    this.#parts = table
  }

  on(type: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  /** Tells who listens, now or as soon as who wants it is there; `fallback` where nobody does. */
  tell<Type extends keyof CellSignals>(type: Type, signal: CellSignals[Type], fallback?: () => void): void {
    if (type === 'begin') this.#missing.clear()
    for (const [name, { events }] of Object.entries(this.#parts)) {
      const wanted = events?.includes(type) && !this.#joined.has(name) && !this.#missing.has(name)
      if (wanted) this.#await(name)
    }
    this.then(() => {
      const listeners = this.#listeners.get(type)
      if (!listeners?.size) fallback?.()
      else for (const listener of [...listeners]) guard(() => listener(signal as never))
    })
  }

  /** Does something after all that waits. */
  then(task: () => void): void {
    if (this.#awaited.size > 0) this.#waiting.push(task)
    else task()
  }

  /** Waits for no part any longer. */
  release(): void {
    const tasks = this.#waiting
    this.#waiting = []
    this.#awaited.clear()
    for (const task of tasks) task()
  }

  /** @throws where it cannot be loaded; the next time tries again */
  load(name: string): Promise<void> {
    let joined = this.#joined.get(name)
    if (!joined) {
      joined = Promise.resolve(this.#parts[name]!.load()).then((part) => part.join(this.#cell))
      this.#joined.set(name, joined)
      joined.catch(() => this.#joined.delete(name))
    }
    return joined
  }

  async loadFor(action: string): Promise<void> {
    const wanted = Object.entries(this.#parts).filter(([, { actions }]) => actions?.includes(action))
    await Promise.all(wanted.map(([name]) => this.load(name)))
  }

  warm(): void {
    for (const [name, { warm }] of Object.entries(this.#parts)) if (warm) this.load(name).catch(() => undefined)
  }

  loadByAttribute(element: Element): void {
    for (const [name, { attribute }] of Object.entries(this.#parts)) {
      if (attribute && element.hasAttribute(attribute)) this.load(name).catch(() => undefined)
    }
  }

  #await(name: string): void {
    this.#awaited.add(name)
    const go = () => {
      if (this.#awaited.delete(name) && this.#awaited.size === 0) this.release()
    }
    this.load(name).then(go, () => {
      this.#missing.add(name)
      go()
    })
  }
}

/** A part that fails must not take the others with it. */
function guard(task: () => void): void {
  try {
    task()
  } catch (error) {
    reportError(error)
  }
}
