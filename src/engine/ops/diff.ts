/** Differences of neighbours. */
import { ArgumentError, ShapeError, runtimeError } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { cat } from './join.ts'
import { input } from './operand.ts'

export interface DiffOptions {
  /** How many times. Default: 1. */
  n?: number
  /** The dimension; the last by default. */
  dim?: number
  /** Joined before x. */
  prepend?: Tensor
  /** Joined behind x. */
  append?: Tensor
}

/**
 * Differences of neighbours along a dimension, `yₖ = xₖ₊₁ − xₖ`, n times over; of booleans, whether they differ.
 *
 * @param x  [..., m, ...] any type
 * @param options.n  how many times
 * @param options.dim  the dimension of size m; the last by default
 * @param options.prepend  a tensor joined before x
 * @param options.append  a tensor joined behind x
 * @returns  [..., m − n, ...]
 * @throws IndexError `dim-out-of-range`; ShapeError `rank`; ArgumentError `negative`
 * Gradient: `dxₖ = gₖ₋₁ − gₖ`, n times over.
 * @example diff(tensor([1, 4, 9])).tolist() // [3, 5]
 */
export function diff(
  x: Tensor,
  ...args: Call<[n: number, dim: number, prepend: Tensor, append: Tensor], DiffOptions>
): Tensor {
  const { n = 1, dim = -1, prepend, append } = named<DiffOptions>('diff', [], ['n', 'dim', 'prepend', 'append'], args)
  if (input('diff', x).ndim === 0) {
    throw new ShapeError('diff: needs at least 1 dimension, the tensor has none.', {
      code: 'rank',
      params: { operation: 'diff', expected: '1+', shape: x.shape },
      torch: runtimeError('diff expects input to be at least one-dimensional'),
    })
  }
  if (n < 0) {
    throw new ArgumentError(`diff: n counts repetitions and cannot be ${n}.`, {
      code: 'negative',
      params: { operation: 'diff', argument: 'n', value: n },
      torch: runtimeError(`order must be non-negative but got ${n}`),
    })
  }
  const d = dimOf('diff', dim, x.ndim)
  let result =
    prepend === undefined && append === undefined
      ? x
      : cat(
          [prepend, x, append].filter((part) => part !== undefined),
          d,
        )
  if (n === 0) return result.clone()
  for (let left = Math.min(n, result.shape[d]!); left > 0; left--) {
    const size = result.shape[d]!
    const next = result.narrow(d, Math.min(1, size), Math.max(0, size - 1))
    const before = result.narrow(d, 0, Math.max(0, size - 1))
    result = x.dtype === 'bool' ? next.ne(before) : next.sub(before)
  }
  return result
}

declare module '../tensor.ts' {
  interface Tensor {
    diff: AsMethod<typeof diff>
  }
}
methods({ diff })
