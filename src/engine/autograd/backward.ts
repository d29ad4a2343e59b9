/**
 * Reverse-mode differentiation. Every recorded node is numbered later than its parents, so going down the numbers
 * visits a node only after everything that used its outputs: no sorting of the graph and no recursion.
 * Source: Baydin, Pearlmutter, Radul, Siskind 2018, §3.2.
 */
import { dtypes } from '../dtype.ts'
import { GradError, ShapeError, runtimeError, shown } from '../errors.ts'
import { filled } from '../kernels/values.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { isGradEnabled, setGradEnabled } from './mode.ts'
import { formulaOf, type Edge, type GradNode } from './node.ts'
import { NodeQueue } from './queue.ts'

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

/** Gradients that reached a node, one place per output. */
type Arrived = (Tensor | undefined)[]

export function runBackward(run: Run): (Tensor | undefined)[] {
  const recording = setGradEnabled(run.createGraph)
  try {
    return walk(run)
  } finally {
    setGradEnabled(recording)
  }
}

function walk({ roots, gradients, retainGraph, wanted }: Run): (Tensor | undefined)[] {
  const arrived = new Map<GradNode, Arrived>()
  const queue = new NodeQueue()
  const useful = wanted === null ? null : leadingTo(wanted, roots)
  const found: (Tensor | undefined)[] = (wanted ?? []).map(() => undefined)

  const send = (edge: Edge, gradient: Tensor): void => {
    if (useful !== null && !useful.has(edge.node)) return
    let slots = arrived.get(edge.node)
    if (slots === undefined) {
      slots = edge.node.outputs.map(() => undefined)
      arrived.set(edge.node, slots)
      queue.push(edge.node)
    }
    const before = slots[edge.index]
    slots[edge.index] = before === undefined ? gradient : before.add(gradient)
  }

  roots.forEach((edge, i) => send(edge, gradients[i]!))
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const slots = arrived.get(node)!
    arrived.delete(node)
    runHooks(node, slots)
    wanted?.forEach((edge, i) => {
      if (edge.node === node) found[i] = slots[edge.index]
    })
    if (node.leaf !== null) {
      if (wanted === null) accumulate(node.leaf, slots[0]!)
      continue
    }
    if (useful !== null && !node.edges.some((edge) => edge !== null && useful.has(edge.node))) continue
    const results = gradientsOf(node, slots, useful)
    if (!retainGraph) node.kept = null
    node.edges.forEach((edge, i) => {
      const gradient = results[i]
      if (edge !== null && gradient !== undefined) send(edge, fitted(gradient, edge, node))
    })
  }
  return found
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

function runHooks(node: GradNode, slots: Arrived): void {
  node.hooks?.forEach((hooks, index) => {
    for (const hook of hooks) {
      const gradient = slots[index]
      if (gradient === undefined) continue
      slots[index] = hook(gradient) ?? gradient
    }
  })
  node.retaining?.forEach((tensor, index) => {
    if (slots[index] !== undefined) accumulate(tensor, slots[index])
  })
}

function gradientsOf(node: GradNode, slots: Arrived, useful: Set<GradNode> | null): readonly (Tensor | undefined)[] {
  const grads = slots.map((gradient, i) => gradient ?? filled(node.outputs[i]!.shape, node.outputs[i]!.dtype, 0))
  const { operation, params, edges } = node
  const needs = edges.map((edge) => edge !== null && (useful === null || useful.has(edge.node)))
  const context = { needs, grads }
  if (operation.gradients !== undefined) {
    return formulaOf(operation.gradients)(grads[0]!, keptOf(node, 0), params, context)
  }
  return edges.map((_, i) => {
    const gradient = operation.gradient?.[i]
    if (!needs[i] || gradient == null) return undefined
    return formulaOf(gradient)(grads[0]!, keptOf(node, i), params, context)
  })
}

