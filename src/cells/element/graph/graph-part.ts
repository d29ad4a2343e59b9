/**
 * *Show the graph*: runs the cell once more with its operations kept, if the last run did not keep them, and draws what it
 * tells. The same code gives the same numbers, so the run shown and the graph are of one piece.
 */
import type { TapeData } from '../../run/tape.ts'
import type { Cell } from '../cell.ts'
import { h, toDom, type PageNode } from '../node.ts'
import { createBoard, type Board } from './board.ts'
import { Numbers } from './numbers.ts'
import { readTapes } from './read-tape.ts'
import { Words } from './words.ts'

export async function join(cell: Cell): Promise<void> {
  const words = new Words(await cell.texts('graph'), new Numbers(cell.locale))
  const place = cell.element.querySelector<HTMLElement>('[data-role="graph"]') ?? cell.place('graph')
  const button = cell.element.querySelector<HTMLElement>('[data-action="graph"]')
  /** What the last run told, and of which code. */
  let told: TapeData | undefined
  let board: Board | undefined

  cell.on('begin', () => (told = undefined))
  cell.on('tape', ({ data }) => (told = readTapes(data)))
  // Another run has other numbers: an open graph follows it.
  cell.on('end', ({ trace }) => {
    if (!place.hidden && !trace) void show()
  })
  cell.on('change', () => (told = undefined))
  cell.act('graph', () => (place.hidden ? void show() : hide()))
  cell.act('step-back', () => board?.step(1))
  cell.act('step-forward', () => board?.step(-1))
  cell.act('play', () => board?.play())
  cell.act('graph-larger', () => board?.zoom.zoom(1.25))
  cell.act('graph-smaller', () => board?.zoom.zoom(0.8))
  cell.act('graph-fit', () => board?.zoom.fit())
  place.hidden = true

  async function show(): Promise<void> {
    if (!told) await cell.run({ trace: true, reason: 'graph' })
    label(true)
    place.hidden = false
    draw()
  }

  function hide(): void {
    board?.end()
    board = undefined
    place.hidden = true
    label(false)
  }

  function label(isShown: boolean): void {
    button?.setAttribute('aria-expanded', String(isShown))
    if (button) button.textContent = words.say(isShown ? 'hide' : 'show')
  }

  function draw(chosen = 0): void {
    board?.end()
    board = undefined
    const tape = told?.tapes[chosen]?.tape
    if (!told || !tape) {
      const { error, end } = cell.last ?? {}
      place.removeAttribute('role')
      place.removeAttribute('aria-label')
      fillWith(h('p', {}, words.say(error || end !== 'done' ? 'failed' : 'none')))
      return
    }
    const { result } = told.tapes[chosen]!
    place.setAttribute('role', 'group')
    place.setAttribute('aria-label', words.say('label', { result }))
    const notes = [
      ...(tape.checked ? [] : [words.say('unchecked')]),
      ...(told.further.length > 0 ? [words.say('further', { names: told.further.join(words.numbers.separator) })] : []),
    ]
    fillWith(
      controls(told, chosen),
      h('div', { 'data-role': 'graph-drawing', dir: 'ltr' }),
      h('div', { 'data-role': 'graph-step', 'aria-live': 'polite' }),
      h('div', { 'data-role': 'graph-details', hidden: true }),
      ...notes.map((note) => h('p', { class: 'note' }, note)),
      h('p', { class: 'note keys' }, words.say('help')),
      h(
        'details',
        {},
        h('summary', {}, words.say('table')),
        h('div', { 'data-role': 'graph-table', role: 'group', tabindex: '0', 'aria-label': words.say('table') }),
      ),
    )
    place.querySelector('select')?.addEventListener('change', ({ target }) => {
      draw(Number((target as HTMLSelectElement).value))
      place.querySelector('select')?.focus()
    })
    board = createBoard(place, tape, words, (isPlaying) => {
      const play = place.querySelector('[data-action="play"]')
      if (play) play.textContent = words.say(isPlaying ? 'pause' : 'play')
    })
  }

  function controls({ tapes }: TapeData, chosen: number): PageNode {
    const act = (action: string, text: string, label?: string) =>
      h('button', { type: 'button', 'data-action': action, 'aria-label': label, title: label }, text)
    const options = tapes.map(({ result }, i) =>
      h('option', { value: String(i), selected: i === chosen ? true : undefined }, result),
    )
    return h(
      'div',
      { 'data-role': 'graph-controls' },
      ...(tapes.length > 1 ? [h('label', {}, `${words.say('result')} `, h('select', {}, ...options))] : []),
      act('step-back', `← ${words.say('stepBack')}`),
      act('step-forward', `${words.say('stepForward')} →`),
      act('play', words.say('play')),
      h('span', { 'data-role': 'graph-progress' }),
      h(
        'span',
        { 'data-role': 'graph-sizes' },
        act('graph-smaller', '−', words.say('zoomOut')),
        act('graph-larger', '+', words.say('zoomIn')),
        act('graph-fit', words.say('fit')),
      ),
    )
  }

  function fillWith(...children: readonly PageNode[]): void {
    place.replaceChildren(...children.map((child) => toDom(child, document)))
  }
}
