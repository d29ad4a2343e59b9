/**
 * "Keep going?": at its time limit a run goes on for a while, and for as long as its reader says. What was allowed once
 * is allowed the next time; a run that nobody answered for offers to be run again with more time.
 */
import type { Cell } from './cell.ts'
import { fill, formatRest } from './strings.ts'

/** Each *Keep going* allows as long again as the run has taken. */
const growth = 2
/** A page that nobody sees cannot ask: its run goes on for as long, and then must be seen [ms]. */
const unseenLimit = 120_000

export async function join(cell: Cell): Promise<void> {
  const texts = await cell.texts('run')
  const place = cell.place('question')
  place.setAttribute('role', 'status')
  place.hidden = true
  let offered = 0

  cell.act('keep-going', () => {
    const took = cell.runningFor
    hide()
    if (took === undefined) return
    cell.allow(took * growth)
  })
  cell.act('more-time', () => {
    hide()
    cell.allow(cell.limit * growth)
    void cell.run()
  })
  cell.on('overdue', (grace) => {
    const took = cell.runningFor ?? 0
    if (document.hidden && took < unseenLimit) return cell.allow(took * growth)
    offered = grace
    const [time, rest] = [took, offered].map((milliseconds) => formatRest(milliseconds, cell.locale))
    ask(fill(texts['overdue'] ?? '', { time: time!, rest: rest! }), 'keep-going', texts['keepGoing'])
  })
  cell.on('begin', hide)
  cell.on('end', ({ end }) => {
    hide()
    if (end === 'time-limit') ask('', 'more-time', texts['moreTime'])
  })

  function ask(sentence: string, action: string, word = ''): void {
    const button = document.createElement('button')
    button.type = 'button'
    button.dataset.action = action
    button.textContent = word
    const text = document.createElement('p')
    text.textContent = sentence
    place.replaceChildren(...(sentence ? [text] : []), button)
    place.hidden = false
  }

  /** The focus of a button that goes must not be lost. */
  function hide(): void {
    const focused = place.contains(document.activeElement)
    place.hidden = true
    place.replaceChildren()
    if (focused) cell.focus()
  }
}
