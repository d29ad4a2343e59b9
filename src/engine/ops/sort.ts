/** Elements in order along a dimension. */
import { applyMany } from '../autograd/apply.ts'
import { orderOf } from '../kernels/sorting.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { laneChoice, type LaneChoice } from './lane-choice.ts'
import { input } from './operand.ts'
import { valuesAndIndices, type ValuesAndIndices } from './return-type.ts'

export interface SortOptions {
  /** The dimension; the last by default. */
  dim?: number
  /** Largest first. Default: false. */
  descending?: boolean
  /** Keep the order of equals. They always keep it. */
  stable?: boolean
}

const Sort = laneChoice<LaneChoice & { readonly descending: boolean }>('SortBackward0', (row, { descending }) =>
  orderOf(row, descending),
)

/**
 * The elements in order along a dimension, and where each stood. Equals keep their order; NaN is the largest.
 *
 * @param x  [...] any type
 * @param options.dim  the dimension, negative from the end; the last by default
 * @param options.descending  largest first
 * @returns  `[values, indices]`, the shape of x
 * @throws IndexError `dim-out-of-range`
 * Gradient: g, back where each element stood.
 * PyTorch: equals keep their order only with `stable`.
 * @example sort(tensor([3, 1, 2])).indices.tolist() // [1, 2, 0]
 */
export function sort(x: Tensor, ...args: Call<[dim: number, descending: boolean], SortOptions>): ValuesAndIndices {
  const { dim = -1, descending = false } = named<SortOptions>('sort', [], ['dim', 'descending', 'stable'], args)
  const d = dimOf('sort', dim, input('sort', x).ndim)
  return valuesAndIndices(
    'sort',
    applyMany(Sort, [x], { dim: d, count: x.shape[d] ?? 1, keepdim: true, shape: x.shape, descending }),
  )
}

/** The indices that sort x along a dimension. @example argsort(tensor([3, 1, 2])).tolist() // [1, 2, 0] */
export function argsort(x: Tensor, ...args: Call<[dim: number, descending: boolean], SortOptions>): Tensor {
  return sort(x, ...args).indices
}

/** The elements in order along the first dimension. Gradient: g, back where each element stood. @example msort(tensor([3, 1, 2])).tolist() // [1, 2, 3] */
export function msort(x: Tensor): Tensor {
  return sort(x, 0).values
}

declare module '../tensor.ts' {
  interface Tensor {
    sort: AsMethod<typeof sort>
    argsort: AsMethod<typeof argsort>
    msort: AsMethod<typeof msort>
  }
}
methods({ sort, argsort, msort })
