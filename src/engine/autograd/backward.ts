/**
 * Reverse-mode differentiation. Every recorded node is numbered later than its parents, so going down the numbers
 * visits a node only after everything that used its outputs: no sorting of the graph and no recursion.
 * Source: Baydin, Pearlmutter, Radul, Siskind 2018, §3.2.
 */
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { endScopeOfOne, handOver, hold, letGo, openScope, suspendScopes } from '../kernels/ownership.ts'
import { sameShape } from '../shape.ts'
import { numberTensor, type Tensor } from '../tensor.ts'
import { accumulate, accumulateNumber } from './accumulate.ts'
import { elementGradient } from './element-gradient.ts'
import { keptOf, spend } from './kept.ts'
import { formulaOf, type Edge, type GradContext, type GradNode } from './node.ts'
import { parentOf } from './scalar.ts'
import { startingGradient, withoutGraph } from './start.ts'
import { alongChain, throughNumbers } from './through-numbers.ts'
import { contextAt, dropAt, enter, isNumberAt, leave, numberAt, replaceAt, send, tensorAt, type Walk } from './walk.ts'

export interface BackwardOptions {
  /** Keep what the formulas need, so that `backward` can run again. Default: as `createGraph`. */
  retainGraph?: boolean
  /** Record the gradients themselves, so that they can be differentiated. */
  createGraph?: boolean
}

interface Run {
  readonly roots: readonly Edge[]
  readonly gradients: readonly Tensor[]
  readonly retainGraph: boolean
  readonly createGraph: boolean
  /** Edges whose gradients are wanted; null to add to the leaves' `grad`. */
  readonly wanted: readonly Edge[] | null
}

const noneFound: (Tensor | undefined)[] = []

export function runBackward(run: Run): (Tensor | undefined)[] {
  const walk = enter(run.createGraph, run.wanted === null ? null : leadingTo(run.wanted, run.roots))
  try {
    const { roots, gradients, wanted } = run
    const found: (Tensor | undefined)[] = []
    if (wanted !== null) for (let i = 0; i < wanted.length; i++) found.push(undefined)
    for (let i = 0; i < roots.length; i++) send(walk, roots[i]!.node, roots[i]!.index, gradients[i]!)
    through(walk, run.retainGraph, wanted, found)
    for (let i = 0; i < found.length; i++) if (found[i] !== undefined) handOver(found[i]!)
    return found
  } finally {
    leave(walk)
  }
}

/** `runBackward` from one tensor to the leaves: what `backward` does, and the frequent case. */
export function runFrom(output: Tensor, gradient: Tensor | null, retainGraph: boolean, createGraph: boolean): void {
  const root = parentOf(output)
  if (root === null) throw withoutGraph(0)
  const index = output.node === null ? 0 : output.outputIndex
  // A single number starts from the number 1.
  const isOne = gradient === null && !createGraph && output.ownStorage === null && output.dtype === 'float32'
  const start = isOne ? null : startingGradient(output, gradient)
  const walk = enter(createGraph, null)
  try {
    if (start !== null) send(walk, root, index, start)
    else if (root.allOutputs === null) alongChain(walk, root, 1, retainGraph)
    else send(walk, root, index, numberTensor(1, 'float32'))
    through(walk, retainGraph, null, noneFound)
  } finally {
    leave(walk)
  }
}

function through(
  walk: Walk,
  retainGraph: boolean,
  wanted: readonly Edge[] | null,
  found: (Tensor | undefined)[],
): void {
  const { queue, useful, createGraph } = walk
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const place = queue.place
    node.walk = 0
    if (node.extras !== null) runHooks(node, place)
    if (wanted !== null) pick(wanted, node, place, found)
    if (node.leaf !== null) {
      if (wanted === null) accumulateAt(node.leaf, place)
      dropAt(node, place)
      continue
    }
    if (useful !== null && !node.edges.some((edge) => edge !== null && useful.has(edge.node))) continue
    if (node.isScalar && isNumberAt(place) && !createGraph) throughNumbers(walk, node, numberAt(place))
    else if (createGraph) throughTensors(walk, node, place)
    else {
      const scope = openScope()
      try {
        throughTensors(walk, node, place)
      } finally {
        dropAt(node, place)
        endScopeOfOne(scope, null)
      }
    }
    if (!retainGraph) spend(node)
  }
}

