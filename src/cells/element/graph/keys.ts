/** The drawing by keyboard and by click: arrow keys follow edges, Enter opens a node, + − 0 change the size. */
import type { Drawing } from './draw.ts'
import type { Layout } from './layout.ts'
import type { Model, ShownNode } from './model.ts'
import type { View } from './view.ts'

export interface Keys {
  model: Model
  layout: Layout
  drawing: Drawing
  view: View
  open(node: ShownNode): void
}

/** How far Shift and an arrow move the drawing [px]. */
const stride = 60

export function followKeys({ model, layout, drawing, view, open }: Keys): void {
  let current = model.result
  drawing.nodes.get(current)!.button.setAttribute('tabindex', '0')
  for (const [node, { button }] of drawing.nodes) {
    button.addEventListener('click', () => {
      choose(node)
      open(node)
    })
    button.addEventListener('focus', () => {
      choose(node)
      view.reveal(layout.nodes.get(node)!)
    })
  }

  drawing.svg.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (!perform(event)) return
    event.preventDefault()
    event.stopPropagation()
  })

  function perform({ key, shiftKey }: KeyboardEvent): boolean {
    const arrow = arrows[key]
    if (arrow && shiftKey) view.pan(-arrow.x * stride, -arrow.y * stride)
    else if (arrow) go(arrow)
    else if (key === 'Enter' || key === ' ') open(current)
    else if (key === '+' || key === '=') view.zoom(1.25)
    else if (key === '-' || key === '−') view.zoom(0.8)
    else if (key === '0') view.fit()
    else if (key === 'Home') focus(model.result)
    else return false
    return true
  }

  /** Along an edge where the arrow points with or against the flow, else to the nearest node that way. */
  function go({ x, y }: Arrow): void {
    const across = layout.direction === 'across'
    const flow = across ? x : y
    const joined = flow > 0 ? current.users.map(({ to }) => to) : current.inputs.map(({ from }) => from)
    const next = flow === 0 ? nearest(model.nodes, x, y) : nearest(joined, 0, 0)
    if (next) focus(next)
  }

  /** Of some nodes, the nearest to the current one; on one side of it where `x` or `y` says so. */
  function nearest(nodes: readonly ShownNode[], x: number, y: number): ShownNode | undefined {
    const here = layout.nodes.get(current)!
    const far = (node: ShownNode) => {
      const { x: left, y: top } = layout.nodes.get(node)!
      const [dx, dy] = [left - here.x, top - here.y]
      const isThere = (x === 0 && y === 0) || dx * x + dy * y > 8
      // Straight ahead counts as nearer than aside.
      return isThere && node !== current ? Math.hypot(dx * (x ? 1 : 3), dy * (y ? 1 : 3)) : Infinity
    }
    const [found] = nodes.toSorted((a, b) => far(a) - far(b))
    return found && far(found) < Infinity ? found : undefined
  }

  function focus(node: ShownNode): void {
    choose(node)
    drawing.nodes.get(node)!.button.focus({ preventScroll: true })
  }

  function choose(node: ShownNode): void {
    drawing.nodes.get(current)!.button.setAttribute('tabindex', '-1')
    current = node
    drawing.nodes.get(current)!.button.setAttribute('tabindex', '0')
  }
}

interface Arrow {
  x: number
  y: number
}

const arrows: Readonly<Record<string, Arrow>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
