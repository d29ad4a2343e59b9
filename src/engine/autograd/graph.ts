/** The recorded graph as plain data: for drawings, tables and curious readers. */
import type { DType } from '../dtype.ts'
import type { Tensor, Nested } from '../tensor.ts'
import { applyMany } from './apply.ts'
import type { GradNode } from './node.ts'

export interface GraphNode {
  /** Stable within one graph; for recorded operations and leaves larger than that of every input. */
  readonly id: number
  readonly kind: 'operation' | 'leaf' | 'constant'
  /** PyTorch's name of the node; empty for constants. */
  readonly name: string
  /** Ids of the nodes it was computed from. */
  readonly inputs: readonly number[]
  /** For each input, which of that node's outputs it is. */
  readonly inputOutputs: readonly number[]
  readonly shape: readonly number[]
  readonly dtype: DType
  /** The numbers, where they are known: of leaves always, of others while `keepGraphValues(true)`; as they were when they were used. */
  readonly value: Nested | null
  /** The gradient of a leaf, or of a tensor that retains it; null before `backward`. */
  readonly grad: Nested | null
  /** The tensor itself, to tell which of the reader's names it bears. */
  readonly tensor: Tensor | null
  /** The operation, to be looked at closer: only where `keepGraphValues(true)` was on while it ran. */
  readonly recorded: RecordedOperation | null
}

/** An operation with what it took and gave when it ran, that can run again on other numbers. */
export interface RecordedOperation {
  readonly params: unknown
  /** Copies of the numbers that went in, and came out. */
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
  /** The same operation on other inputs; recorded like any other. */
  readonly compute: (inputs: readonly Tensor[]) => readonly Tensor[]
}

const plain = (x: Tensor | null | undefined): Nested | null => (x == null ? null : x.tolist())

/**
 * The operations and leaves a tensor was computed from, parents before children; the tensor itself comes last.
 * Constants (inputs that want no gradient) are seen only where `keepGraphValues(true)` was on while they were used.
 * @example graphOf(tensor([2], { requiresGrad: true }).mul(3)).map((node) => node.name) // ['AccumulateGrad', 'MulBackward0']
 */
export function graphOf(result: Tensor): GraphNode[] {
  const root = result.gradientEdge()
  if (root === null) return []
  const nodes = nodesBehind(root.node)
  const used = valuesWhenUsed(nodes)
  const constants = new Map<Tensor, number>()
  const graph: GraphNode[] = []

  const constantId = (tensor: Tensor, given: Tensor): number => {
    const known = constants.get(tensor)
    if (known !== undefined) return known
    const id = -1 - constants.size
    constants.set(tensor, id)
    const { shape, dtype } = tensor
    const nothing = { name: '', inputs: [], inputOutputs: [], grad: null, recorded: null }
    graph.push({ id, kind: 'constant', ...nothing, shape, dtype, value: plain(given), tensor })
    return id
  }

  for (const node of nodes) {
    const inputs: number[] = []
    const inputOutputs: number[] = []
    node.edges.forEach((edge, i) => {
      const constant = edge === null ? node.trace?.inputs[i] : undefined
      if (edge === null && constant === undefined) return
      inputs.push(edge !== null ? edge.node.serial : constantId(constant!, node.trace!.given[i]!))
      inputOutputs.push(edge?.index ?? 0)
    })
    const isRoot = node === root.node
    const index = isRoot ? root.index : 0
    const tensor = isRoot ? result : (node.leaf ?? node.trace?.outputs[0] ?? null)
    const { shape, dtype } = node.outputs[index]!
    graph.push({
      id: node.serial,
      kind: node.leaf === null ? 'operation' : 'leaf',
      name: node.name,
      inputs,
      inputOutputs,
      shape,
      dtype,
      value: plain(node.trace?.made[index] ?? (node.leaf && used.get(node)) ?? tensor),
      grad: plain(tensor?.ownGrad),
      tensor,
      recorded: recordedOf(node),
    })
  }
  return graph
}

/** In the order in which they were made. */
function nodesBehind(root: GradNode): GradNode[] {
  const seen = new Set<GradNode>()
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    for (const edge of node.edges) if (edge !== null) open.push(edge.node)
  }
  return [...seen].sort((a, b) => a.serial - b.serial)
}

/** What each leaf held when an operation first took it. */
function valuesWhenUsed(nodes: readonly GradNode[]): Map<GradNode, Tensor> {
  const used = new Map<GradNode, Tensor>()
  for (const { edges, trace } of nodes) {
    edges.forEach((edge, i) => {
      const given = trace?.given[i]
      if (edge !== null && edge.node.leaf !== null && given !== undefined && !used.has(edge.node))
        used.set(edge.node, given)
    })
  }
  return used
}

function recordedOf({ operation, params, trace }: GradNode): RecordedOperation | null {
  if (trace === null) return null
  const compute = (inputs: readonly Tensor[]) => applyMany(operation, inputs, params)
  return { params, inputs: trace.given, outputs: trace.made, compute }
}
