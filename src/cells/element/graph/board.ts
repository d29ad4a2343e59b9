/** One graph on the page: the drawing with its controls, the sentences of each step, details of a node, and the table. */
import { h, toDom, type PageNode } from '../node.ts'
import type { Tape } from '../../run/tape.ts'
import { draw, type Drawing } from './draw.ts'
import { createJourney, type Journey } from './journey.ts'
import { followKeys } from './keys.ts'
import { layOut, type Direction, type Layout } from './layout.ts'
import { buildModel, type Model, type ShownNode } from './model.ts'
import { renderDetails, renderTable } from './table.ts'
import { createView, type View } from './view.ts'
import type { Words } from './words.ts'

/** Nodes drawn at once, and how many more are drawn when they are asked for. */
const limits = { first: 220, more: 300 }
/** Edges are written beside as long as a drawing has room for it. */
const writtenEdges = 60
/** A step played is shown so long: to be read [ms]. */
const readingTime = 1600
/** Below this width the drawing runs downwards [px]. */
const narrow = 560

export interface Board {
  /** The gradient one step further on its way back, or one step less far. */
  step(by: 1 | -1): void
  /** Takes all steps one after another; stops where it is under way. */
  play(): void
  readonly isPlaying: boolean
  readonly zoom: View
  end(): void
}

export function createBoard(place: HTMLElement, tape: Tape, words: Words, onPlay: (isPlaying: boolean) => void): Board {
  const find = (role: string) => place.querySelector<HTMLElement>(`[data-role="${role}"]`)!
  const [drawingPlace, told, progress, details] = [
    find('graph-drawing'),
    find('graph-step'),
    find('graph-progress'),
    find('graph-details'),
  ]
  let limit = limits.first
  let model: Model
  let layout: Layout
  let drawing: Drawing
  let journey: Journey
  let view: View
  let playing = 0
  let direction = directionOf(drawingPlace)
  redraw()
  const resized = new ResizeObserver(() => {
    if (directionOf(drawingPlace) === direction || drawingPlace.offsetWidth === 0) return
    direction = directionOf(drawingPlace)
    redraw()
  })
  resized.observe(drawingPlace)

  return {
    step(by) {
      pause()
      go(journey.at + by)
    },
    play() {
      if (playing) return pause()
      if (journey.at === journey.steps) go(0)
      playing = window.setTimeout(advance, journey.at === 0 ? 250 : 0)
      onPlay(true)
    },
    get isPlaying() {
      return playing !== 0
    },
    get zoom() {
      return view
    },
    end() {
      pause()
      resized.disconnect()
    },
  }

  function advance(): void {
    go(journey.at + 1)
    const { sends } = model.steps[journey.at - 1]!
    if (journey.at === journey.steps) pause()
    else playing = window.setTimeout(advance, readingTime + 500 * Math.min(3, sends.length))
  }

  function pause(): void {
    if (!playing) return
    clearTimeout(playing)
    playing = 0
    onPlay(false)
  }

  function go(step: number): void {
    void journey.go(step)
    tell()
    const node = model.steps[journey.at - 1]?.node
    if (node) view.reveal(layout.nodes.get(node)!)
  }

  function tell(): void {
    const step = model.steps[journey.at - 1]
    const texts = step ? words.step(step) : [words.say('intro')]
    told.replaceChildren(...texts.map((text) => toDom(h('p', {}, text), document)))
    const { numbers } = words
    const [at, steps] = [numbers.one(journey.at, 15), numbers.one(journey.steps, 15)]
    progress.textContent = words.say('progress', { step: at, steps })
  }

  function redraw(): void {
    const before = journey?.at ?? 0
    model = buildModel(tape, limit)
    const texts = (node: ShownNode) => ({
      title: words.title(node),
      name: node.tape?.kind === 'operation' ? (node.tape.variable ?? '') : '',
      value: words.value(node),
      gradient: words.gradient(node),
    })
    const edgeText = model.edges.length > writtenEdges ? () => '' : (edge: Model['edges'][number]) => words.factor(edge)
    layout = layOut(model, { direction, texts, label: edgeText })
    drawing = draw(model, layout, { texts, edgeText, label: (node) => words.label(node) })
    drawing.svg.setAttribute('aria-label', place.getAttribute('aria-label') ?? '')
    drawingPlace.replaceChildren(drawing.svg)
    const height = Math.min(layout.height, direction === 'across' ? 520 : 640)
    drawing.svg.setAttribute('height', String(Math.ceil(height)))
    view = createView(drawing.svg, drawing.scene, layout, layout.nodes.get(model.result)!, direction)
    view.home()
    followKeys({ model, layout, drawing, view, open })
    journey = createJourney(model, drawing, words)
    if (before > 0) void journey.go(before)
    tell()
    details.hidden = true
    find('graph-table').replaceChildren(toDom(renderTable(model, words), document))
  }

  /** Shows a node closer; draws more of what is not drawn. */
  function open(node: ShownNode): void {
    if (!node.tape) {
      limit += limits.more
      redraw()
      return
    }
    const { element, button } = drawing.nodes.get(node)!
    const title = words.say('details', { node: words.name(node) })
    const close = h('button', { type: 'button', 'data-action': 'graph-close' }, words.say('close'))
    const parts: PageNode[] = [
      h('p', { class: 'heading', tabindex: '-1' }, title),
      ...renderDetails(node, words),
      close,
    ]
    details.replaceChildren(...parts.map((part) => toDom(part, document)))
    details.hidden = false
    for (const { element: other } of drawing.nodes.values()) other.classList.toggle('opened', other === element)
    const shut = () => {
      details.hidden = true
      element.classList.remove('opened')
      button.focus({ preventScroll: true })
    }
    details.querySelector('button')!.addEventListener('click', shut)
    details.onkeydown = (event) => {
      if (event.key === 'Escape') shut()
    }
    details.querySelector<HTMLElement>('.heading')!.focus({ preventScroll: true })
    details.scrollIntoView({ block: 'nearest' })
  }
}

function directionOf({ offsetWidth }: HTMLElement): Direction {
  return offsetWidth > 0 && offsetWidth < narrow ? 'down' : 'across'
}
