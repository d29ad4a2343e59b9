/**
 * Indexing, Python's `x[1, 2:5]`, as `x.get(1, range(2, 5))` and `x.set([1, range(2, 5)], value)`: numbers, ranges, `':'`
 * (a whole dimension), `null` (a new one), `'...'` (as many whole dimensions as are left), arrays and tensors of places, masks.
 */
import { ArgumentError, IndexError } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { Tensor, type Nested } from '../tensor.ts'
import { tensor } from './create.ts'
import { index, indexPut_, type Choices } from './index-put.ts'
import { asIndex, isMask } from './index-tensors.ts'
import { input } from './operand.ts'
import { alias } from './views.ts'

/** A slice of one dimension, Python's `start:stop:step`. @example range(1, 4).stop // 4 */
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
export type Index = number | Range | ':' | '...' | null | boolean | Tensor | readonly Nested[]

/** Python's `start:stop:step`. PyTorch: `torch.range` is another thing, an `arange` that includes its end. @example arange(5).get(range(1, 4)).tolist() // [1, 2, 3] */
export const range = (start: number | null = null, stop: number | null = null, step = 1): Range =>
  new Range(start, stop, step)

/** What numbers, ranges and new dimensions leave of x, a view, and the tensors that choose from its dimensions. */
interface Sliced {
  readonly view: Tensor
  readonly choices: Choices
}

function sliced(operation: string, x: Tensor, indices: readonly Index[]): Sliced {
  const given = indices.map((one) =>
    Array.isArray(one) ? arrayIndex(operation, one) : one instanceof Tensor ? asIndex(operation, one) : one,
  ) as Exclude<Index, readonly Nested[]>[]
  const used = given.reduce<number>((total, one) => total + dimsUsed(one), 0)
  if (used > x.ndim) throw tooMany(operation, used, x)
  const choices: (Tensor | null)[] = []
  let covered = 0
  let view = x
  let d = 0
  const choose = (choice: Tensor, dims: number): void => {
    for (; covered < d; covered++) choices.push(null)
    choices.push(choice)
    covered = d += dims
  }
  for (const one of given) {
    if (typeof one === 'number') view = view.select(d, wholeNumber(operation, one))
    else if (one instanceof Range) view = view.slice(d++, one.start, one.stop, one.step)
    else if (one === ':') d++
    else if (one === '...') d += x.ndim - used
    else if (one === null) view = view.unsqueeze(d++)
    else if (typeof one !== 'boolean' && !(one instanceof Tensor)) throw unknownIndex(operation, one)
    else if (one instanceof Tensor && one.ndim > 0) choose(one, dimsUsed(one))
    else if (one instanceof Tensor && !isMask(one)) view = view.select(d, one.item() as number)
    else {
      // True takes all and false nothing, in a dimension of their own.
      view = view.unsqueeze(d)
      choose(tensor(one === true || (one instanceof Tensor && one.item()) ? [0] : [], { dtype: 'int64' }), 1)
    }
  }
  return { view, choices }
}

const unknownIndex = (operation: string, found: unknown): ArgumentError =>
  new ArgumentError(
    `${operation}: takes numbers, range(…), ":", "...", null, arrays, tensors and booleans, got ${typeof found}.`,
    { code: 'index-kind' },
  )

/** An array of whole numbers as places, one of booleans as a mask. */
function arrayIndex(operation: string, array: readonly Nested[]): Tensor {
  const isMask = array.length > 0 && consistsOf(array, (value) => typeof value === 'boolean')
  if (isMask) return tensor(array as Nested, { dtype: 'bool' })
  if (consistsOf(array, Number.isInteger)) return tensor(array as Nested, { dtype: 'int64' })
  throw new ArgumentError(`${operation}: an array in an index holds whole numbers, or booleans alone.`, {
    code: 'index-kind',
    torch: { type: 'IndexError', message: 'tensors used as indices must be long, byte or bool tensors' },
  })
}

