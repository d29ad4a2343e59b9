/** Elements written along a dimension, each to an index of its own: the reverse of `gather`. */
import { apply } from '../autograd/apply.ts'
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { placesAlong, takeAt } from '../kernels/places.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { dimOf, numelOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { outOfBounds, requireBox, requireIndexType, requireInside } from './index-checks.ts'
import { input } from './operand.ts'
import { adding, filling, writing, type Places } from './places.ts'
import { choice } from './settings.ts'

const Write = writing('ScatterBackward0')
const Fill = filling('ScatterBackward1')
const Add = adding('ScatterAddBackward0')

interface ScatterOptions {
  dim?: number
  index?: Tensor
  /** What is written. */
  src?: Tensor | number
  /** The same for a number. */
  value?: number
  /** Combine with what is there instead. */
  reduce?: 'add' | 'multiply'
}

/** Where the index points, checked. */
export function scatterPlaces(
  operation: string,
  x: Tensor,
  dim: number,
  index: Tensor,
  src?: Tensor,
): Places & { readonly dim: number } {
  const d = dimOf(operation, dim, input(operation, x).ndim)
  requireIndexType(operation, input(operation, index), runtimeError(`${operation}(): Expected dtype int64 for index`))
  const torch = `Expected index ${shown(index.shape)} to be smaller than self ${shown(x.shape)} apart from dimension ${d}${src === undefined ? '' : ` and to be smaller size than src ${shown(src.shape)}`}`
  requireBox(operation, index, x, d, torch)
  if (src !== undefined) {
    if (src.dtype !== x.dtype) {
      throw new DtypeError(
        `${operation}: the types differ, ${x.dtype} and ${src.dtype}. Convert one: src.to('${x.dtype}').`,
        {
          code: 'dtypes-differ',
          params: { operation, a: x.dtype, b: src.dtype },
          torch: runtimeError(`${operation}(): Expected self.dtype to be equal to src.dtype`),
        },
      )
    }
    if (Math.max(src.ndim, 1) !== Math.max(index.ndim, 1) || index.shape.some((size, i) => size > src.shape[i]!)) {
      throw new ShapeError(
        `${operation}: an index of shape ${shown(index.shape)} needs a source at least as large, got ${shown(src.shape)}.`,
        {
          code: 'index-shape',
          params: { operation, index: index.shape, shape: src.shape, dim: d },
          torch: runtimeError(torch),
        },
      )
    }
  }
  const size = x.shape[d] ?? 1
  requireInside(operation, index, 0, size, d, outOfBounds(d, size))
  return { at: placesAlong(values(index), index.shape, d, x.shape), shape: index.shape, from: x.shape, dim: d }
}

/** The part of a source that an index covers: its first elements in every dimension. */
export const covered = (src: Tensor, index: Tensor): Tensor =>
  index.shape.reduce((part, size, d) => (size === part.shape[d] ? part : part.narrow(d, 0, size)), src)

/**
 * x with elements written to places along a dimension: for dim 1, `y[i][index[i][j]] = src[i][j]`.
 *
 * @param x  [...]
 * @param dim  the dimension that the indices point along
 * @param index  int64 with as many dimensions as x, no larger but along dim
 * @param src  [...] at least as large as the index, or a number
 * @param options.reduce  `'add'` or `'multiply'` what is there, instead of replacing it
 * @returns  the shape of x; of several elements for one place the last
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `index-shape`; DtypeError `index-dtype`, `dtypes-differ`; ArgumentError `not-a-choice`
 * Gradient: to x g, 0 where it was written over; to src g at its places.
 * PyTorch: a source larger than the index gets no gradient, but an error; here the elements that are written get theirs.
 * @example scatter(zeros(1, 3), 1, tensor([[2]], { dtype: 'int64' }), 5).tolist() // [[0, 0, 5]]
 */
export function scatter(
  x: Tensor,
  ...args: Call<[dim: number, index: Tensor, src: Tensor | number], ScatterOptions>
): Tensor {
  const options = named<ScatterOptions & { dim: number; index: Tensor }>(
    'scatter',
    ['dim', 'index'],
    ['src', 'value', 'reduce'],
    args,
  )
  const src = options.src ?? options.value ?? 0
  const places = scatterPlaces('scatter', x, options.dim, options.index, src instanceof Tensor ? src : undefined)
  if (options.reduce !== undefined) return combinedScatter(x, places, src, options)
  return src instanceof Tensor
    ? apply(Write, [x, covered(src, options.index)], places)
    : apply(Fill, [x], { ...places, value: src })
}

function combinedScatter(
  x: Tensor,
  places: Places & { readonly dim: number },
  src: Tensor | number,
  { index, reduce }: ScatterOptions,
): Tensor {
  const way = choice('scatter', 'reduce', reduce!, ['add', 'multiply'], {
    type: 'RuntimeError',
    message: 'reduce argument must be either add or multiply.',
  })
  const source = src instanceof Tensor ? covered(src, index!) : filledLike(x, places, src)
  return way === 'add' ? apply(Add, [x, source], places) : x.scatterReduce(places.dim, index!, source, 'prod')
}

function filledLike(x: Tensor, { shape, at }: Places, value: number): Tensor {
  const out = newNumbers(x.dtype, numelOf(shape))
  takeAt(
    out,
    out,
    at.map(() => -1),
    value,
  )
  return fromNumbers(out, shape, x.dtype)
}

interface ScatterAddOptions {
  dim?: number
  index?: Tensor
  src?: Tensor
}

/**
 * x with elements added at places along a dimension: for dim 1, `y[i][index[i][j]] += src[i][j]`.
 *
 * @param x  [...]
 * @param dim  the dimension that the indices point along
 * @param index  int64 with as many dimensions as x, no larger but along dim
 * @param src  [...] at least as large as the index
 * @returns  the shape of x
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `index-shape`; DtypeError `index-dtype`, `dtypes-differ`
 * Gradient: to x g; to src g at its places.
 * @example scatterAdd(zeros(3), 0, tensor([1, 1], { dtype: 'int64' }), tensor([2, 3])).tolist() // [0, 5, 0]
 */
export function scatterAdd(
  x: Tensor,
  ...args: Call<[dim: number, index: Tensor, src: Tensor], ScatterAddOptions>
): Tensor {
  const { dim, index, src } = named<Required<ScatterAddOptions>>('scatterAdd', ['dim', 'index', 'src'], [], args)
  const places = scatterPlaces('scatterAdd', x, dim, index, input('scatterAdd', src))
  return apply(Add, [x, covered(src, index)], places)
}

declare module '../tensor.ts' {
  interface Tensor {
    scatter: AsMethod<typeof scatter>
    scatter_: InPlace<typeof scatter>
    scatterAdd: AsMethod<typeof scatterAdd>
    scatterAdd_: InPlace<typeof scatterAdd>
  }
}
methods({ scatter, scatterAdd })
inPlaceMethods({ scatter, scatterAdd })
