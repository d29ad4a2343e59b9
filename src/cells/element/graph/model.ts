/** The graph as it is shown: which nodes, what joins them, and the order in which the gradient visits them. */
import type { Tape, TapeEdge, TapeNode } from '../../run/tape.ts'

export interface ShownNode {
  id: number
  /** Absent for the one node that stands for all that are not drawn. */
  tape?: TapeNode
  /** How many operations and leaves it stands for; 0 for a node of the tape. */
  hidden: number
  isResult: boolean
  /** Edges by which it was computed, in the order of its inputs, and those to what uses it. */
  inputs: ShownEdge[]
  users: ShownEdge[]
}

export interface ShownEdge {
  from: ShownNode
  to: ShownNode
  /** Absent between drawn nodes and those that are not. */
  tape?: TapeEdge
}

/** A stop of the gradient on its way back: it has arrived here whole, and goes on along `sends`. */
export interface Step {
  node: ShownNode
  sends: ShownEdge[]
}

export interface Model {
  /** Nodes before those that use them. */
  nodes: ShownNode[]
  edges: ShownEdge[]
  steps: Step[]
  result: ShownNode
}

/** Leaves with a name that are drawn though what uses them is not. */
const namedLeaves = 40

/** @param limit  nodes to draw at most, the latest ones; one more stands for the rest */
export function buildModel(tape: Tape, limit: number): Model {
  const shown = choose(tape, limit)
  const nodes: ShownNode[] = shown.map((node) => ({
    ...{ id: node.id, tape: node, hidden: 0, isResult: node === tape.nodes.at(-1) },
    ...{ inputs: [], users: [] },
  }))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const hidden = tape.nodes.length - shown.length + tape.omitted
  const rest: ShownNode = {
    ...{ id: Number.MIN_SAFE_INTEGER, hidden, isResult: false },
    ...{ inputs: [], users: [] },
  }
  const edges: ShownEdge[] = []
  const feeding = new Set<ShownNode>()
  for (const edge of tape.edges) {
    const to = byId.get(edge.to)
    const from = byId.get(edge.from)
    if (from && to) edges.push({ from, to, tape: edge })
    else if (to && !edges.some((other) => other.from === rest && other.to === to))
      edges.push({ from: rest, to, tape: edge })
    else if (from && !to) feeding.add(from)
  }
  if (hidden > 0) {
    // What was cut off by the run itself has no edges any more; its named leaves lead into it.
    for (const node of nodes)
      if (node.tape!.kind === 'leaf' && !edges.some(({ from }) => from === node)) feeding.add(node)
    for (const from of feeding) edges.push({ from, to: rest })
    nodes.splice(nodes.findLastIndex((node) => feeding.has(node)) + 1, 0, rest)
  }
  for (const edge of edges) {
    edge.to.inputs.push(edge)
    edge.from.users.push(edge)
  }
  return { nodes, edges, steps: listSteps(nodes, rest), result: nodes.at(-1)! }
}

function choose({ nodes }: Tape, limit: number): TapeNode[] {
  if (nodes.length <= limit) return nodes
  const named = nodes.filter(({ kind, variable }) => kind === 'leaf' && variable).slice(0, namedLeaves)
  const latest = new Set(nodes.slice(named.length - limit))
  return nodes.filter((node) => latest.has(node) || named.includes(node))
}

function listSteps(nodes: readonly ShownNode[], rest: ShownNode): Step[] {
  return nodes.toReversed().flatMap((node) => {
    if (node === rest) return [{ node, sends: node.inputs }]
    if (!gradientOf(node)) return []
    const sends = node.inputs.filter(({ tape }) => tape?.product)
    return sends.length > 0 || node.tape?.kind === 'leaf' ? [{ node, sends }] : []
  })
}

/** The gradient that arrives at a node; of one with several outputs, the first there is. */
export function gradientOf({ tape }: ShownNode) {
  return tape?.gradients.find((gradient) => gradient !== null) ?? undefined
}

/** The products that add up to a node's gradient. */
export function arrivals({ users }: ShownNode): ShownEdge[] {
  return users.filter(({ tape }) => tape?.product)
}
