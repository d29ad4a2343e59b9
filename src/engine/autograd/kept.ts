/** What nodes keep for their formulas: found again, proved unchanged, given back. */
import { dtypes } from '../dtype.ts'
import { GradError, runtimeError, shown } from '../errors.ts'
import { unkeep } from '../kernels/ownership.ts'
import type { Tensor } from '../tensor.ts'
import { keepsOf, placeOfKept, type GradNode, type Kept } from './node.ts'

const none: readonly Tensor[] = []

/** @throws GradError where a formula needs what was given back */
export function requireKept(node: GradNode): void {
  node.edges.forEach((edge, i) => {
    if (edge !== null) keptOf(node, i)
  })
}

/** Gives back what a node kept. */
export function spend(node: GradNode): void {
  node.isSpent = true
  if (node.a !== null) unkeep(node.a)
  if (node.b !== null) unkeep(node.b)
  if (node.c !== null) unkeep(node.c)
  if (node.y !== null) unkeep(node.y)
  node.a = node.b = node.c = node.y = null
  if (node.extras === null || node.extras.kept === null) return
  for (const kept of node.extras.kept) if (kept !== null) kept.tensors.forEach(unkeep)
  node.extras.kept = null
}

/** What formula i needs, if it is still there and still what it was. */
export function keptOf(node: GradNode, i: number): readonly Tensor[] {
  const gradient = node.operation.gradients ?? node.operation.gradient?.[i]
  if (gradient == null) return none
  const keeps = keepsOf(gradient)
  // A formula that needs nothing can run any number of times.
  if (keeps.length === 0) return none
  if (node.isSpent) {
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
  if (node.kept === null) {
    const first = keptAt(node, keeps[0]!)
    // A literal is as long as it has to be, where `push` would leave room for more.
    if (keeps.length === 1) return [first]
    const second = keptAt(node, keeps[1]!)
    return keeps.length === 2 ? [first, second] : [first, second, ...keeps.slice(2).map((kept) => keptAt(node, kept))]
  }
  const kept = node.kept[i]
  if (kept == null) return none
  for (let k = 0; k < kept.tensors.length; k++) requireVersion(node, kept.tensors[k]!, kept.versions[k]!)
  return kept.tensors
}

/** A tensor that one of the node's own fields keeps, if it is still what it was. */
function keptAt(node: GradNode, kept: Kept): Tensor {
  const at = placeOfKept(kept)
  const tensor = (at === 0 ? node.a : at === 1 ? node.b : at === 2 ? node.y : node.c)!
  checkVersion(node, tensor, at)
  return tensor
}

/** @param at  the place of the tensor among the node's own */
export function checkVersion(node: GradNode, tensor: Tensor, at: number): void {
  requireVersion(node, tensor, node.versions === null ? 0 : node.versions[at]!)
}

function requireVersion(node: GradNode, tensor: Tensor, expected: number): void {
  const found = tensor.version
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
