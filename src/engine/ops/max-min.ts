/** The largest and the smallest: of all, along a dimension with their places, or of two tensors. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { ArgumentError, runtimeError, shown } from '../errors.ts'
import { largestOfRow, placeOfLargest, placeOfSmallest, smallestOfRow, type OfRow } from '../kernels/rows.ts'
import { reduced } from '../kernels/reduce.ts'
import { methods } from '../methods.ts'
import { dimOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { named } from './arguments.ts'
import { maximum, minimum } from './extremes.ts'
import { chooseOne, laneChoice, type LaneChoice } from './lane-choice.ts'
import { input } from './operand.ts'
import { valuesAndIndices, type ValuesAndIndices } from './return-type.ts'
import { where } from './where.ts'

export interface ExtremeOptions {
  /** The dimension to look along; all elements by default. */
  dim?: number
  /** Keep it with size 1. Default: false. */
  keepdim?: boolean
}

/** As a method: `x.max()`, `x.max(other)`, `x.max(0)`, `x.max({ dim: 0 })`. */
interface Extreme {
  (): Tensor
  (other: Tensor): Tensor
  (dim: number, keepdim?: boolean | { keepdim?: boolean }): ValuesAndIndices
  (options: ExtremeOptions & { dim: number }): ValuesAndIndices
}

/** The extreme of all elements. Equal ones share the gradient. */
function ofAll(name: string, extreme: OfRow): Operation {
  return {
    name,
    forward: ([x]) => reduced(x!, [...x!.shape.keys()], false, extreme),
    gradient: [given([0, 'output'], (g, [x, y]) => shared(g, x!, y!))],
  }
}

/** g in equal parts to the elements that are y, or NaN where y is. */
export function shared(g: Tensor, x: Tensor, y: Tensor): Tensor {
  const chosen = x.eq(y).logicalOr(x.ne(x).logicalAnd(y.ne(y)))
  return where(chosen, g.div(chosen.sum()), 0)
}

const MaxAll = ofAll('MaxBackward1', largestOfRow)
const MinAll = ofAll('MinBackward1', smallestOfRow)

/** The extreme of each lane. All of the gradient goes to the first of equals. */
const MaxDim = laneChoice<LaneChoice>('MaxBackward0', (row) => [placeOfLargest(row, 0, row.length)])
const MinDim = laneChoice<LaneChoice>('MinBackward0', (row) => [placeOfSmallest(row, 0, row.length)])

function extreme(
  operation: string,
  all: Operation,
  ofDim: Operation<LaneChoice>,
  x: Tensor,
  args: readonly unknown[],
): Tensor | ValuesAndIndices {
  const { dim, keepdim = false } = named<ExtremeOptions>(operation, [], ['dim', 'keepdim'], args)
  if (dim === undefined) {
    requireElements(operation, input(operation, x))
    return apply(all, [x])
  }
  return valuesAndIndices(
    operation,
    chooseOne(operation, ofDim, x, dimOf(operation, dim, input(operation, x).ndim), { keepdim }),
  )
}

/** @throws ArgumentError `empty-reduction` */
export function requireElements(
  operation: string,
  x: Tensor,
  torch = `${operation}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
): void {
  if (x.numel() > 0) return
  throw new ArgumentError(
    `${operation}: the tensor of shape ${shown(x.shape)} is empty, and nothing can be chosen from nothing.`,
    {
      code: 'empty-reduction',
      params: { operation, shape: x.shape },
      torch: runtimeError(torch),
    },
  )
}

/**
 * The largest element, `max(x)`; along a dimension with the places, `max(x, { dim: 0 })`; or of two tensors, `max(x, y)`.
 *
 * @param x  [...] any type; NaN counts as the largest
 * @param options.dim  the dimension to look along; all elements by default
 * @param options.keepdim  keep it with size 1
 * @returns  a 0-d tensor; with dim `[values, indices]`, the first index of equals
 * @throws IndexError `dim-out-of-range`, `empty-reduction`
 * Gradient: of all elements, g in equal parts to those that are largest; along a dimension, g to the one at the index.
 * @example max(tensor([[1, 5], [7, 2]]), { dim: 1 }).indices.tolist() // [1, 0]
 */
export function max(x: Tensor): Tensor
export function max(x: Tensor, other: Tensor): Tensor
export function max(x: Tensor, dim: number, keepdim?: boolean | { keepdim?: boolean }): ValuesAndIndices
export function max(x: Tensor, options: ExtremeOptions & { dim: number }): ValuesAndIndices
export function max(x: Tensor, ...args: unknown[]): Tensor | ValuesAndIndices {
  const other = otherOf(args)
  return other === null ? extreme('max', MaxAll, MaxDim, x, args) : maximum(x, other)
}

/**
 * The smallest element, `min(x)`; along a dimension with the places, `min(x, { dim: 0 })`; or of two tensors, `min(x, y)`.
 *
 * @param x  [...] any type; NaN counts as the smallest
 * @param options.dim  the dimension to look along; all elements by default
 * @param options.keepdim  keep it with size 1
 * @returns  a 0-d tensor; with dim `[values, indices]`, the first index of equals
 * @throws IndexError `dim-out-of-range`, `empty-reduction`
 * Gradient: of all elements, g in equal parts to those that are smallest; along a dimension, g to the one at the index.
 * @example min(tensor([[1, 5], [7, 2]]), { dim: 1 }).values.tolist() // [1, 2]
 */
export function min(x: Tensor): Tensor
export function min(x: Tensor, other: Tensor): Tensor
export function min(x: Tensor, dim: number, keepdim?: boolean | { keepdim?: boolean }): ValuesAndIndices
export function min(x: Tensor, options: ExtremeOptions & { dim: number }): ValuesAndIndices
export function min(x: Tensor, ...args: unknown[]): Tensor | ValuesAndIndices {
  const other = otherOf(args)
  return other === null ? extreme('min', MinAll, MinDim, x, args) : minimum(x, other)
}

/** The second tensor of `max(x, y)` or `max(x, { other: y })`. */
function otherOf([first]: readonly unknown[]): Tensor | null {
  if (first instanceof Tensor) return first
  const isNamed = typeof first === 'object' && first !== null && 'other' in first
  return isNamed && first.other instanceof Tensor ? first.other : null
}

declare module '../tensor.ts' {
  interface Tensor {
    max: Extreme
    min: Extreme
  }
}
methods({ max, min })
