/** Places in sorted rows. */
import { promote } from '../dtype.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { placeInSorted } from '../kernels/sorting.ts'
import { fromNumbers, newNumbers, values, valuesAs } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named } from './arguments.ts'
import { input, operand, type Operand } from './operand.ts'

export interface BucketizeOptions {
  /** Among equals the place behind the last instead of before the first. Default: false. */
  right?: boolean
  /** int32 instead of int64. Default: false. */
  outInt32?: boolean
}

export interface SearchOptions extends BucketizeOptions {
  /** `'right'` is `right: true`. */
  side?: 'left' | 'right'
  /** The indices that sort the rows, where they are not sorted. */
  sorter?: Tensor
}

function placesIn(sorted: Tensor, wanted: Tensor, right: boolean, outInt32: boolean, sorter?: Tensor): Tensor {
  const dtype = outInt32 ? 'int32' : 'int64'
  const common = promote(sorted.dtype, wanted.isWrappedNumber ? sorted.dtype : wanted.dtype)
  const rows = valuesAs(sorted, common)
  const order = sorter === undefined ? undefined : values(sorter)
  const numbers = wanted.isWrappedNumber ? values(wanted) : valuesAs(wanted, common)
  const size = sorted.shape.at(-1)!
  const perRow = sorted.ndim === 1 ? numbers.length : (wanted.shape.at(-1) ?? 1)
  const out = newNumbers(dtype, numbers.length)
  for (let i = 0; i < out.length; i++) {
    const start = Math.floor(i / perRow) * size
    out[i] = placeInSorted(rows, start, start + size, numbers[i]!, right, order?.subarray(start, start + size))
  }
  return fromNumbers(out, wanted.shape, dtype)
}

/**
 * Where each value would stand in a sorted row: the number of elements below it; with `right`, not above it.
 *
 * @param sorted  [n], or [..., n] with a row for each row of values
 * @param wanted  [...] or a number
 * @param options.right  count equals as well
 * @param options.side  `'right'` is `right: true`
 * @param options.sorter  the indices that sort the rows, where they are not sorted
 * @param options.outInt32  int32 instead of int64
 * @returns  the shape of the values, each from 0 to n
 * @throws ShapeError `search-shape`
 * @example searchsorted(tensor([1, 3, 5]), tensor([0, 3, 9])).tolist() // [0, 1, 3]
 */
export function searchsorted(sorted: Tensor, wanted: Operand, ...args: [options?: SearchOptions]): Tensor {
  const {
    right = false,
    side,
    outInt32 = false,
    sorter,
  } = named<SearchOptions>('searchsorted', [], ['outInt32', 'right', 'side', 'sorter'], args)
  const rows = input('searchsorted', sorted)
  const numbers = operand('searchsorted', wanted)
  if (rows.ndim !== 1 && !sameShape(rows.shape.slice(0, -1), numbers.shape.slice(0, -1))) {
    throw new ShapeError(
      `searchsorted: sorted rows of shape ${shown(rows.shape)} and values of shape ${shown(numbers.shape)} must agree in all dimensions but the last, or there is one row for all.`,
      {
        code: 'search-shape',
        params: { sorted: rows.shape, values: numbers.shape },
        torch: runtimeError(
          `torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor ${shown(rows.shape)} and input value tensor ${shown(numbers.shape)}`,
        ),
      },
    )
  }
  return placesIn(rows, numbers, right || side === 'right', outInt32, sorter)
}

/**
 * The bucket of each value: how many boundaries lie below it; with `right`, not above it.
 *
 * @param x  [...] or a number
 * @param boundaries  [n] sorted
 * @param options.right  a value on a boundary belongs to the bucket above it
 * @param options.outInt32  int32 instead of int64
 * @returns  the shape of x, each from 0 to n
 * @throws ShapeError `rank`
 * @example bucketize(tensor([0, 3, 9]), tensor([1, 3, 5])).tolist() // [0, 1, 3]
 */
export function bucketize(x: Operand, boundaries: Tensor, ...args: [options?: BucketizeOptions]): Tensor {
  const { right = false, outInt32 = false } = named<BucketizeOptions>('bucketize', [], ['outInt32', 'right'], args)
  if (input('bucketize', boundaries).ndim !== 1) {
    throw new ShapeError(`bucketize: the boundaries are one row, their shape is ${shown(boundaries.shape)}.`, {
      code: 'rank',
      params: { operation: 'bucketize', expected: '1', shape: boundaries.shape },
      torch: runtimeError(`boundaries tensor must be 1 dimension, but got dim(${boundaries.ndim})`),
    })
  }
  return placesIn(boundaries, operand('bucketize', x), right, outInt32)
}

declare module '../tensor.ts' {
  interface Tensor {
    bucketize(boundaries: Tensor, options?: BucketizeOptions): Tensor
    searchsorted: AsMethod<typeof searchsorted>
  }
}
methods({ bucketize, searchsorted })
