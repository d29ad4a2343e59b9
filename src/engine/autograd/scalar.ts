/**
 * Operations on single numbers. A 0-d float32 tensor keeps its number in a field, an operation with a `scalar` form
 * computes on these, and `backward` sends numbers instead of tensors through what was recorded that way.
 */
import { noDims } from '../shape.ts'
import { numberOf, numberTensor, type Tensor } from '../tensor.ts'
import { GradNode, keepShort, keptBitsOf, type Operation } from './node.ts'

const single = 'float32'

/** Whether a 0-d tensor beside a float32 number leaves the result float32, as its type or as a bare number. */
const isSingle = (x: Tensor): boolean => x.dtype === single && !x.isWrappedNumber
const goesAlong = (x: Tensor): boolean => x.dtype === single || x.isWrappedNumber

export const areSingle = (x: Tensor, y: Tensor): boolean =>
  x.shape.length === 0 && y.shape.length === 0 && (isSingle(x) ? goesAlong(y) : isSingle(y) && goesAlong(x))

export const isSingleNumber = (x: Tensor): boolean => x.shape.length === 0 && isSingle(x)

/** The number of an operand, rounded as float32 numbers that meet it are. */
export const singleOf = (x: Tensor): number => Math.fround(numberOf(x))

/** The bits of input 0, and three further those of input 1. */
function keptBits(operation: Operation<any>): number {
  const form = operation.scalar!
  return (form.keeps ??= keptBitsOf(operation, true, false, false) | (keptBitsOf(operation, false, true, false) << 3))
}

/** A bare number as a tensor: whole numbers count as integers. */
export const bareNumber = (value: number): Tensor =>
  numberTensor(value, Number.isInteger(value) ? 'int64' : 'float64', true)

/**
 * The result of a scalar form, and its node where a gradient may be asked for later.
 * @param bare  input 1 where it is a bare number, and y null; else NaN
 */
export function applyScalar(
  operation: Operation<any>,
  x: Tensor,
  y: Tensor | null,
  bare: number,
  params: unknown,
  recording: boolean,
): Tensor {
  const form = operation.scalar!
  const second = y === null ? Math.fround(bare) : singleOf(y)
  const out = numberTensor(Math.fround(form.forward(singleOf(x), second, params)), single)
  if (!recording) return out
  const parent0 = parentOf(x)
  const parent1 = y === null ? null : parentOf(y)
  if (parent0 === null && parent1 === null) return out
  const arity = form.gradient.length
  const node = new GradNode(operation, params, arity, true, noDims, single, null)
  const keeps = keptBits(operation)
  const bits = (parent0 === null ? 0 : keeps & 7) | (parent1 === null ? 0 : keeps >> 3)
  if (bits !== 0) keepShort(node, bits, x, y ?? ((bits & 2) === 0 ? null : bareNumber(bare)), null, out)
  node.parent0 = parent0
  node.parent1 = parent1
  if ((parent0 !== null && x.outputIndex !== 0) || (parent1 !== null && y!.outputIndex !== 0)) {
    const edges = [x.gradientEdge()]
    if (arity > 1) edges.push(y === null ? null : y.gradientEdge())
    node.more.edges = edges
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
