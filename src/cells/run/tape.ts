/**
 * The recorded operations of a run's results, as plain data for the graph of the computation: what went forward, what
 * came back along each edge, and what finite differences say of it.
 *
 * Everything is computed by the engine itself: each recorded operation runs once more on what it had been given, and its own
 * gradient formula turns the gradient that arrives into those that go on.
 */
import type * as Engine from '../../engine/index.ts'
import { checkGradients } from './tape-check.ts'
import { flowBack, type Flow } from './tape-flow.ts'
import { namesOf, type Names } from './tape-names.ts'
import { summarise, type TapeNumbers } from './tape-numbers.ts'

type Tensor = Engine.Tensor
type GraphNode = Engine.GraphNode

/** What of the engine is needed here; it comes from the run's own modules. */
export type TapeEngine = Pick<typeof Engine, 'grad' | 'graphOf' | 'keepGraphValues' | 'onesLike' | 'setGradEnabled'>

export interface TapeNode {
  id: number
  kind: 'operation' | 'leaf' | 'constant'
  /** PyTorch's name, `MulBackward0`; `AccumulateGrad` for a leaf, empty for a constant. */
  name: string
  /** What the reader calls it: `w`, `model.weight`. */
  variable?: string
  shape: number[]
  dtype: string
  value?: TapeNumbers
  /** The gradient that arrives at each output; null where none does. */
  gradients: (TapeNumbers | null)[]
  /** A power's exponent, and the like. */
  settings: Record<string, number>
  /** For a leaf, its `grad` after the run: the sum over all `backward` calls; null where it has none. */
  kept?: TapeNumbers | null
  check?: TapeCheck
}

/** The gradient of a node beside central differences of the result. */
export interface TapeCheck {
  /** Elements compared, of how many. */
  checked: number
  elements: number
  /** What the differences gave, for the elements compared. */
  estimates: number[]
  /** Their places among the elements. */
  places: number[]
  /** The largest difference from the gradient. */
  error: number
}

export interface TapeEdge {
  from: number
  /** Which output of `from`. */
  output: number
  to: number
  /** Which input of `to`. */
  input: number
  /** The derivative of `to` with respect to this input, where that is one number for each element. */
  local?: TapeNumbers
  /** What comes back along this edge: arriving gradient times derivative. */
  product?: TapeNumbers
}

export interface Tape {
  /** Nodes before those that use them; the result is the last. */
  nodes: TapeNode[]
  edges: TapeEdge[]
  /** Recorded operations and leaves that were left out, being too many. */
  omitted: number
  /** How the nodes' gradients were checked; absent where the graph does not run again to the same result. */
  checked: boolean
}

export interface NamedTape {
  result: string
  tape: Tape
}

export interface TapeData {
  /** The result to show first is the first. */
  tapes: NamedTape[]
  /** Names of further results whose graphs are not sent. */
  further: string[]
}

/** Results whose graphs are sent, and nodes of all of them together. */
const limits = { tapes: 4, nodes: 1500, walked: 20_000 }
/** Time for finite differences, over all graphs [ms]. */
const checkTime = 400

/** @param values  names at the top of the cell, and what they hold after the run */
export function describeTapes(
  values: readonly (readonly [string, unknown])[],
  engine: TapeEngine,
  now: () => number,
): TapeData {
  const keeping = engine.keepGraphValues(false)
  const recording = engine.setGradEnabled(true)
  try {
    const names = namesOf(values)
    const results = orderResults(values, engine)
    const until = now() + checkTime
    const tapes: NamedTape[] = []
    let left = limits.nodes
    for (const { name, result, graph } of results.slice(0, limits.tapes)) {
      if (left <= 0) break
      const tape = describeTape(graph, result, { engine, names, name, limit: left, isLate: () => now() > until })
      left -= tape.nodes.length
      tapes.push({ result: name, tape })
    }
    return { tapes, further: results.slice(tapes.length).map(({ name }) => name) }
  } finally {
    engine.setGradEnabled(recording)
    engine.keepGraphValues(keeping)
  }
}

