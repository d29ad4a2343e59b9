/** Sums, means and products over dimensions. */
import { apply } from '../autograd/apply.ts'
import { isGradEnabled } from '../autograd/mode.ts'
import { given, type Operation } from '../autograd/node.ts'
import { dtypes, isFloating, type DType } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { reduced, reducedBy, sumOfRow } from '../kernels/reduce.ts'
import { meanOfRow, productOfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf, dimsOf, reducedShape, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { onesLike } from './create.ts'
import { cat } from './join.ts'
import { input } from './operand.ts'

export interface ReduceOptions {
  /** The dimensions to reduce, negative from the end; all by default. */
  dim?: number | readonly number[]
  /** Keep reduced dimensions with size 1. Default: false. */
  keepdim?: boolean
  /** Convert to this type first. */
  dtype?: DType
}

/** As PyTorch gives them: `sum(x)`, `sum(x, 1)`, `sum(x, 1, true)`, `sum(x, { dim: 1 })`. */
export type ReduceCall = Call<[dim: number | readonly number[], keepdim: boolean], ReduceOptions>

export interface Reduction {
  readonly dims: Shape
  readonly keepdim: boolean
  /** Whether dims were named: PyTorch numbers the two forms apart. */
  readonly named: boolean
  readonly shape: Shape
}

export const reduceOptions = (operation: string, args: readonly unknown[]): ReduceOptions =>
  args.length === 0 ? {} : named<ReduceOptions>(operation, [], ['dim', 'keepdim', 'dtype'], args)

export function reduction(operation: string, x: Tensor, { dim, keepdim = false }: ReduceOptions): Reduction {
  return { dims: dimsOf(operation, dim, x.ndim), keepdim, named: dim !== undefined, shape: x.shape }
}

/** A gradient of the reduced shape, as wide as the input again. */
export function spread(g: Tensor, { dims, shape }: { readonly dims: Shape; readonly shape: Shape }): Tensor {
  return kept(g, { dims, shape }).expand(shape)
}

/** A tensor of the reduced shape, with the reduced dimensions as 1. */
export const kept = (g: Tensor, { dims, shape }: { readonly dims: Shape; readonly shape: Shape }): Tensor =>
  g.reshape(reducedShape(shape, dims, true))

/** How many elements each result is made of. */
export const countOf = ({ dims, shape }: { readonly dims: Shape; readonly shape: Shape }): number =>
  dims.reduce((n, d) => n * shape[d]!, 1)

const summed = (x: Tensor, dims: Shape, keepdim: boolean): Tensor =>
  reducedBy('sum', x, dims, keepdim, sumOfRow, isFloating(x.dtype) ? x.dtype : 'int64')

const Sum: Operation<Reduction> = {
  name: ({ named }) => (named ? 'SumBackward1' : 'SumBackward0'),
  forward: ([x], { dims, keepdim }) => summed(x!, dims, keepdim),
  gradient: [(g, _, reduction) => spread(g, reduction)],
}

const Mean: Operation<Reduction> = {
  name: ({ named }) => (named ? 'MeanBackward1' : 'MeanBackward0'),
  forward: ([x], { dims, keepdim }) => reducedBy('mean', x!, dims, keepdim, meanOfRow),
  gradient: [(g, _, reduction) => spread(g, reduction).div(countOf(reduction))],
}

const Prod: Operation<Reduction> = {
  name: ({ named }) => (named ? 'ProdBackward1' : 'ProdBackward0'),
  forward: ([x], { dims, keepdim }) =>
    reduced(x!, dims, keepdim, productOfRow, isFloating(x!.dtype) ? x!.dtype : 'int64'),
  gradient: [
    given([0, 'output'], (g, [x, y], reduction) => {
      const hasZero = Boolean(x!.eq(0).any().item())
      return spread(g, reduction).mul(hasZero ? productOfOthers(x!, reduction) : kept(y!, reduction).div(x!))
    }),
  ],
}

/** The product of all others, without a division, since there are zeros: of those before times of those after. */
function productOfOthers(x: Tensor, { dims, named, shape }: Reduction): Tensor {
  const flat = named && dims.length > 0 ? x : x.reshape(-1)
  const dim = named && dims.length > 0 ? dims[0]! : 0
  const size = flat.shape[dim]!
  const one = onesLike(flat.narrow(dim, 0, 1))
  const before = cat([one, flat.narrow(dim, 0, size - 1)], dim).cumprod(dim)
  const after = cat([one, flat.flip(dim).narrow(dim, 0, size - 1)], dim)
    .cumprod(dim)
    .flip(dim)
  return before.mul(after).reshape(shape)
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
export function sum(x: Tensor, ...args: ReduceCall): Tensor {
  const options = reduceOptions('sum', args)
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
export function mean(x: Tensor, ...args: ReduceCall): Tensor {
  const options = reduceOptions('mean', args)
  const from = options.dtype === undefined ? input('mean', x) : input('mean', x).to(options.dtype)
  if (!isFloating(from.dtype)) {
    throw new DtypeError(
      `mean: a mean of ${from.dtype} numbers is not ${from.dtype}. Convert first: x.to('float32').mean().`,
      {
        code: 'mean-dtype',
        params: { dtype: from.dtype },
        torch: runtimeError(
          `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${dtypes[from.dtype].torch}`,
        ),
      },
    )
  }
  return apply(Mean, [from], reduction('mean', from, options))
}

/**
 * Product of all elements, or along one dimension.
 *
 * @param x  [...] any type; integers and booleans give int64
 * @param options.dim  the dimension to multiply along, negative from the end; all elements by default
 * @param options.keepdim  keep it with size 1
 * @param options.dtype  convert first
 * @returns  the shape without that dimension; 1 for an empty product
 * @throws IndexError `dim-out-of-range`
 * Gradient: `dxᵢ = g · Π xⱼ` over j ≠ i, right at zeros as well.
 * @example prod(tensor([2, 3, 4])).item() // 24
 */
export function prod(
  x: Tensor,
  ...args: Call<[dim: number, keepdim: boolean], ReduceOptions & { dim?: number }>
): Tensor {
  const options = reduceOptions('prod', args)
  const from = options.dtype === undefined ? input('prod', x) : input('prod', x).to(options.dtype)
  if (options.dim !== undefined) dimOf('prod', options.dim as number, from.ndim)
  return apply(Prod, [from], reduction('prod', from, options))
}

const rows: Shape = [0]

/** Sums what broadcasting repeated, back to the shape it came from. Gradient: g, repeated. @example sumToShape(ones(2, 3), [3]).tolist() // [2, 2, 2] */
export function sumToShape(x: Tensor, shape: Shape): Tensor {
  const lead = x.ndim - shape.length
  if (lead === 1 && shape.length === 1 && shape[0] !== 1 && !isGradEnabled()) return summed(x, rows, false)
  const dims: number[] = []
  for (let d = 0; d < x.ndim; d++) if (d < lead || (shape[d - lead] === 1 && x.shape[d] !== 1)) dims.push(d)
  if (dims.length === 0) return x
  const sums = isGradEnabled() ? sum(x, { dim: dims }) : summed(x, dims, false)
  return sameShape(sums.shape, shape) ? sums : sums.reshape(shape)
}

declare module '../tensor.ts' {
  interface Tensor {
    sum: AsMethod<typeof sum>
    mean: AsMethod<typeof mean>
    prod: AsMethod<typeof prod>
    sumToShape: AsMethod<typeof sumToShape>
  }
}
methods({ sum, mean, prod, sumToShape })
