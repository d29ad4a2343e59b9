/** Sums and means over dimensions. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { isFloating, type DType } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { reduced, sumOfRow } from '../kernels/reduce.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimsOf, numelOf, reducedShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'

export interface ReduceOptions {
  /** The dimensions to reduce, negative from the end; all by default. */
  dim?: number | readonly number[]
  /** Keep reduced dimensions with size 1. Default: false. */
  keepdim?: boolean
  /** Convert to this type first. */
  dtype?: DType
}

interface Reduction {
  readonly dims: Shape
  readonly keepdim: boolean
  /** Whether dims were named: PyTorch numbers the two forms apart. */
  readonly named: boolean
  readonly shape: Shape
}

function reduction(operation: string, x: Tensor, { dim, keepdim = false }: ReduceOptions): Reduction {
  return { dims: dimsOf(operation, dim, x.ndim), keepdim, named: dim !== undefined, shape: x.shape }
}

/** A gradient of the reduced shape, as wide as the input again. */
export function spread(g: Tensor, { dims, shape }: { readonly dims: Shape; readonly shape: Shape }): Tensor {
  return g.reshape(reducedShape(shape, dims, true)).expand(shape)
}

const Sum: Operation<Reduction> = {
  name: ({ named }) => (named ? 'SumBackward1' : 'SumBackward0'),
  forward: ([x], { dims, keepdim }) => reduced(x!, dims, keepdim, sumOfRow, isFloating(x!.dtype) ? x!.dtype : 'int64'),
  gradient: [(g, _, reduction) => spread(g, reduction)],
}

const Mean: Operation<Reduction> = {
  name: ({ named }) => (named ? 'MeanBackward1' : 'MeanBackward0'),
  forward: ([x], { dims, keepdim }) => reduced(x!, dims, keepdim, (numbers, start, end) => sumOfRow(numbers, start, end) / (end - start)),
  gradient: [(g, _, reduction) => spread(g, reduction).div(numelOf(reduction.dims.map((d) => reduction.shape[d]!)))],
}

/**
 * Sum of all elements, or over dimensions.
 *
 * @param x  [...] any type; integers and booleans give int64
 * @param options.dim  dimensions to sum over, negative from the end; all by default
 * @param options.keepdim  keep them with size 1
 * @param options.dtype  convert first
 * @returns  the shape without those dimensions; 0 for an empty sum
 * @throws IndexError `dim-out-of-range`
 * Gradient: `dx = g`, repeated along what was summed.
 * @example sum(tensor([[1, 2], [3, 4]]), { dim: 0 }).tolist() // [4, 6]
 */
export function sum(x: Tensor, options: ReduceOptions = {}): Tensor {
  const from = options.dtype === undefined ? input('sum', x) : input('sum', x).to(options.dtype)
  return apply(Sum, [from], reduction('sum', from, options))
}

/**
 * Mean of all elements, or over dimensions.
 *
 * @param x  [...] float32 or float64
 * @param options.dim  dimensions to average over, negative from the end; all by default
 * @param options.keepdim  keep them with size 1
 * @param options.dtype  convert first
 * @returns  the shape without those dimensions; NaN for an empty mean
 * @throws IndexError `dim-out-of-range`; DtypeError `mean-dtype` for integers
 * Gradient: `dx = g / n`, repeated along the n elements averaged.
 * @example mean(tensor([[1, 2], [3, 4]]), { dim: 1 }).tolist() // [1.5, 3.5]
 */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  const from = options.dtype === undefined ? input('mean', x) : input('mean', x).to(options.dtype)
  if (!isFloating(from.dtype)) {
    const torch = from.dtype === 'bool' ? 'Bool' : 'Long'
    throw new DtypeError(`mean: a mean of ${from.dtype} numbers is not ${from.dtype}. Convert first: x.to('float32').mean().`, {
      code: 'mean-dtype',
      params: { dtype: from.dtype },
      torch: runtimeError(`mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${torch}`),
    })
  }
  return apply(Mean, [from], reduction('mean', from, options))
}

/** Sums what broadcasting repeated, back to the shape it came from. */
export function sumToShape(x: Tensor, shape: Shape): Tensor {
  const lead = x.ndim - shape.length
  const dims = [...x.shape.keys()].filter((d) => d < lead || (shape[d - lead] === 1 && x.shape[d] !== 1))
  return dims.length === 0 ? x : sum(x, { dim: dims }).reshape(shape)
}

declare module '../tensor.ts' {
  interface Tensor {
    sum: AsMethod<typeof sum>
    mean: AsMethod<typeof mean>
    sumToShape: AsMethod<typeof sumToShape>
  }
}
methods({ sum, mean, sumToShape })