interface Result {
  name: string
  result: Tensor
  graph: GraphNode[]
}

/** Single numbers that were computed on the record: first those that no other was computed from, the latest of them first. */
function orderResults(values: readonly (readonly [string, unknown])[], engine: TapeEngine): Result[] {
  const results: Result[] = []
  for (const [name, value] of values) {
    if (!isResult(value)) continue
    const graph = engine.graphOf(value)
    const known = results.some((other) => other.graph.at(-1)?.id === graph.at(-1)?.id)
    if (graph.length > 0 && !known) results.push({ name, result: value, graph })
  }
  const isPart = ({ graph }: Result) => {
    const id = graph.at(-1)!.id
    return results.some((other) => other.graph.some((node, i) => node.id === id && i < other.graph.length - 1))
  }
  const parts = new Set(results.filter(isPart))
  const latest = results.toReversed()
  return [...latest.filter((result) => !parts.has(result)), ...latest.filter((result) => parts.has(result))]
}

function isResult(value: unknown): value is Tensor {
  if (typeof value !== 'object' || value === null || !('gradFn' in value)) return false
  const tensor = value as Tensor
  return tensor.gradFn !== null && tensor.numel() === 1
}

interface Settings {
  engine: TapeEngine
  names: Names
  name: string
  limit: number
  isLate(): boolean
}

function describeTape(graph: readonly GraphNode[], result: Tensor, settings: Settings): Tape {
  const { engine, names, name, limit, isLate } = settings
  const walked = graph.slice(-limits.walked)
  const flow = flowBack(walked, result, engine)
  const nameOf = (node: GraphNode) => (node === graph.at(-1) ? name : names(node))
  const shown = choose(walked, limit, nameOf)
  const checks = graph.length === walked.length ? checkGradients(graph, shown, flow, result, engine, isLate) : undefined
  const ids = new Set(shown.map(({ id }) => id))
  return {
    nodes: shown.map((node) => {
      const variable = nameOf(node)
      const check = checks?.get(node.id)
      return { ...describeNode(node, flow), ...(variable && { variable }), ...(check && { check }) }
    }),
    edges: flow.edges.filter(({ to }) => ids.has(to)).map(describeEdge),
    omitted: graph.length - shown.length,
    checked: checks !== undefined,
  }
}

/** The latest nodes, and leaves that have a name: those are what a reader asks about. */
function choose(
  graph: readonly GraphNode[],
  limit: number,
  nameOf: (node: GraphNode) => string | undefined,
): GraphNode[] {
  if (graph.length <= limit) return [...graph]
  const named = graph.filter((node) => node.kind !== 'operation' && nameOf(node)).slice(0, limit / 4)
  const latest = new Set(graph.slice(named.length - limit))
  return graph.filter((node) => latest.has(node) || named.includes(node))
}

function describeNode(node: GraphNode, { arrived }: Flow): TapeNode {
  const { id, kind, name, shape, dtype, recorded, tensor } = node
  const value = recorded?.outputs[0] ?? (node.value === null ? undefined : { tolist: () => node.value, shape })
  return {
    id,
    kind,
    name,
    shape: [...shape],
    dtype,
    ...(value && { value: summarise(value) }),
    gradients: (arrived.get(id) ?? []).map((gradient) => (gradient ? summarise(gradient) : null)),
    settings: plainSettings(recorded?.params),
    ...(kind === 'leaf' && { kept: tensor?.grad ? summarise(tensor.grad) : null }),
  }
}

function describeEdge({ from, output, to, input, local, product }: Flow['edges'][number]): TapeEdge {
  return {
    from,
    output,
    to,
    input,
    ...(local && { local: summarise(local) }),
    ...(product && { product: summarise(product) }),
  }
}

/** The numbers among an operation's parameters. */
function plainSettings(params: unknown): Record<string, number> {
  if (typeof params !== 'object' || params === null) return {}
  return Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === 'number'))
}