const consistsOf = (array: readonly Nested[], test: (value: unknown) => boolean): boolean =>
  array.every((value) => (Array.isArray(value) ? consistsOf(value as readonly Nested[], test) : test(value)))

function wholeNumber(operation: string, value: number): number {
  if (Number.isInteger(value)) return value
  throw new ArgumentError(`${operation}: an index is a whole number, got ${value}.`, {
    code: 'index-kind',
    torch: {
      type: 'IndexError',
      message:
        'only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got float)',
    },
  })
}

function dimsUsed(one: Exclude<Index, readonly Nested[]>): number {
  if (one === null || one === '...' || typeof one === 'boolean') return 0
  return one instanceof Tensor && isMask(one) ? one.ndim : 1
}

function tooMany(operation: string, used: number, x: Tensor): IndexError {
  return new IndexError(`${operation}: ${used} indices for a tensor of ${x.ndim} dimensions.`, {
    code: 'too-many-indices',
    params: { indices: used, rank: x.ndim },
    torch: {
      type: 'IndexError',
      message:
        x.ndim === 0
          ? 'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number'
          : `too many indices for tensor of dimension ${x.ndim}`,
    },
  })
}

/**
 * The part of x at the indices. Numbers, ranges, `null` and `'...'` give a view. Arrays and int64 tensors choose places, broadcast
 * against each other; booleans choose elements: these give a copy.
 *
 * @param indices  one for each dimension from the first on; the rest is taken whole
 * @throws IndexError `too-many-indices`, `index-out-of-range`, `mask-shape`, `index-broadcast`; DtypeError `index-dtype`; ArgumentError `index-kind`
 * Gradient: g, added up where the elements were, 0 elsewhere.
 * @example tensor([[1, 2], [3, 4]]).get([1, 0], 1).tolist() // [4, 2]
 */
export function get(x: Tensor, ...indices: Index[]): Tensor {
  const { view, choices } = sliced('get', input('get', x), indices)
  if (choices.length > 0) return index(view, choices)
  return view === x && indices.length > 0 ? alias(x) : view
}

/**
 * Writes a value to the part of x at the indices, in place, Python's `x[1, 2:5] = value`.
 *
 * @param indices  one index, or an array with one for each dimension, as `get` takes them
 * @param value    a number, or numbers that broadcast to the part
 * @returns  x
 * @throws those of `get`; ShapeError `index-put-shape`; DtypeError `dtypes-differ`; GradError `leaf-changed-in-place`
 * Gradient: to x g, 0 where it was written over; to the value g of the part.
 * @example zeros(2, 2).set([0, ':'], 5).tolist() // [[5, 5], [0, 0]]
 */
export function set(x: Tensor, indices: Index | readonly Index[], value: Tensor | Nested): Tensor {
  const { view, choices } = sliced(
    'set',
    input('set', x),
    Array.isArray(indices) ? (indices as Index[]) : [indices as Index],
  )
  if (typeof value === 'number' || typeof value === 'boolean') {
    if (choices.length === 0) view.fill_(Number(value))
    else indexPut_(view, choices, tensor(Number(value), { dtype: x.dtype }))
    return x
  }
  const source = withoutLeadingOnes(value instanceof Tensor ? value : tensor(value, { dtype: x.dtype }), view.ndim)
  if (choices.length === 0) view.copy_(source.expand(view.shape))
  else indexPut_(view, choices, source)
  return x
}

/** A value may have more dimensions than the part it is written to, if they are 1. */
function withoutLeadingOnes(value: Tensor, rank: number): Tensor {
  let first = 0
  while (first < value.ndim && value.shape[first] === 1 && value.ndim - first > rank) first++
  return first === 0 ? value : value.reshape(value.shape.slice(first))
}

declare module '../tensor.ts' {
  interface Tensor {
    get: AsMethod<typeof get>
    /** Writes a value to the part at the indices, in place. */
    set(indices: Index | readonly Index[], value: Tensor | Nested): Tensor
  }
}
methods({ get, set })
