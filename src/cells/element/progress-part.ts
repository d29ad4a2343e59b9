/**
 * Bars for `for (const step of progress(500))`: how far, and how long it will take. A loop that is soon over shows none. A
 * bar that a run was stopped in stays, to say where.
 */
import type { ProgressEvent } from '../run/events.ts'
import type { Cell } from './cell.ts'
import { fill, formatRest } from './strings.ts'

/** A loop this young shows no bar: it would only flicker [ms]. */
const quiet = 300
/** Time left is said anew no oftener than it can be read [ms]. */
const readable = 500
/** Loops within loops beyond this many are not shown. */
const shown = 4

interface Bar {
  row: HTMLElement
  bar: HTMLProgressElement
  label: HTMLElement
  count: HTMLElement
  rest: HTMLElement
  said: number
}

export async function join(cell: Cell): Promise<void> {
  const texts = await cell.texts('run')
  const { locale } = cell
  const place = cell.place('progress')
  const bars: Bar[] = []
  let newest: ProgressEvent[] = []
  let frame = 0
  const format = new Intl.NumberFormat(locale)

  cell.on('begin', clear)
  cell.on('progress', (event) => {
    if (event.depth >= shown) return
    newest[event.depth] = event
    frame ||= requestAnimationFrame(paint)
  })
  cell.on('end', ({ end, error }) => {
    paint()
    if (end === 'done' && !error) clear()
    for (const { rest } of bars) rest.textContent = ''
  })
  place.hidden = true

  function paint(): void {
    cancelAnimationFrame(frame)
    frame = 0
    for (const event of newest) if (event && (bars[event.depth] || event.elapsed >= quiet)) show(event)
    newest = []
  }

  function show({ depth, done, total, label = '', elapsed }: ProgressEvent): void {
    const { bar, rest, ...row } = (bars[depth] ??= append(depth))
    row.label.textContent = label
    row.label.hidden = label === ''
    bar.ariaLabel = label || texts['progress'] || ''
    row.count.textContent =
      total === undefined ? format.format(done) : `${format.format(done)} / ${format.format(total)}`
    if (total === undefined) bar.removeAttribute('value')
    else {
      bar.max = total || 1
      bar.value = total ? done : 1
    }
    const left = total && done > 0 && done < total ? (elapsed / done) * (total - done) : undefined
    const now = performance.now()
    if (left !== undefined && now - bars[depth].said < readable) return
    bars[depth].said = now
    rest.textContent = left === undefined ? '' : fill(texts['left'] ?? '', { time: formatRest(left, locale) })
  }

  function append(depth: number): Bar {
    const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag) => document.createElement(tag)
    const made = { row: make('p'), bar: make('progress'), label: make('span'), count: make('span'), rest: make('span') }
    made.row.append(made.label, made.count, made.rest, made.bar)
    // A loop within another stands below it, also where it was seen first.
    place.insertBefore(made.row, bars.slice(depth + 1).find(Boolean)?.row ?? null)
    place.hidden = false
    return { ...made, said: 0 }
  }

  function clear(): void {
    bars.length = 0
    newest = []
    place.replaceChildren()
    place.hidden = true
  }
}
