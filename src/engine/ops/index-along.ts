/** Whole slices along a dimension, by a list of indices: chosen, added to, replaced, filled. */
import { apply } from '../autograd/apply.ts'
import { dtypes } from '../dtype.ts'
import { DtypeError, IndexError, ShapeError, runtimeError, shown, type TorchError } from '../errors.ts'
import { gridPlaces } from '../kernels/places.ts'
import { values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { dimOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { outOfBounds, requireIndexType, requireInside } from './index-checks.ts'
import { input } from './operand.ts'
import { adding, choosing, filling, writing, type Places } from './places.ts'

const Select = choosing('IndexSelectBackward0')
const Add = adding('IndexAddBackward0')
const Copy = writing('IndexCopyBackward0')
const Fill = filling('IndexFillBackward0')
const FillWithTensor = writing('IndexFillBackward1')

interface IndexOptions {
  dim?: number
  index?: Tensor
}

const indexError = (message: string): TorchError => ({ type: 'IndexError', message })

/** The places of the slices, and the shape of all of them together. Only `indexFill` counts from the end. */
function slicePlaces(
  operation: string,
  x: Tensor,
  dim: number,
  index: Tensor,
  torch: { type: string; outside: (index: number) => TorchError },
  low = 0,
): Places & { readonly dim: number } {
  const d = dimOf(operation, dim, input(operation, x).ndim)
  requireIndexType(operation, input(operation, index), runtimeError(torch.type))
  if (index.ndim > 1) {
    throw new ShapeError(
      `${operation}: the indices are one row, their shape is ${shown(index.shape)}. get takes other shapes.`,
      {
        code: 'rank',
        params: { operation, expected: '0–1', shape: index.shape },
        torch: indexError(`${snake[operation] ?? operation}(): Index is supposed to be a vector`),
      },
    )
  }
  const size = x.shape[d] ?? 1
  requireInside(operation, index, low, size, d, torch.outside)
  const chosen = Int32Array.from(values(index), (i) => (i < 0 ? i + size : i))
  const from: Shape = x.ndim === 0 ? [1] : x.shape
  const axes = from.map((n, i) => (i === d ? chosen : Int32Array.from({ length: n }, (_, k) => k)))
  return { at: gridPlaces(axes, from), shape: x.ndim === 0 ? [] : from.with(d, chosen.length), from: x.shape, dim: d }
}

const snake: Record<string, string> = {
  indexSelect: 'index_select',
  indexAdd: 'index_add_',
  indexCopy: 'index_copy_',
  indexFill: 'index_fill_',
}

/**
 * Slices of a dimension, by their indices.
 *
 * @param x  [..., n, ...]
 * @param dim  the dimension of size n
 * @param index  [k] int64, from 0 to n − 1
 * @returns  [..., k, ...]
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `rank`; DtypeError `index-dtype`
 * Gradient: g, added up where each slice stood.
 * @example indexSelect(tensor([5, 6, 7]), 0, tensor([2, 0], { dtype: 'int64' })).tolist() // [7, 5]
 */
export function indexSelect(x: Tensor, ...args: Call<[dim: number, index: Tensor], IndexOptions>): Tensor {
  const { dim, index } = named<Required<IndexOptions>>('indexSelect', ['dim', 'index'], [], args)
  const torch = {
    type: 'index_select(): Expected dtype int32 or int64 for index',
    outside: () => indexError('index out of range in self'),
  }
  return apply(Select, [x], slicePlaces('indexSelect', x, dim, index, torch))
}

interface SourceOptions extends IndexOptions {
  source?: Tensor
  /** Factor of what is added. Default: 1. */
  alpha?: number
}

function checkSource(
  operation: string,
  x: Tensor,
  source: Tensor,
  { shape, dim }: Places & { readonly dim: number },
  torch: { dtype: string; size: TorchError },
): void {
  if (input(operation, source).dtype !== x.dtype) {
    throw new DtypeError(
      `${operation}: the types differ, ${x.dtype} and ${source.dtype}. Convert one: source.to('${x.dtype}').`,
      {
        code: 'dtypes-differ',
        params: { operation, a: x.dtype, b: source.dtype },
        torch: runtimeError(torch.dtype),
      },
    )
  }
  if (source.ndim === shape.length && shape.every((size, d) => size === source.shape[d])) return
  const isAlong = source.ndim === shape.length && shape.every((size, d) => d === dim || size === source.shape[d])
  const message = `${operation}: the source needs the shape ${shown(shape)}, a slice for each index, got ${shown(source.shape)}.`
  const details = { code: 'source-shape', params: { operation, expected: shape, shape: source.shape } }
  if (isAlong && torch.size.type === 'IndexError') throw new IndexError(message, { ...details, torch: torch.size })
  throw new ShapeError(message, { ...details, torch: torch.size })
}

/**
 * x with slices added to, by their indices.
 *
 * @param x  [..., n, ...]
 * @param dim  the dimension of size n
 * @param index  [k] int64, from 0 to n − 1
 * @param source  [..., k, ...], of the type of x
 * @param options.alpha  factor of the source
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `rank`, `source-shape`; DtypeError `index-dtype`, `dtypes-differ`
 * Gradient: to x g; to the source α · g at its places.
 * @example indexAdd(zeros(2), 0, tensor([1, 1], { dtype: 'int64' }), tensor([3, 4])).tolist() // [0, 7]
 */
export function indexAdd(
  x: Tensor,
  ...args: Call<[dim: number, index: Tensor, source: Tensor], SourceOptions>
): Tensor {
  const {
    dim,
    index,
    source,
    alpha = 1,
  } = named<Required<SourceOptions>>('indexAdd', ['dim', 'index', 'source'], ['alpha'], args)
  const places = slicePlaces('indexAdd', x, dim, index, {
    type: 'index_add_(): Expected dtype int32/int64 for index',
    outside: () => indexError('index out of range in self'),
  })
  const torchSize = `index_add_(): Number of indices (${index.numel()}) should be equal to source.size(dim): (${source.shape[places.dim]}), for dim: ${places.dim}`
  const torchType = `index_add_(): self (${dtypes[x.dtype].torch}) and source (${dtypes[source.dtype].torch}) must have the same scalar type`
  checkSource('indexAdd', x, source, places, { dtype: torchType, size: runtimeError(torchSize) })
  return apply(Add, [x, alpha === 1 ? source : source.mul(alpha)], places)
}

/**
 * x with slices replaced, by their indices.
 *
 * @param x  [..., n, ...]
 * @param dim  the dimension of size n
 * @param index  [k] int64, from 0 to n − 1; of equal ones the last counts
 * @param source  [..., k, ...], of the type of x
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `rank`, `source-shape`; DtypeError `index-dtype`, `dtypes-differ`
 * Gradient: to x g, 0 where it was replaced; to the source g at its places.
 * @example indexCopy(zeros(3), 0, tensor([2, 0], { dtype: 'int64' }), tensor([3, 4])).tolist() // [4, 0, 3]
 */
export function indexCopy(
  x: Tensor,
  ...args: Call<[dim: number, index: Tensor, source: Tensor], SourceOptions>
): Tensor {
  const { dim, index, source } = named<Required<SourceOptions>>('indexCopy', ['dim', 'index', 'source'], [], args)
  const size = input('indexCopy', x).shape[dimOf('indexCopy', dim, x.ndim)] ?? 1
  const outside = (i: number) =>
    indexError(`index_copy_(): index ${i} is out of bounds for dimension ${dim} with size ${size}`)
  const places = slicePlaces('indexCopy', x, dim, index, {
    type: 'index_copy_(): Expected a long tensor for index',
    outside,
  })
  const torchSize = indexError(
    `index_copy_(): Number of indices (${index.numel()}) should be equal to source.size(dim) (${source.shape[places.dim]})`,
  )
  const torchType = `index_copy_(): self and source expected to have the same dtype, but got (self) ${dtypes[x.dtype].torch} and (source) ${dtypes[source.dtype].torch}`
  checkSource('indexCopy', x, source, places, { dtype: torchType, size: torchSize })
  return apply(Copy, [x, source], places)
}

interface FillOptions extends IndexOptions {
  value?: number | Tensor
}

/**
 * x with one number in slices, by their indices.
 *
 * @param x  [..., n, ...]
 * @param dim  the dimension of size n
 * @param index  [k] int64, from −n to n − 1
 * @param value  a number, or a 0-d tensor
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `rank`; DtypeError `index-dtype`
 * Gradient: to x g, 0 where it was filled; to the value the sum of the rest.
 * @example indexFill(tensor([1, 2, 3]), 0, tensor([1], { dtype: 'int64' }), 9).tolist() // [1, 9, 3]
 */
export function indexFill(
  x: Tensor,
  ...args: Call<[dim: number, index: Tensor, value: number | Tensor], FillOptions>
): Tensor {
  const { dim, index, value } = named<Required<FillOptions>>('indexFill', ['dim', 'index', 'value'], [], args)
  const d = dimOf('indexFill', dim, input('indexFill', x).ndim)
  const size = x.shape[d] ?? 1
  const places = slicePlaces(
    'indexFill',
    x,
    dim,
    index,
    {
      type: 'index_fill_(): Expected dtype int64 for index.',
      outside: (i) => indexError(outOfBounds(d, size)(i).message),
    },
    -size,
  )
  if (typeof value === 'number') return apply(Fill, [x], { ...places, value })
  require0d(
    'indexFill',
    value,
    `index_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.ndim} dimension(s).`,
  )
  return apply(FillWithTensor, [x, value.to(x.dtype).expand(places.shape)], places)
}

/** @throws ShapeError `rank` */
export function require0d(operation: string, value: Tensor, torch: string): void {
  if (value.ndim === 0) return
  throw new ShapeError(`${operation}: the value is one number, its shape is ${shown(value.shape)}.`, {
    code: 'rank',
    params: { operation, expected: '0', shape: value.shape },
    torch: runtimeError(torch),
  })
}

declare module '../tensor.ts' {
  interface Tensor {
    indexSelect: AsMethod<typeof indexSelect>
    indexAdd: AsMethod<typeof indexAdd>
    indexAdd_: InPlace<typeof indexAdd>
    indexCopy: AsMethod<typeof indexCopy>
    indexCopy_: InPlace<typeof indexCopy>
    indexFill: AsMethod<typeof indexFill>
    indexFill_: InPlace<typeof indexFill>
  }
}
methods({ indexSelect, indexAdd, indexCopy, indexFill })
inPlaceMethods({ indexAdd, indexCopy, indexFill })