/** Nodes on a path from the roots to a wanted edge. */
function leadingTo(wanted: readonly Edge[], roots: readonly Edge[]): Set<GradNode> {
  const seen = new Set<GradNode>()
  const open = roots.map((edge) => edge.node)
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    for (const edge of node.edges) if (edge !== null) open.push(edge.node)
  }
  const useful = new Set<GradNode>(wanted.map((edge) => edge.node))
  for (const node of [...seen].sort((a, b) => a.serial - b.serial)) {
    if (node.edges.some((edge) => edge !== null && useful.has(edge.node))) useful.add(node)
  }
  return useful
}

function pick(wanted: readonly Edge[], node: GradNode, place: number, found: (Tensor | undefined)[]): void {
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i]!.node !== node) continue
    const gradient = tensorAt(place + wanted[i]!.index)
    if (gradient !== undefined) hold(gradient)
    found[i] = gradient
  }
}

/** Hooks may keep what they see, so it is not the walk's any more. */
function runHooks(node: GradNode, place: number): void {
  node.extras!.hooks?.forEach((hooks, index) => {
    for (const hook of hooks) {
      const gradient = tensorAt(place + index)
      if (gradient === undefined) continue
      letGo(gradient)
      replaceAt(place + index, suspendScopes(() => hook(gradient)) ?? gradient)
    }
  })
  node.extras!.retaining?.forEach((tensor, index) => {
    const gradient = tensorAt(place + index)
    if (gradient !== undefined) accumulate(tensor, gradient)
  })
}

function throughTensors(walk: Walk, node: GradNode, place: number): void {
  const { operation, params, allEdges } = node
  const context = contextAt(walk, node, place)
  const g = node.allOutputs === null ? tensorAt(place)! : context.grads[0]!
  if (operation.gradients !== undefined) {
    const results = formulaOf(operation.gradients)(g, keptOf(node, 0), params, context)
    node.edges.forEach((edge, i) => {
      const gradient = edge === null ? undefined : results[i]
      if (gradient !== undefined) send(walk, edge!.node, edge!.index, fitted(gradient, edge!.node, edge!.index, node))
    })
  } else if (allEdges === null) {
    if (node.parent0 !== null) throughFormula(walk, node, 0, g, context, node.parent0, 0)
    if (node.parent1 !== null) throughFormula(walk, node, 1, g, context, node.parent1, 0)
    if (node.parent2 !== null) throughFormula(walk, node, 2, g, context, node.parent2, 0)
  } else {
    for (let i = 0; i < allEdges.length; i++) {
      const edge = allEdges[i]!
      if (edge !== null) throughFormula(walk, node, i, g, context, edge.node, edge.index)
    }
  }
}

/** The gradient of input i, sent to where the input came from. */
function throughFormula(
  walk: Walk,
  node: GradNode,
  i: number,
  g: Tensor,
  context: GradContext,
  to: GradNode,
  index: number,
): void {
  if (walk.useful !== null && !walk.useful.has(to)) return
  const { operation } = node
  const gradient = operation.gradient === undefined ? undefined : operation.gradient[i]
  if (gradient == null) return
  const kept = keptOf(node, i)
  const result =
    (operation.kernel === undefined || walk.createGraph ? undefined : elementGradient(operation, g, kept)) ??
    formulaOf(gradient)(g, kept, node.params, context)
  if (result !== undefined) send(walk, to, index, fitted(result, to, index, node))
}

/** A gradient in the shape and type of what it is the gradient of: what was broadcast is summed, what was widened narrowed. */
function fitted(gradient: Tensor, to: GradNode, index: number, node: GradNode): Tensor {
  const { shape, dtype } = to.allOutputs === null ? to : to.allOutputs[index]!
  let result = gradient
  if (!sameShape(result.shape, shape)) {
    const lead = result.shape.length - shape.length
    let fits = lead >= 0
    for (let d = 0; d < shape.length; d++) fits &&= shape[d] === 1 || shape[d] === result.shape[d + lead]
    if (!fits) {
      throw new ShapeError(`${node.name}: its gradient has shape ${shown(result.shape)}, the input ${shown(shape)}.`, {
        code: 'gradient-shape',
        params: { operation: node.name, gradient: result.shape, input: shape },
        torch: runtimeError(
          `Function ${node.name} returned an invalid gradient at index 0 - got ${shown(result.shape)} but expected shape compatible with ${shown(shape)}`,
        ),
      })
    }
    result = result.sumToShape(shape)
  }
  return result.dtype === dtype ? result : result.to(dtype)
}

function accumulateAt(leaf: Tensor, place: number): void {
  if (!isNumberAt(place) || leaf.shape.length !== 0) accumulate(leaf, tensorAt(place)!)
  else accumulateNumber(leaf, numberAt(place))
}
