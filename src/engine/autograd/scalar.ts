/**
 * Operations on single numbers. A 0-d float32 tensor keeps its number in a field, an operation with a `scalar` form
 * computes on these, and `backward` sends numbers instead of tensors through what was recorded that way.
 */
import { numberOf, numberTensor, type Tensor } from '../tensor.ts'
import { GradNode, keepsOf, type Operation } from './node.ts'

const single = 'float32'

/** Whether a 0-d tensor beside a float32 number leaves the result float32, as its type or as a bare number. */
const isSingle = (x: Tensor): boolean => x.dtype === single && !x.isWrappedNumber
const goesAlong = (x: Tensor): boolean => x.dtype === single || x.isWrappedNumber

export const areSingle = (x: Tensor, y: Tensor): boolean =>
  x.shape.length === 0 && y.shape.length === 0 && (isSingle(x) ? goesAlong(y) : isSingle(y) && goesAlong(x))

export const isSingleNumber = (x: Tensor): boolean => x.shape.length === 0 && isSingle(x)

/** The number of an operand, rounded as float32 numbers that meet it are. */
export const singleOf = (x: Tensor): number => (x.dtype === single ? numberOf(x) : Math.fround(numberOf(x)))

/** Which of a, b and y the formula of input i keeps: bits 1, 2 and 4. */
function bitsOf(operation: Operation<any>, i: number): number {
  const gradient = operation.gradient?.[i]
  if (gradient == null) return 0
  let bits = 0
  for (const kept of keepsOf(gradient)) bits |= kept === 0 ? 1 : kept === 1 ? 2 : 4
  return bits
}

/** The bits of input 0, and three further those of input 1. */
function keptBits(operation: Operation<any>): number {
  const form = operation.scalar!
  return (form.keeps ??= bitsOf(operation, 0) | (bitsOf(operation, 1) << 3))
}

/** The result of a scalar form, and its node where a gradient may be asked for later. */
export function applyScalar(
  operation: Operation<any>,
  x: Tensor,
  y: Tensor | null,
  params: unknown,
  recording: boolean,
): Tensor {
  const result = operation.scalar!.forward(singleOf(x), y === null ? NaN : singleOf(y), params)
  const out = numberTensor(Math.fround(result), single)
  if (!recording) return out
  const parent0 = parentOf(x)
  const parent1 = y === null ? null : parentOf(y)
  if (parent0 === null && parent1 === null) return out
  const node = new GradNode(operation, params, y === null ? 1 : 2, true, out.shape, single, null, null)
  const keeps = keptBits(operation)
  const bits = (parent0 === null ? 0 : keeps & 7) | (parent1 === null ? 0 : keeps >> 3)
  if ((bits & 1) !== 0) node.a = x
  if ((bits & 2) !== 0) node.b = y
  if ((bits & 4) !== 0) node.y = out
  if (x.ownStorage !== null || (y !== null && y.ownStorage !== null)) {
    const [v, w] = [x.version, y === null ? 0 : y.version]
    if (v !== 0 || w !== 0) node.versions = [v, w, 0]
  }
  node.parent0 = parent0
  node.parent1 = parent1
  if ((parent0 !== null && x.outputIndex !== 0) || (parent1 !== null && y!.outputIndex !== 0)) {
    const edges = [x.gradientEdge()]
    if (y !== null) edges.push(y.gradientEdge())
    node.allEdges = edges
  }
  out.node = node
  return out
}

/** The node that a tensor's gradient goes to, or null if none is wanted. Which output of it: `outputIndex`. */
export function parentOf(x: Tensor): GradNode | null {
  const node = x.base === null ? x.node : x.gradFn
  if (node !== null) return node
  return x.leafRequiresGrad ? x.accumulatorNode : null
}
