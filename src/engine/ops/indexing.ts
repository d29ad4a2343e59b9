/**
 * Indexing as Python's `x[...]`, spelt as calls:
 *
 *     x.get(0)                          x[0]
 *     x.get(range(1, 3), null, -1)      x[1:3, None, -1]
 *     x.get('...', range(null, 2))      x[..., :2]
 *
 * An index is a whole number (takes that place, drops the dimension), a `range(start, stop, step)` (keeps it; `null`
 * or nothing leaves a bound open, `':'` takes all), `null` (a new dimension of size 1) or `'...'` (as many whole dimensions as are left).
 */
import { ArgumentError, IndexError } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { Tensor } from '../tensor.ts'

/** A slice of one dimension, Python's `start:stop:step`. */
export class Range {
  readonly start: number | null
  readonly stop: number | null
  readonly step: number

  constructor(start: number | null, stop: number | null, step: number) {
    this.start = start
    this.stop = stop
    this.step = step
  }
}

/** One place in an index; tensors and arrays choose places (int64) or elements (bool). */
export type Index = number | Range | ':' | '...' | null | boolean | Tensor | readonly number[]

/** Python's `start:stop:step`. @example arange(5).get(range(1, 4)).tolist() // [1, 2, 3] */
export const range = (start: number | null = null, stop: number | null = null, step = 1): Range => new Range(start, stop, step)

/**
 * The part of x at the indices, a view.
 * @throws IndexError `too-many-indices`, `index-out-of-range`
 * Gradient: g where the elements were, 0 elsewhere.
 * @example tensor([[1, 2], [3, 4]]).get(':', 1).tolist() // [2, 4]
 */
export function get(x: Tensor, ...indices: Index[]): Tensor {
  const used = indices.filter((index) => index !== null && index !== '...').length
  if (used > x.ndim) {
    throw new IndexError(`get: ${used} indices for a tensor of ${x.ndim} dimensions.`, {
      code: 'too-many-indices',
      params: { indices: used, rank: x.ndim },
      torch: { type: 'IndexError', message: `too many indices for tensor of dimension ${x.ndim}` },
    })
  }
  let result = x
  let d = 0
  for (const index of indices) {
    if (typeof index === 'number') result = result.select(d, index)
    else if (index instanceof Range) result = result.slice(d++, index.start, index.stop, index.step)
    else if (index === ':') d++
    else if (index === null) result = result.unsqueeze(d++)
    else if (index === '...') d += x.ndim - used
    else throw new ArgumentError('get: takes numbers, range(…), ":", "..." and null here.', { code: 'index-kind' })
  }
  return result
}

declare module '../tensor.ts' {
  interface Tensor {
    get: AsMethod<typeof get>
  }
}
methods({ get })
