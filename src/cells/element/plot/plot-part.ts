/** Pictures of a cell's run. Of what comes faster than a screen shows, the newest of each key is drawn, once a frame. */
import type { DisplayEvent } from '../../run/events.ts'
import type { Cell } from '../cell.ts'
import { toDom } from '../node.ts'
import { readFigure } from './check-figure.ts'
import { renderNumbers, renderPlot, type RenderedPlot } from './render-plot.ts'
import { createWords, type Words } from './words.ts'

export async function join(cell: Cell): Promise<void> {
  const words = createWords(await cell.texts('plot'), cell.locale)
  const place = cell.place('plot')
  const waiting = new Map<string, DisplayEvent>()
  /** Pictures of this run; those of the run before stand until their own come, or the run ends. */
  let drawn = new Set<string>()
  let frame = 0

  cell.on('begin', () => {
    waiting.clear()
    drawn = new Set()
  })
  cell.on('display', (event) => {
    if (event.kind !== 'plot') return
    waiting.set(event.key ?? '', event)
    frame ||= document.hidden ? window.setTimeout(draw, 100) : requestAnimationFrame(draw)
  })
  cell.on('end', ({ end }) => {
    draw()
    // What could not run at all leaves what was proved.
    if (end === 'not-loaded' || end === 'unavailable') return
    for (const figure of figuresOf(place)) if (!drawn.has(figure.dataset.plot!)) figure.remove()
    place.hidden = place.childElementCount === 0
  })
  place.addEventListener('toggle', open, true)

  function draw(): void {
    frame = 0
    for (const [key, { data }] of waiting) {
      const figure = readFigure(data)
      if (figure) show(key, renderPlot(figure, key, words))
    }
    waiting.clear()
  }

  function show(key: string, plot: RenderedPlot): void {
    drawn.add(key)
    place.hidden = false
    const figure = toDom(plot.figure, document) as HTMLElement
    const before = figuresOf(place).find((one) => one.dataset.plot === key)
    const details = before?.querySelector<HTMLDetailsElement>(':scope > details') ?? newDetails(words)
    plots.set(details, { plot, words })
    const isEmpty = details.open ? fill(details) : plot.numbers().length === 0
    if (!before) {
      if (!isEmpty) figure.append(details)
      // In the order of this run, among what is left of the one before.
      const stale = figuresOf(place).find((one) => !drawn.has(one.dataset.plot!))
      place.insertBefore(figure, stale ?? null)
      return
    }
    // The numbers stay where they are: a reader may be in them.
    for (const child of [...before.childNodes]) if (child !== details) child.remove()
    before.prepend(...figure.childNodes)
    if (isEmpty) details.remove()
    else if (!details.isConnected) before.append(details)
  }
}

/** What the tables of an open `details` are made from. */
const plots = new WeakMap<Element, { plot: RenderedPlot; words: Words }>()

function newDetails(words: Words): HTMLDetailsElement {
  return toDom(renderNumbers(words, []), document) as HTMLDetailsElement
}

function open({ target }: Event): void {
  if (target instanceof HTMLDetailsElement && target.open) fill(target)
}

/** @returns whether there are none */
function fill(details: HTMLDetailsElement): boolean {
  const known = plots.get(details)
  if (!known) return false
  const tables = known.plot.numbers()
  details.querySelector('[data-role="numbers"]')!.replaceChildren(...tables.map((table) => toDom(table, document)))
  return tables.length === 0
}

function figuresOf(place: HTMLElement): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(':scope > figure')]
}
