/** Where nodes and edges stand: ranks and order by dagre, curves and ports by us. */
import { Graph, layout as arrange, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre'
import type { Model, ShownEdge, ShownNode } from './model.ts'

/** `across`: values go from left to right; `down`: from top to bottom, on a narrow screen. */
export type Direction = 'across' | 'down'

export interface NodeTexts {
  /** In the node. */
  title: string
  /** What the reader calls an operation's result. */
  name: string
  value: string
  gradient: string
}

export interface NodeBox {
  /** The middle. */
  x: number
  y: number
  /** Of the shape that holds the title. */
  width: number
  /** With the texts above and below it. */
  room: number
}

export interface EdgeBox {
  forward: string
  /** The way back along the same edge, from `to` to `from`. */
  backward: string
  /** The middle of its label. */
  label: { x: number; y: number }
}

export interface Layout {
  direction: Direction
  width: number
  height: number
  nodes: Map<ShownNode, NodeBox>
  edges: Map<ShownEdge, EdgeBox>
}

export const nodeHeight = 34
/** Room for a line of text beside a node. */
export const lineHeight = 19
/** The two ways of an edge run side by side, so far apart. */
const apart = 8
const textSize = 13

export interface LayoutOptions {
  direction: Direction
  texts(node: ShownNode): NodeTexts
  /** What stands at an edge; empty for nothing. */
  label(edge: ShownEdge): string
}

export function layOut({ nodes, edges }: Model, { direction, texts, label }: LayoutOptions): Layout {
  const across = direction === 'across'
  const crowded = nodes.length > 40
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true })
  graph.setGraph({
    rankdir: across ? 'LR' : 'TB',
    nodesep: across ? 16 : 14,
    ranksep: crowded ? 26 : across ? 38 : 34,
    marginx: 6,
    marginy: 6,
    // The exact ranking of many nodes takes seconds.
    ranker: nodes.length > 120 ? 'longest-path' : 'network-simplex',
  })
  const titles = new Map<ShownNode, number>()
  for (const node of nodes) {
    const { title, name, value, gradient } = texts(node)
    const own = Math.max(nodeHeight, textWidth(title) + 22)
    titles.set(node, own)
    const [before, after] = [textWidth(name && value ? `${name} ${value}` : name + value), textWidth(gradient)]
    const beside = Math.max(before && before + 22, after && after + 22)
    const width = across ? Math.max(own, beside) : own + 2 * beside
    graph.setNode(String(node.id), { width, height: across ? nodeHeight + 2 * lineHeight : nodeHeight })
  }
  edges.forEach((edge, i) => {
    const width = textWidth(label(edge))
    graph.setEdge(
      String(edge.from.id),
      String(edge.to.id),
      // The way of the gradient is kept straight; what only brings a number joins it from aside.
      {
        weight: edge.tape?.product ? 8 : 1,
        ...(width > 0 && { width: width + 10, height: lineHeight, labelpos: 'c' }),
      },
      String(i),
    )
  })
  arrange(graph)

  const placed = new Map<ShownNode, NodeBox>()
  for (const node of nodes) {
    const { x, y, width } = graph.node(String(node.id))!
    placed.set(node, { x: x!, y: y!, width: titles.get(node)!, room: width })
  }
  const drawn = new Map<ShownEdge, EdgeBox>()
  edges.forEach((edge, i) => {
    const given = graph.edge(String(edge.from.id), String(edge.to.id), String(i)) as EdgeLabel
    drawn.set(edge, drawEdge(edge, given, placed, direction))
  })
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return { direction, width, height, nodes: placed, edges: drawn }
}

interface Point {
  x: number
  y: number
}

function drawEdge(edge: ShownEdge, { points = [], x, y }: EdgeLabel, boxes: Map<ShownNode, NodeBox>, to: Direction) {
  const across = to === 'across'
  const [start, end] = [boxes.get(edge.from)!, boxes.get(edge.to)!]
  const out = port(edge, edge.from.users, (other) => boxes.get(other.to)!, across)
  const into = port(edge, edge.to.inputs, (other) => boxes.get(other.from)!, across)
  // Level beside the node's texts, which stand above and below, so that no edge crosses them.
  const ends: [Point[], Point[]] = across
    ? [
        [start.width, start.room].map((width) => ({ x: start.x + width / 2, y: start.y + out })),
        [end.room, end.width].map((width) => ({ x: end.x - width / 2, y: end.y + into })),
      ]
    : [[{ x: start.x + out, y: start.y + nodeHeight / 2 }], [{ x: end.x + into, y: end.y - nodeHeight / 2 }]]
  const way = [...ends[0], ...(points.slice(1, -1) as Point[]), ...ends[1]]
  const middle = way[Math.floor(way.length / 2)]!
  const at = { x: x ?? middle.x, y: y ?? middle.y }
  const label = across ? { x: at.x, y: at.y + lineHeight } : { x: at.x + apart / 2 + 4, y: at.y }
  return { forward: toPath(curve(way, -1, across)), backward: toPath(curve(way, 1, across).toReversed()), label }
}

/** Where an edge meets a node that has several, sorted by where they lead. */
function port(edge: ShownEdge, all: readonly ShownEdge[], other: (edge: ShownEdge) => Point, across: boolean): number {
  if (all.length === 1) return 0
  const at = (one: ShownEdge) => (across ? other(one).y : other(one).x)
  const sorted = all.toSorted((p, q) => at(p) - at(q))
  const spread = Math.min(apart * 2, (nodeHeight - 6) / all.length)
  return (sorted.indexOf(edge) - (all.length - 1) / 2) * spread
}

/**
 * Points of cubic curves through all points of the way, level where they meet it, on one side of it: −1 or 1. Where the way
 * turns aside, its curves are kept apart too.
 */
function curve(way: readonly Point[], side: number, across: boolean): Point[] {
  const by = (side * apart) / 2
  const points = way.map(({ x, y }) => (across ? { x, y: y + by } : { x: x + by, y }))
  return points.flatMap((to, i) => {
    const from = points[i - 1]
    if (!from) return [to]
    const aside = across ? to.y - from.y : to.x - from.x
    const shift = -by * Math.max(-1, Math.min(1, aside / 24))
    const middle = (across ? from.x + to.x : from.y + to.y) / 2 + shift
    return across
      ? [{ x: middle, y: from.y }, { x: middle, y: to.y }, to] // prettier-ignore
      : [{ x: from.x, y: middle }, { x: to.x, y: middle }, to] // prettier-ignore
  })
}

function toPath([first, ...others]: readonly Point[]): string {
  const write = ({ x, y }: Point) => `${round(x)} ${round(y)}`
  return `M${write(first!)}C${others.map(write).join(' ')}`
}

const round = (value: number): number => Math.round(value * 10) / 10

/** As wide as the fixed-width face sets it; characters of East Asia take two places. */
export function textWidth(text: string, size = textSize): number {
  let places = 0
  for (const character of text) places += /[\u1100-\u115f\u2e80-\uffdc]/.test(character) ? 1.7 : 1
  return places * size * 0.6
}
