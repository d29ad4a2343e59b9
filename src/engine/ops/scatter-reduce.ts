/** Elements combined at places along a dimension: sums, products, means, extremes. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { isFloating, type DType } from '../dtype.ts'
import { combineAt, countsOf, divideAt } from '../kernels/combine.ts'
import { fillAt } from '../kernels/places.ts'
import { fromNumbers, values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { onesLike } from './create.ts'
import { input } from './operand.ts'
import { addBack, choose, clear, type Places } from './places.ts'
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

interface Reduce extends Places {
  readonly way: Way
  readonly includeSelf: boolean
}

const ScatterReduce: Operation<Reduce> = {
  name: 'ScatterReduceBackward0',
  forward([x, src], { at, way, includeSelf }) {
    const out = values(x!).slice()
    if (!includeSelf) fillAt(out, at, neutral(way, x!.dtype))
    combineAt(out, at, values(src!), combineOf[way])
    if (way === 'mean') divideAt(out, countsOf(at, out.length, includeSelf), isFloating(x!.dtype))
    return fromNumbers(out, x!.shape, x!.dtype)
  },
  gradients: given([0, 1, 'output'], (g, [x, src, y], reduce) => {
    const [toX, toSrc] = slopes[reduce.way](g, x!, src!, y!, reduce)
    return [reduce.includeSelf ? toX : clear(toX, reduce), toSrc]
  }),
}

const combineOf = { sum: 'add', mean: 'add', prod: 'multiply', amax: 'larger', amin: 'smaller' } as const

/** What stands at the places before anything is combined there, if x itself does not count. */
function neutral(way: Way, dtype: DType): number {
  if (way === 'sum' || way === 'mean') return 0
  if (way === 'prod') return 1
  const [low, high] = lowest[dtype] ?? [-Infinity, Infinity]
  return way === 'amax' ? low : high
}

const lowest: Partial<Record<DType, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
  bool: [0, 1],
}

type Slopes = (g: Tensor, x: Tensor, src: Tensor, y: Tensor, reduce: Reduce) => [toX: Tensor, toSrc: Tensor]

/** The gradient of each element combined, that of x as if it counted. */
const slopes: Readonly<Record<Way, Slopes>> = {
  sum: (g, _, __, ___, reduce) => [g, choose(g, reduce)],
  mean(g, x, _, __, reduce) {
    const counts = countsOf(reduce.at, x.numel(), reduce.includeSelf)
    const share = g.div(fromNumbers(counts, x.shape, 'int64'))
    return [share, choose(share, reduce)]
  },
  prod: slopeOfProduct,
  amax: sharedExtreme,
  amin: sharedExtreme,
}

/** Each factor's gradient is the product of the others: all over itself, or where it is the only 0 the product of what is not 0. */
function slopeOfProduct(g: Tensor, x: Tensor, src: Tensor, y: Tensor, reduce: Reduce): [Tensor, Tensor] {
  const base = reduce.includeSelf ? x : clear(x, reduce).add(hitBy(x, reduce))
  const unless0 = (t: Tensor): Tensor => where(t.eq(0), 1, t)
  const zeros = base
    .eq(0)
    .to(g.dtype)
    .add(addBack(src.eq(0).to(g.dtype), reduce))
  const without0 = apply(ScatterReduce, [unless0(base), unless0(src)], { ...reduce, includeSelf: true })
  const others = (own: Tensor, at: (t: Tensor) => Tensor): Tensor =>
    where(own.eq(0), where(at(zeros).eq(1), at(without0), 0), at(y).div(unless0(own)))
  return [g.mul(others(base, (t) => t)), choose(g, reduce).mul(others(src, (t) => choose(t, reduce)))]
}

/** 1 where something is combined, 0 elsewhere. */
const hitBy = (x: Tensor, places: Places): Tensor => onesLike(x.detach()).sub(clear(onesLike(x.detach()), places))

/** Equal extremes share the gradient; x is one of them even where it did not count, as in PyTorch. */
function sharedExtreme(g: Tensor, x: Tensor, src: Tensor, y: Tensor, places: Places): [Tensor, Tensor] {
  const own = x.eq(y)
  const theirs = src.eq(choose(y, places))
  const each = g.div(own.to(g.dtype).add(addBack(theirs.to(g.dtype), places)))
  return [where(own, each, 0), where(theirs, choose(each, places), 0)]
}

/**
 * x with elements combined at places along a dimension: for dim 1, `y[i][index[i][j]]` and `src[i][j]` become one.
 *
 * @param x  [...] numbers
 * @param dim  the dimension that the indices point along
 * @param index  int64 with as many dimensions as x, no larger but along dim
 * @param src  [...] at least as large as the index
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
  return apply(ScatterReduce, [x, covered(src, index)], { ...places, way, includeSelf })
}

declare module '../tensor.ts' {
  interface Tensor {
    scatterReduce: AsMethod<typeof scatterReduce>
    scatterReduce_: InPlace<typeof scatterReduce>
  }
}
methods({ scatterReduce })
inPlaceMethods({ scatterReduce })
