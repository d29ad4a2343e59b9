/** The recorded graph as plain data: for drawings, tables and curious readers. */
import type { DType } from '../dtype.ts'
import type { Tensor, Nested } from '../tensor.ts'
import type { GradNode } from './node.ts'

export interface GraphNode {
  /** Stable within one graph; for recorded operations and leaves larger than that of every input. */
  readonly id: number
  readonly kind: 'operation' | 'leaf' | 'constant'
  /** PyTorch's name of the node; empty for constants. */
  readonly name: string
  /** Ids of the nodes it was computed from. */
  readonly inputs: readonly number[]
  readonly shape: readonly number[]
  readonly dtype: DType
  /** The numbers, where they are known: of leaves always, of others while `keepGraphValues(true)`. */
  readonly value: Nested | null
  /** The gradient of a leaf, or of a tensor that retains it; null before `backward`. */
  readonly grad: Nested | null
  /** The tensor itself, to tell which of the reader's names it bears. */
  readonly tensor: Tensor | null
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
  const seen = new Set<GradNode>()
  const open = [root.node]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    for (const edge of node.edges) if (edge !== null) open.push(edge.node)
  }
  const constants = new Map<Tensor, number>()
  const graph: GraphNode[] = []
  for (const node of [...seen].sort((a, b) => a.serial - b.serial)) {
    const inputs = node.edges.flatMap((edge, i) => {
      if (edge !== null) return [edge.node.serial]
      const constant = node.trace?.inputs[i]
      if (constant === undefined) return []
      if (!constants.has(constant)) {
        const id = -1 - constants.size
        constants.set(constant, id)
        const { shape, dtype } = constant
        graph.push({
          id,
          kind: 'constant',
          name: '',
          inputs: [],
          shape,
          dtype,
          value: plain(constant),
          grad: null,
          tensor: constant,
        })
      }
      return [constants.get(constant)!]
    })
    const tensor = node === root.node ? result : (node.leaf ?? node.trace?.outputs[0] ?? null)
    const { shape, dtype } = node.outputs[node === root.node ? root.index : 0]!
    const kind = node.leaf === null ? 'operation' : 'leaf'
    graph.push({
      id: node.serial,
      kind,
      name: node.name,
      inputs,
      shape,
      dtype,
      value: plain(tensor),
      grad: plain(tensor?.grad),
      tensor,
    })
  }
  return graph
}
