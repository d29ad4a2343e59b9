/** The k largest, and the k-th smallest. */
import { applyMany } from '../autograd/apply.ts'
import { IndexError, runtimeError, shown } from '../errors.ts'
import { firstOf, orderOf } from '../kernels/sorting.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { chooseOne, laneChoice, type LaneChoice } from './lane-choice.ts'
import { input } from './operand.ts'
import { valuesAndIndices, type ValuesAndIndices } from './return-type.ts'
import { refuseBool } from './types.ts'

export interface TopkOptions {
  k?: number
  /** The dimension; the last by default. */
  dim?: number
  /** The smallest instead, if false. Default: true. */
  largest?: boolean
  /** In order. They always are. */
  sorted?: boolean
}

const Topk = laneChoice<LaneChoice & { readonly largest: boolean }>('TopkBackward0', (row, { count, largest }) =>
  firstOf(row, count, largest),
)
const Kthvalue = laneChoice<LaneChoice & { readonly k: number }>('KthvalueBackward0', (row, { k }) => [
  orderOf(row)[k - 1]!,
])

/**
 * The k largest along a dimension, largest first, and where they stood.
 *
 * @param x  [..., n, ...] numbers
 * @param k  how many, from 0 to n
 * @param options.dim  the dimension of size n; the last by default
 * @param options.largest  false for the k smallest, smallest first
 * @returns  `[values, indices]`, [..., k, ...]
 * @throws IndexError `k-out-of-range`, `dim-out-of-range`
 * Gradient: g where the chosen stood, 0 elsewhere.
 * PyTorch: which of equals is chosen is left open; here the first.
 * @example topk(tensor([1, 4, 3]), 2).values.tolist() // [4, 3]
 */
export function topk(
  x: Tensor,
  ...args: Call<[k: number, dim: number, largest: boolean, sorted: boolean], TopkOptions>
): ValuesAndIndices {
  const {
    k,
    dim = -1,
    largest = true,
  } = named<Required<TopkOptions>>('topk', ['k'], ['dim', 'largest', 'sorted'], args)
  refuseBool('topk', input('topk', x), 'topk_cpu')
  const d = dimOf('topk', dim, x.ndim)
  requireRank('topk', x, d, k, 0, 'selected index k out of range')
  return valuesAndIndices('topk', applyMany(Topk, [x], { dim: d, count: k, keepdim: true, shape: x.shape, largest }))
}

/**
 * The k-th smallest along a dimension, counted from 1, and where it stood.
 *
 * @param x  [..., n, ...] numbers
 * @param k  from 1 to n
 * @param options.dim  the dimension of size n; the last by default
 * @param options.keepdim  keep it with size 1
 * @returns  `[values, indices]`
 * @throws IndexError `k-out-of-range`, `dim-out-of-range`
 * Gradient: g where it stood, 0 elsewhere.
 * PyTorch: which of equals is chosen is left open; here the stable order decides.
 * @example kthvalue(tensor([5, 1, 3]), 2).values.item() // 3
 */
export function kthvalue(
  x: Tensor,
  ...args: Call<[k: number, dim: number, keepdim: boolean], { k?: number; dim?: number; keepdim?: boolean }>
): ValuesAndIndices {
  const {
    k,
    dim = -1,
    keepdim = false,
  } = named<{ k: number; dim?: number; keepdim?: boolean }>('kthvalue', ['k'], ['dim', 'keepdim'], args)
  const d = dimOf('kthvalue', dim, input('kthvalue', x).ndim)
  requireRank('kthvalue', x, d, k, 1, `kthvalue(): selected number k out of range for dimension ${d}`)
  return valuesAndIndices('kthvalue', chooseOne('kthvalue', Kthvalue, x, d, { keepdim, k }))
}

function requireRank(operation: string, x: Tensor, dim: number, k: number, from: number, torch: string): void {
  const size = x.shape[dim] ?? 1
  if (Number.isInteger(k) && k >= from && k <= size) return
  throw new IndexError(
    `${operation}: k is ${k}, but dimension ${dim} of ${shown(x.shape)} has ${size} elements: k goes from ${from} to ${size}.`,
    {
      code: 'k-out-of-range',
      params: { operation, k, dim, size },
      torch: runtimeError(torch),
    },
  )
}

declare module '../tensor.ts' {
  interface Tensor {
    topk: AsMethod<typeof topk>
    kthvalue: AsMethod<typeof kthvalue>
  }
}
methods({ topk, kthvalue })
