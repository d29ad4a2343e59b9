/** Where the entries stand on the map: what comes first on the left, arrows from an entry to those that rest on it. */
import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre'

export interface MapEntry {
  slug: string
  name: string
  prerequisites: readonly string[]
}

export interface PlacedEntry {
  slug: string
  name: string
  /** Upper corner at the beginning. */
  x: number
  y: number
  width: number
}

export interface EntryMap {
  width: number
  height: number
  entries: PlacedEntry[]
  /** Paths of SVG. */
  arrows: string[]
}

export const entryHeight = 30

/** @param entries  whose prerequisites outside the list are left out */
export function layOutMap(entries: readonly MapEntry[]): EntryMap {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>()
  graph.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: 44, marginx: 2, marginy: 2 })
  graph.setDefaultEdgeLabel(() => ({}))
  const known = new Set(entries.map(({ slug }) => slug))
  for (const { slug, name } of entries) graph.setNode(slug, { width: widthOf(name), height: entryHeight })
  for (const { slug, prerequisites } of entries) {
    for (const before of prerequisites) if (known.has(before)) graph.setEdge(before, slug)
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    entries: entries.map(({ slug, name }) => {
      const { x, y, width } = graph.node(slug) as Required<NodeLabel>
      return { slug, name, x: round(x - width / 2), y: round(y - entryHeight / 2), width }
    }),
    arrows: graph.edges().map((edge) => curve(graph.edge(edge).points!)),
  }
}

/** Of a line of 14 pixels; a syllable of Korean is as wide as it is high. */
function widthOf(name: string): number {
  const letters = [...name].reduce((sum, letter) => sum + (letter > '\u1100' ? 14 : 7.4), 0)
  return Math.ceil(letters) + 22
}

/** Through the points that the layout gives, bent between their middles. */
function curve(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)!
  const bends = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1]!
    const end = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`
  })
  return `M${round(first!.x)} ${round(first!.y)}${bends.join('') || `L${round(last.x)} ${round(last.y)}`}`
}

const round = (value: number) => Math.round(value * 10) / 10