/** What formula i needs, if it is still there and still what it was. */
function keptOf(node: GradNode, i: number): readonly Tensor[] {
  if (node.kept === null) {
    // A formula that needs nothing can run any number of times.
    const gradient = node.operation.gradients ?? node.operation.gradient?.[i]
    if (gradient == null || typeof gradient === 'function') return []
    throw new GradError(
      'backward: this graph was walked before and what it needs was given back. Keep it with backward({ retainGraph: true }).',
      {
        code: 'backward-twice',
        params: { operation: node.name },
        torch: runtimeError(
          'Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.',
        ),
      },
    )
  }
  const kept = node.kept[i]
  if (kept == null) return []
  kept.tensors.forEach((tensor, k) => checkVersion(node, tensor, kept.versions[k]!))
  return kept.tensors
}

function checkVersion(node: GradNode, tensor: Tensor, expected: number): void {
  const found = tensor.storage.version
  if (found === expected) return
  const origin = tensor.node === null ? '' : `, which is output ${tensor.outputIndex} of ${tensor.node.name},`
  throw new GradError(
    `backward: ${node.name} needs a tensor of shape ${shown(tensor.shape)} that was changed in place afterwards: it is at version ${found}, ${expected} was kept. Use the form without _ , or change a clone().`,
    {
      code: 'changed-in-place',
      params: { operation: node.name, shape: tensor.shape, version: found, expected },
      torch: runtimeError(
        `one of the variables needed for gradient computation has been modified by an inplace operation: [torch.${dtypes[tensor.dtype].torch}Tensor ${shown(tensor.shape)}]${origin} is at version ${found}; expected version ${expected} instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True).`,
      ),
    },
  )
}

/** A gradient in the shape and type of what it is the gradient of: what was broadcast is summed, what was widened narrowed. */
function fitted(gradient: Tensor, edge: Edge, node: GradNode): Tensor {
  const { shape, dtype } = edge.node.outputs[edge.index]!
  let result = gradient
  if (!sameShape(result.shape, shape)) {
    const lead = result.shape.length - shape.length
    const fits = lead >= 0 && shape.every((size, d) => size === 1 || size === result.shape[d + lead])
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

function accumulate(leaf: Tensor, gradient: Tensor): void {
  // A copy: one gradient may have reached several leaves, and each may change its own in place.
  if (leaf.grad === null) leaf.grad = gradient.copied()
  else if (isGradEnabled()) leaf.grad = leaf.grad.add(gradient)
  else leaf.grad.add_(gradient)
}

/** The gradient to start from: the one given, or 1 for a tensor of one element. */
export function startingGradient(output: Tensor, gradient: Tensor | null | undefined): Tensor {
  if (gradient != null) {
    if (!sameShape(gradient.shape, output.shape)) {
      throw new ShapeError(
        `backward: the gradient has shape ${shown(gradient.shape)}, the tensor ${shown(output.shape)}. They must be equal.`,
        {
          code: 'gradient-shape',
          params: { gradient: gradient.shape, output: output.shape },
          torch: runtimeError(
            `Mismatch in shape: grad_output[0] has a shape of torch.Size(${shown(gradient.shape)}) and output[0] has a shape of torch.Size(${shown(output.shape)}).`,
          ),
        },
      )
    }
    return gradient
  }
  if (output.numel() !== 1) {
    throw new GradError(
      `backward: starts from one number, the shape is ${shown(output.shape)}. Reduce it first, .sum() or .mean(), or pass the gradient to start from.`,
      {
        code: 'backward-of-many',
        params: { shape: output.shape },
        torch: runtimeError('grad can be implicitly created only for scalar outputs'),
      },
    )
  }
  return filled(output.shape, output.dtype, 1)
}

export function rootEdge(output: Tensor, index: number): Edge {
  const edge = output.gradientEdge()
  if (edge !== null) return edge
  throw new GradError(
    'backward: nothing was recorded for this tensor: no tensor it was computed from has requiresGrad. Make one with { requiresGrad: true }.',
    {
      code: 'backward-without-graph',
      params: { index },
      torch: runtimeError(`element ${index} of tensors does not require grad and does not have a grad_fn`),
    },
  )
}
