/** Each different element once. No gradient: which of equals was kept cannot be told. */
import { compare, orderOf } from '../kernels/sorting.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named } from './arguments.ts'
import { input } from './operand.ts'

export interface UniqueOptions {
  /** In order. It always is. */
  sorted?: boolean
  /** Say for each element of x where in the result it is. Default: false. */
  returnInverse?: boolean
  /** Say how often each was there. Default: false. */
  returnCounts?: boolean
  /** Compare whole slices along this dimension; single elements by default. */
  dim?: number
}

/** What is compared: n items, each of `width` numbers in a row. */
interface Items {
  readonly numbers: ArrayLike<number>
  readonly width: number
  readonly count: number
}

/** Groups of equal items: a representative of each, the group of each item, and sizes. */
interface Groups {
  readonly first: number[]
  readonly inverse: Int32Array
  readonly counts: number[]
}

function compareItems({ numbers, width }: Items, i: number, j: number): number {
  for (let k = 0; k < width; k++) {
    const order = compare(numbers[i * width + k]!, numbers[j * width + k]!)
    if (order !== 0) return order
  }
  return 0
}

/** Equality as of numbers: NaN equals nothing, not even NaN. */
function sameItem({ numbers, width }: Items, i: number, j: number): boolean {
  for (let k = 0; k < width; k++) if (numbers[i * width + k] !== numbers[j * width + k]) return false
  return true
}

/** Groups of equal neighbours in an order. */
function grouped(items: Items, order: ArrayLike<number>): Groups {
  const first: number[] = []
  const counts: number[] = []
  const inverse = new Int32Array(items.count)
  for (let i = 0; i < items.count; i++) {
    const item = order[i]!
    if (i === 0 || !sameItem(items, order[i - 1]!, item)) {
      first.push(item)
      counts.push(0)
    }
    counts[counts.length - 1]!++
    inverse[item] = first.length - 1
  }
  return { first, inverse, counts }
}

function uniqueOf(
  operation: string,
  x: Tensor,
  { returnInverse = false, returnCounts = false, dim }: UniqueOptions,
  inOrder: boolean,
): Tensor | readonly Tensor[] {
  const d = dim === undefined ? null : dimOf(operation, dim, input(operation, x).ndim)
  const moved = d === null ? x.detach().reshape(-1) : x.detach().movedim(d, 0)
  const count = moved.shape[0]!
  const items: Items = { numbers: values(moved), count, width: count === 0 ? 0 : moved.numel() / count }
  const byItem = Int32Array.from({ length: count }, (_, i) => i)
  const order = !inOrder
    ? byItem
    : items.width === 1
      ? orderOf(items.numbers)
      : byItem.sort((i, j) => compareItems(items, i, j) || i - j)
  const groups = grouped(items, order)
  const kept = moved.indexSelect(0, integers(groups.first))
  const results = [d === null ? kept : kept.movedim(0, d).contiguous()]
  if (returnInverse) results.push(integers(groups.inverse).reshape(d === null ? x.shape : [count]))
  if (returnCounts) results.push(integers(groups.counts))
  return results.length === 1 ? results[0]! : results
}

function integers(numbers: ArrayLike<number>): Tensor {
  const out = newNumbers('int64', numbers.length)
  out.set(numbers)
  return fromNumbers(out, [numbers.length], 'int64')
}

/** The result is a list where more was asked for. */
type Unique<O> = O extends { returnInverse: true } | { returnCounts: true } ? readonly Tensor[] : Tensor

/**
 * Each different element once, in order; NaN is last and each one different.
 *
 * @param x  [...] any type
 * @param options.returnInverse  also give, for each element of x, its place in the result
 * @param options.returnCounts  also give how often each was there
 * @param options.dim  compare slices along this dimension instead of single elements
 * @returns  [number of different ones], or a list with what else was asked for
 * @throws IndexError `dim-out-of-range`
 * PyTorch: the result is part of the graph, but has no derivative; here it stands outside.
 * @example unique(tensor([3, 1, 3])).tolist() // [1, 3]
 */
export function unique<O extends UniqueOptions = UniqueOptions>(x: Tensor, options?: O): Unique<O>
export function unique(x: Tensor, ...args: unknown[]): unknown {
  const options = named<UniqueOptions>('unique', [], ['sorted', 'returnInverse', 'returnCounts', 'dim'], args)
  return uniqueOf('unique', x, options, true)
}

/** As `unique`, but of any shape only equal neighbours become one, where they stand. @example uniqueConsecutive(tensor([1, 1, 2, 1])).tolist() // [1, 2, 1] */
export function uniqueConsecutive<O extends UniqueOptions = UniqueOptions>(x: Tensor, options?: O): Unique<O>
export function uniqueConsecutive(x: Tensor, ...args: unknown[]): unknown {
  const options = named<UniqueOptions>('uniqueConsecutive', [], ['returnInverse', 'returnCounts', 'dim'], args)
  return uniqueOf('uniqueConsecutive', x, options, false)
}

declare module '../tensor.ts' {
  interface Tensor {
    unique: AsMethod<typeof unique>
    uniqueConsecutive: AsMethod<typeof uniqueConsecutive>
  }
}
methods({ unique, uniqueConsecutive })
