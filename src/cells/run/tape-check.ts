/**
 * Gradients beside central differences: a number of a node is moved up and down a little, everything computed from it is
 * computed again in float64, and the difference of the two results is divided by that of the two numbers.
 */
import type * as Engine from '../../engine/index.ts'
import type { Nested } from '../parse/expectation.ts'
import { flatten } from './tape-numbers.ts'
import type { Flow } from './tape-flow.ts'
import type { TapeCheck, TapeEngine } from './tape.ts'

type Tensor = Engine.Tensor
type GraphNode = Engine.GraphNode

/** For numbers near 1; it grows with them. Halfway between the error of the formula and that of rounding. */
const step = 1e-5
/** Elements of one tensor that are compared, where there are more. */
const sampled = 8
/** How far the graph, run again, may be from what was recorded in float32. */
const repeatTolerance = 1e-3

/**
 * @param shown   the nodes whose gradients are checked: leaves first, then from the result back
 * @param isLate  no further node is begun then; unchecked ones say nothing
 * @returns  undefined where the graph does not run again to its result: it draws random numbers, or was changed in place
 */
export function checkGradients(
  graph: readonly GraphNode[],
  shown: readonly GraphNode[],
  { arrived }: Flow,
  result: Tensor,
  engine: TapeEngine,
  isLate: () => boolean,
): Map<number, TapeCheck> | undefined {
  const recording = engine.setGradEnabled(false)
  try {
    const replay = createReplay(graph, result)
    if (!replay) return undefined
    const checks = new Map<number, TapeCheck>()
    const operations = shown.filter(({ kind }) => kind === 'operation').slice(0, -1)
    const order = [...shown.filter(({ kind }) => kind === 'leaf'), ...operations.toReversed()]
    for (const { id } of order) {
      if (isLate()) break
      const slots = arrived.get(id) ?? []
      const output = slots.findIndex((gradient) => gradient !== undefined)
      if (output < 0) continue
      const check = checkNode(flatten(slots[output]!.tolist() as Nested), (place, move) =>
        replay(id, output, place, move),
      )
      if (check) checks.set(id, check)
    }
    return checks
  } catch {
    // An operation that cannot run in float64: nothing is claimed of this graph.
    return undefined
  } finally {
    engine.setGradEnabled(recording)
  }
}

/** The result and the number itself, with a node's number at `place` scaled up or down by `move`. */
type Replay = (id: number, output: number, place: number, move: number) => { result: number; at: number }

function checkNode(
  gradient: readonly number[],
  replay: (place: number, move: number) => ReturnType<Replay>,
): TapeCheck | undefined {
  const places = choosePlaces(gradient)
  const estimates = places.map((place) => {
    const up = replay(place, step)
    const down = replay(place, -step)
    return (up.result - down.result) / (up.at - down.at)
  })
  const errors = places.map((place, i) => Math.abs(estimates[i]! - gradient[place]!))
  if (!errors.every(Number.isFinite)) return undefined
  return { checked: places.length, elements: gradient.length, estimates, places, error: Math.max(0, ...errors) }
}

/** All, or the one with the largest gradient and others evenly spread. */
function choosePlaces(gradient: readonly number[]): number[] {
  const n = gradient.length
  if (n <= 2 * sampled) return [...gradient.keys()]
  let largest = 0
  gradient.forEach((value, i) => (largest = Math.abs(value) > Math.abs(gradient[largest]!) ? i : largest))
  const places = Array.from({ length: sampled - 1 }, (_, k) => Math.floor(((k + 0.5) * n) / (sampled - 1)))
  return [...new Set([largest, ...places])].sort((a, b) => a - b)
}

function createReplay(graph: readonly GraphNode[], result: Tensor): Replay | undefined {
  const base = new Map<number, readonly Tensor[]>()
  const constants = new Map<Tensor, Tensor>()
  const kinds = new Map(graph.map(({ id, kind }) => [id, kind]))
  const users = new Map<number, GraphNode[]>()
  const root = graph.at(-1)!
  const rootOutput = result.outputIndex

  for (const node of graph) {
    for (const id of new Set(node.inputs)) users.set(id, [...(users.get(id) ?? []), node])
    if (node.kind !== 'operation') continue
    // Its numbers were in place already when it was recorded.
    if (!node.recorded || node.name === 'CopySlices') return undefined
    node.inputs.forEach((id, i) => {
      if (kinds.get(id) === 'leaf' && !base.has(id)) base.set(id, [node.recorded!.inputs[i]!.to('float64')])
    })
    base.set(node.id, node.recorded.compute(inputsOf(node)))
  }
  const again = numberOf(base.get(root.id)![rootOutput]!)
  const before = numberOf(root.recorded!.outputs[rootOutput]!)
  const isSame = Math.abs(again - before) <= repeatTolerance * Math.max(1, Math.abs(before))
  if (!isSame) return undefined

  const after = new Map<number, GraphNode[]>()
  return (id, output, place, move) => {
    const moved = [...(base.get(id) ?? [])]
    const { tensor, at } = moveElement(moved[output]!, place, move)
    moved[output] = tensor
    const changed = new Map([[id, moved as readonly Tensor[]]])
    let affected = after.get(id)
    if (!affected) after.set(id, (affected = affectedBy(id, users)))
    for (const node of affected) changed.set(node.id, node.recorded!.compute(inputsOf(node, changed)))
    return { result: numberOf(changed.get(root.id)![rootOutput]!), at }
  }

  function inputsOf(node: GraphNode, changed: ReadonlyMap<number, readonly Tensor[]> = base): Tensor[] {
    return node.inputs.map((id, i) => {
      if (kinds.get(id) !== 'constant') return (changed.get(id) ?? base.get(id))![node.inputOutputs[i]!]!
      const given = node.recorded!.inputs[i]!
      if (given.dtype !== 'float32') return given
      let wide = constants.get(given)
      if (!wide) constants.set(given, (wide = given.to('float64')))
      return wide
    })
  }
}

/** Everything computed from a node, each after what it needs. */
function affectedBy(id: number, users: ReadonlyMap<number, readonly GraphNode[]>): GraphNode[] {
  const seen = new Set<GraphNode>()
  const open = [...(users.get(id) ?? [])]
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    open.push(...(users.get(node.id) ?? []))
  }
  return [...seen].sort((a, b) => a.id - b.id)
}

function moveElement(x: Tensor, place: number, move: number): { tensor: Tensor; at: number } {
  const tensor = x.clone()
  const flat = tensor.reshape(-1)
  const value = Number(flat.select(0, place).item())
  const at = value + move * Math.max(1, Math.abs(value))
  flat.select(0, place).fill_(at)
  return { tensor, at }
}

const numberOf = (x: Tensor): number => Number(x.reshape(-1).select(0, 0).item())
