/** What a reader sees of a run: a cell's HTML, changed as the run goes on. */
import type { CellError, OutputEvent, Variable } from '../run/events.ts'
import { places, type Cell, type Place } from './cell.ts'
import { toDom, type PageChild } from './node.ts'
import { hasGraph, renderError, renderOutput, renderVariables } from './render.ts'
import { fill, formatTime, type CellStrings, type ErrorStrings } from './strings.ts'

/** A run shorter than this says nothing of running and offers no Stop: it would only flicker [ms]. */
const quiet = 100
/** How long a changed number shows that it changed [ms]. */
const flash = 900

export class CellView {
  readonly #element: HTMLElement
  readonly #strings: CellStrings
  readonly #locale: string
  #pending: OutputEvent[] = []
  /** Parts that still show the run before. */
  readonly #stale = new Set<'output' | 'variables'>()
  #marked: Element | undefined
  #frame = 0
  #quiet = 0

  constructor({ element, strings, locale }: Pick<Cell, 'element' | 'strings' | 'locale'>) {
    this.#element = element
    this.#strings = strings
    this.#locale = locale
  }

  place(role: Place, tag = 'div'): HTMLElement {
    const result = this.#part('result')
    const found = [...result.children].find((child) => (child as HTMLElement).dataset.role === role)
    if (found) return found as HTMLElement
    const place = document.createElement(tag)
    place.dataset.role = role
    const later = places.slice(places.indexOf(role) + 1) as readonly string[]
    const next = [...result.children].find((child) => later.includes((child as HTMLElement).dataset.role ?? ''))
    result.insertBefore(place, next ?? null)
    return place
  }

  /** The output of the run before stands until this one prints, or ends: nothing jumps. */
  begin(): void {
    this.#stale.add('output').add('variables')
    this.#pending = []
    const result = this.#part('result')
    result.style.minBlockSize = `${result.offsetHeight}px`
    this.#clearError()
    this.#status('')
    this.#quiet = window.setTimeout(() => {
      this.#status(this.#strings.running)
      this.#offer('stop')
    }, quiet)
  }

  output(event: OutputEvent): void {
    this.#pending.push(event)
    this.#frame ||= requestAnimationFrame(() => this.#print())
  }

  variables(variables: readonly Variable[]): void {
    this.#stale.delete('variables')
    const part = this.#part('variables')
    const before = textsOf(part)
    const table = renderVariables(variables, this.#strings)
    this.#fill(part, table ? [table] : [])
    const graph = this.#element.querySelector<HTMLElement>('[data-action="graph"]')
    if (graph) graph.hidden = graph.ariaExpanded !== 'true' && !hasGraph(variables)
    showChanges(part, before)
  }

  done(milliseconds: number): void {
    this.#end(fill(this.#strings.done, { time: formatTime(milliseconds, this.#locale) }))
  }

  stopped(milliseconds: number): void {
    this.#end(fill(this.#strings.stopped, { time: formatTime(milliseconds, this.#locale) }))
  }

  /** @param other  the cell whose code it is, where that is another, and how its place is told */
  failed(error: CellError, sentences: ErrorStrings, placeIn = '', other?: HTMLElement): void {
    const place = other ? fill(placeIn, { cell: error.cell! }) || this.#strings.place : this.#strings.place
    this.#fill(this.#part('error'), renderError(error, { ...this.#strings, place }, sentences))
    this.#mark(error.line, other)
    if (error.code === 'run-unavailable') this.#stale.clear()
    this.#end(this.#strings.failed)
  }

  /** The page holds this sentence itself: what cannot load the runtime cannot load sentences either. */
  notLoaded(): void {
    this.#part('not-loaded').hidden = false
    // Nothing was run, so what was proved still stands.
    this.#stale.clear()
    this.#end('')
  }

  #end(status: string): void {
    this.#print()
    for (const role of this.#stale) this.#fill(this.#part(role), [])
    this.#stale.clear()
    clearTimeout(this.#quiet)
    this.#part('result').style.minBlockSize = ''
    this.#status(status)
    this.#offer('run')
  }

  #print(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    if (this.#pending.length === 0) return
    const part = this.#part('output')
    const first = this.#stale.delete('output')
    // Asking for heights lays the whole page out: not before the first lines, which begin at the top anyway.
    const atEnd = !first && part.scrollHeight - part.scrollTop - part.clientHeight < 4
    const nodes = renderOutput(this.#pending).map((child) => toDom(child, document))
    this.#pending = []
    if (first) part.replaceChildren(...nodes)
    else part.append(...nodes)
    part.hidden = false
    // A reader at the end of the output stays there as it grows.
    if (atEnd) part.scrollTop = part.scrollHeight
  }

  focus(): void {
    const [shown] = ['stop', 'run'].map((name) => this.#button(name)).filter(({ hidden }) => !hidden)
    shown?.focus({ preventScroll: true })
  }

  /** *Run* and *Stop* stand in one place; the focus goes from one to the other. */
  #offer(action: 'run' | 'stop'): void {
    const [shown, hidden] = [this.#button(action), this.#button(action === 'run' ? 'stop' : 'run')]
    const focused = document.activeElement === hidden
    shown.hidden = false
    if (focused) shown.focus({ preventScroll: true })
    hidden.hidden = true
  }

  #button(action: string): HTMLElement {
    return this.#element.querySelector<HTMLElement>(`[data-action="${action}"]`)!
  }

  #status(text: string): void {
    this.#part('status').textContent = text
  }

  #clearError(): void {
    this.#fill(this.#part('error'), [])
    this.#marked?.removeAttribute('data-error')
    this.#marked = undefined
  }

  #mark(line: number | undefined, cell = this.#element): void {
    if (line === undefined) return
    this.#marked = cell.querySelectorAll('[data-role="code"] .line')[line - 1]
    this.#marked?.setAttribute('data-error', '')
  }

  #fill(part: HTMLElement, children: readonly PageChild[]): void {
    part.replaceChildren(...children.map((child) => toDom(child, document)))
    part.hidden = children.length === 0
  }

  #part(role: string): HTMLElement {
    return this.#element.querySelector<HTMLElement>(`[data-role="${role}"]`)!
  }
}

/** Each shown number by the name of its row and the head of its column. */
function textsOf(part: HTMLElement): Map<string, string> {
  const cells = [...part.querySelectorAll<HTMLElement>('td[data-ink]')]
  return new Map(cells.map((cell) => [keyOf(cell), cell.textContent ?? '']))
}

function keyOf(cell: HTMLElement): string {
  return `${cell.dataset.ink} ${cell.parentElement?.dataset.variable}`
}

function showChanges(part: HTMLElement, before: ReadonlyMap<string, string>): void {
  const changed = [...part.querySelectorAll<HTMLElement>('td[data-ink]')].filter((cell) => {
    const text = before.get(keyOf(cell))
    return text !== undefined && text !== cell.textContent
  })
  for (const cell of changed) cell.dataset.changed = ''
  setTimeout(() => changed.forEach((cell) => delete cell.dataset.changed), flash)
}
