/** Elements combined at places along a dimension: sums, products, means, extremes. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { isFloating, type DType } from '../dtype.ts'
import { combineAt, type Combine } from '../kernels/combine.ts'
import { fromNumbers, values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { onesLike } from './create.ts'
import { floorDivide } from './division.ts'
import { input } from './operand.ts'
import { addBack, adding, choose, clear, filling, type Places } from './places.ts'
import { covered, scatterPlaces } from './scatter.ts'
import { choice } from './settings.ts'
import { where } from './where.ts'

const ways = ['sum', 'prod', 'mean', 'amax', 'amin'] as const
type Way = (typeof ways)[number]

interface ScatterReduceOptions {
  dim?: number
  index?: Tensor
  src?: Tensor
  reduce?: Way
  /** Whether what x holds at a place is one of the elements combined there. Default: true. */
  includeSelf?: boolean
}

const name = 'ScatterReduceBackward0'
const Sum = adding(name)
const Fill = filling(name)

function combining(
  combine: Combine,
  gradients: (g: Tensor, x: Tensor, src: Tensor, y: Tensor, places: Places) => [Tensor, Tensor],
): Operation<Places> {
  return {
    name,
    forward([x, src], { at }) {
      const out = values(x!).slice()
      combineAt(out, at, values(src!), combine)
      return fromNumbers(out, x!.shape, x!.dtype)
    },
    gradients: given([0, 1, 'output'], (g, [x, src, y], places) => gradients(g, x!, src!, y!, places)),
  }
}

/** Each factor's gradient is the product of the others: all over itself, or where it is the only 0 the product of what is not 0. */
const Product: Operation<Places> = combining('multiply', (g, x, src, _, places) => {
  const unless0 = (t: Tensor): Tensor => where(t.eq(0), 1, t)
  const zeros = x
    .eq(0)
    .to(g.dtype)
    .add(addBack(src.eq(0).to(g.dtype), places))
  const product = apply(Product, [unless0(x), unless0(src)], places)
  const others = (own: Tensor, all: Tensor, zerosThere: Tensor): Tensor =>
    where(own.eq(0), where(zerosThere.eq(1), all, 0), where(zerosThere.eq(0), all.div(unless0(own)), 0))
  return [
    g.mul(others(x, product, zeros)),
    choose(g, places).mul(others(src, choose(product, places), choose(zeros, places))),
  ]
})

/** Equal extremes share the gradient. */
function sharedExtreme(g: Tensor, x: Tensor, src: Tensor, y: Tensor, places: Places): [Tensor, Tensor] {
  const own = x.eq(y)
  const theirs = src.eq(choose(y, places))
  const each = g.div(own.to(g.dtype).add(addBack(theirs.to(g.dtype), places)))
  return [where(own, each, 0), where(theirs, choose(each, places), 0)]
}

const Largest = combining('larger', sharedExtreme)
const Smallest = combining('smaller', sharedExtreme)

/** What stands at the places before anything is combined there, if x itself does not count. */
function neutral(way: Way, dtype: DType): number {
  if (way === 'sum' || way === 'mean') return 0
  if (way === 'prod') return 1
  const [low, high] =
    dtype === 'int32'
      ? [-(2 ** 31), 2 ** 31 - 1]
      : dtype === 'uint8'
        ? [0, 255]
        : dtype === 'bool'
          ? [0, 1]
          : [-Infinity, Infinity]
  return way === 'amax' ? low : high
}

/** The sum over how many were summed; whole numbers are rounded down. */
function meanAt(base: Tensor, src: Tensor, places: Places, includeSelf: boolean): Tensor {
  const sum = apply(Sum, [base, src], places)
  const own = onesLike(base.detach())
  const counts = (includeSelf ? own : clear(own, places)).add(addBack(onesLike(src.detach()), places)).clamp({ min: 1 })
  return isFloating(base.dtype) ? sum.div(counts) : floorDivide(sum, counts)
}

/**
 * x with elements combined at places along a dimension: for dim 1, `y[i][index[i][j]]` and `src[i][j]` become one.
 *
 * @param x  [...] numbers
 * @param dim  the dimension that the indices point along
 * @param index  int64 with as many dimensions as x, no larger but along dim
 * @param src  at least as large as the index
 * @param reduce  `'sum'`, `'prod'`, `'mean'`, `'amax'` or `'amin'`
 * @param options.includeSelf  whether x at the place is one of those combined
 * @returns  the shape of x
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `index-shape`; DtypeError `index-dtype`, `dtypes-differ`; ArgumentError `not-a-choice`
 * Gradient: sum: g to all at a place; mean: g over their count; product: g times the others; extremes: g in equal parts to those that are it.
 * @example scatterReduce(tensor([1, 1]), 0, tensor([0, 0], { dtype: 'int64' }), tensor([3, 4]), 'prod').tolist() // [12, 1]
 */
export function scatterReduce(
  x: Tensor,
  ...args: Call<[dim: number, index: Tensor, src: Tensor, reduce: Way], ScatterReduceOptions>
): Tensor {
  const {
    dim,
    index,
    src,
    reduce,
    includeSelf = true,
  } = named<Required<ScatterReduceOptions>>('scatterReduce', ['dim', 'index', 'src', 'reduce'], ['includeSelf'], args)
  const way = choice('scatterReduce', 'reduce', reduce, ways, {
    type: 'RuntimeError',
    message: 'reduce argument must be either sum, prod, mean, amax or amin.',
  })
  const places = scatterPlaces('scatterReduce', x, dim, index, input('scatterReduce', src))
  const source = covered(src, index)
  const base = includeSelf ? x : apply(Fill, [x], { ...places, value: neutral(way, x.dtype) })
  if (way === 'mean') return meanAt(base, source, places, includeSelf)
  return apply({ sum: Sum, prod: Product, amax: Largest, amin: Smallest }[way], [base, source], places)
}

declare module '../tensor.ts' {
  interface Tensor {
    scatterReduce: AsMethod<typeof scatterReduce>
    scatterReduce_: InPlace<typeof scatterReduce>
  }
}
methods({ scatterReduce })
inPlaceMethods({ scatterReduce })
