/** The drawing: SVG whose parts say by class what they are, so that the style sheet gives the inks. */
import { nodeHeight, type Layout, type NodeTexts } from './layout.ts'
import type { Model, ShownEdge, ShownNode } from './model.ts'

const namespace = 'http://www.w3.org/2000/svg'

export interface DrawnNode {
  element: SVGGElement
  /** What is focused and clicked; its label says all that stands around it. */
  button: SVGRectElement
  gradient: SVGTextElement
}

export interface DrawnEdge {
  element: SVGGElement
  backward: SVGPathElement
}

export interface Drawing {
  svg: SVGSVGElement
  /** Moved and scaled by the view. */
  scene: SVGGElement
  nodes: Map<ShownNode, DrawnNode>
  edges: Map<ShownEdge, DrawnEdge>
  /** What travels along the edges. */
  travellers: SVGGElement
}

let drawings = 0

export interface DrawOptions {
  texts(node: ShownNode): NodeTexts
  edgeText(edge: ShownEdge): string
  /** Of a node, for who does not see it. */
  label(node: ShownNode): string
}

export function draw(model: Model, layout: Layout, { texts, edgeText, label }: DrawOptions): Drawing {
  const id = `graph-${++drawings}`
  const svg = make('svg', { role: 'group' })
  svg.append(make('defs', {}, marker(`${id}-forward`, 'forward'), marker(`${id}-backward`, 'backward')))
  const scene = make('g')
  svg.append(scene)

  const edges = new Map<ShownEdge, DrawnEdge>()
  for (const edge of model.edges) {
    const { forward, backward, label: at } = layout.edges.get(edge)!
    const element = make('g', { class: 'edge', 'aria-hidden': 'true' })
    const back = make('path', { class: 'backward', d: backward, 'marker-end': `url(#${id}-backward)` })
    element.append(make('path', { class: 'forward', d: forward, 'marker-end': `url(#${id}-forward)` }))
    const isUsed = edge.tape?.product ?? !edge.tape
    if (isUsed) element.append(back)
    const text = edgeText(edge)
    const anchor = layout.direction === 'across' ? 'middle' : 'start'
    if (isUsed && text) element.append(make('text', { class: 'slope', ...place(at), 'text-anchor': anchor }, text))
    edges.set(edge, { element, backward: back })
    scene.append(element)
  }

  const nodes = new Map<ShownNode, DrawnNode>()
  for (const node of model.nodes) {
    const drawn = drawNode(node, layout, texts(node), label(node))
    nodes.set(node, drawn)
    scene.append(drawn.element)
  }
  const travellers = make('g', { class: 'travellers', 'aria-hidden': 'true' })
  scene.append(travellers)
  return { svg, scene, nodes, edges, travellers }
}

function drawNode(node: ShownNode, { direction, nodes }: Layout, texts: NodeTexts, label: string): DrawnNode {
  const { x, y, width } = nodes.get(node)!
  const kind = node.tape?.kind ?? 'hidden'
  const element = make('g', { class: `node ${kind}` })
  if (node.isResult) element.classList.add('result')
  const box = { x: x - width / 2, y: y - nodeHeight / 2, width, height: nodeHeight, rx: nodeHeight / 2 }
  const isSign = kind === 'operation' && texts.title.length === 1
  const title = { class: isSign ? 'title sign' : 'title', ...place({ x, y: y + (isSign ? 6 : 5) }) }
  const button = make('rect', { ...box, role: 'button', tabindex: '-1', 'aria-label': label })
  const written = make('g', { 'aria-hidden': 'true' }, make('text', { ...title, 'text-anchor': 'middle' }, texts.title))
  element.append(button, written)

  const across = direction === 'across'
  const beside = width / 2 + 7
  const [before, after] = across
    ? [place({ x, y: y - nodeHeight / 2 - 6 }), place({ x, y: y + nodeHeight / 2 + 15 })]
    : [place({ x: x - beside, y: y + 5 }), place({ x: x + beside, y: y + 5 })]
  const value = make('text', { class: 'value', ...before, 'text-anchor': across ? 'middle' : 'end' })
  if (texts.name) value.append(make('tspan', { class: 'name' }, texts.name))
  if (texts.value) value.append(make('tspan', {}, `${texts.name ? '\u00a0' : ''}${texts.value}`))
  const gradient = make('text', { class: 'gradient', ...after, 'text-anchor': across ? 'middle' : 'start' })
  written.append(value, gradient)
  return { element, button, gradient }
}

function marker(id: string, ink: string): SVGElement {
  const size = { viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 8, markerHeight: 8 }
  const head = make('path', { class: `head ${ink}`, d: 'M0 .8 10 5 0 9.2 2.4 5z' })
  return make('marker', { id, ...size, markerUnits: 'userSpaceOnUse', orient: 'auto' }, head)
}

const place = ({ x, y }: { x: number; y: number }) => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 })

export function make<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS(namespace, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  element.append(...children)
  return element
}
