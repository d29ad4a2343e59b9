/** The value below which a given part of the elements lies. */
import { isFloating } from '../dtype.ts'
import { ArgumentError, DtypeError, runtimeError, type TorchError } from '../errors.ts'
import { placeOutside } from '../kernels/places.ts'
import { values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { requireElements } from './max-min.ts'
import { input } from './operand.ts'
import { choice } from './settings.ts'
import { tensor } from './create.ts'
import { requireSameType } from './types.ts'
import { where } from './where.ts'

const ways = ['linear', 'lower', 'higher', 'midpoint', 'nearest'] as const

export interface QuantileOptions {
  q?: number | Tensor
  /** The dimension; all elements by default. */
  dim?: number
  /** Keep it with size 1. Default: false. */
  keepdim?: boolean
  /** Between two elements: `'linear'`, `'lower'`, `'higher'`, `'midpoint'` or `'nearest'`. Default: linear. */
  interpolation?: (typeof ways)[number]
}

type QuantileCall = Call<[q: number | Tensor, dim: number, keepdim: boolean], QuantileOptions>

/**
 * The q-quantile: of n sorted elements the one at place `q · (n − 1)`, between two of them a mixture.
 *
 * @param x  [..., n, ...] float32 or float64; NaN makes NaN
 * @param q  from 0 to 1: a number, or a 1-d tensor of the type of x
 * @param options.dim  the dimension of size n; all elements by default
 * @param options.keepdim  keep it with size 1
 * @param options.interpolation  how the two are mixed; linear by default
 * @returns  the shape without that dimension; before it the dimension of q, if it is a tensor with one
 * @throws IndexError `dim-out-of-range`; DtypeError `dtype-not-supported`; ArgumentError `quantile-range`, `empty-reduction`, `not-a-choice`
 * Gradient: g to the two elements, by their parts in the mixture.
 * @example quantile(tensor([1, 2, 4]), 0.75).item() // 3
 */
export function quantile(x: Tensor, ...args: QuantileCall): Tensor {
  return quantileOf('quantile', x, args, false)
}

/** As `quantile` of all elements or along a dimension, but of what is not NaN. Gradient: that of `quantile`. @example nanquantile(tensor([NaN, 1, 3]), 0.5).item() // 2 */
export function nanquantile(x: Tensor, ...args: QuantileCall): Tensor {
  return quantileOf('nanquantile', x, args, true)
}

function quantileOf(operation: string, x: Tensor, args: readonly unknown[], passNaN: boolean): Tensor {
  const options = named<QuantileOptions & { q: number | Tensor }>(
    operation,
    ['q'],
    ['dim', 'keepdim', 'interpolation'],
    args,
  )
  const q = checked(operation, input(operation, x), options.q)
  const way = choice(operation, 'interpolation', options.interpolation ?? 'linear', ways, {
    type: 'RuntimeError',
    message: `${operation}() interpolation must be one of linear, lower, higher, midpoint or nearest, but got ${options.interpolation}`,
  })
  const flat = options.dim === undefined ? x.reshape(-1) : x.ndim === 0 ? x.reshape(1) : x
  const dim = dimOf(operation, options.dim ?? 0, flat.ndim)
  const sorted = flat.movedim(dim, -1).sort().values
  const found = at(sorted, ranksOf(sorted, q.reshape(-1), passNaN), way).movedim(-1, 0)
  const kept = options.dim === undefined ? x.shape.map(() => 1) : x.ndim === 0 ? [] : x.shape.with(dim, 1)
  const rest = options.keepdim ? kept : options.dim === undefined ? [] : x.shape.toSpliced(dim, 1)
  return found.reshape([...q.shape, ...rest])
}

/** The places of the quantiles, [..., number of quantiles]; behind all numbers where there is a NaN. */
function ranksOf(sorted: Tensor, q: Tensor, passNaN: boolean): Tensor {
  const last = sorted.shape.at(-1)! - 1
  const isNaN = sorted.detach().ne(sorted)
  if (passNaN) return q.mul(isNaN.logicalNot().sum({ dim: -1, keepdim: true }).sub(1).clamp({ min: 0 }).to(q.dtype))
  const ranks = q.mul(last).expand([...sorted.shape.slice(0, -1), q.shape[0]!])
  return where(isNaN.any({ dim: -1, keepdim: true }), last, ranks)
}

function at(sorted: Tensor, ranks: Tensor, way: (typeof ways)[number]): Tensor {
  if (way === 'lower') return sorted.gather(-1, ranks.floor().long())
  if (way === 'higher') return sorted.gather(-1, ranks.ceil().long())
  if (way === 'nearest') return sorted.gather(-1, ranks.round().long())
  const below = ranks.floor()
  const weight = way === 'midpoint' ? 0.5 : ranks.sub(below)
  return sorted.gather(-1, below.long()).lerp(sorted.gather(-1, ranks.ceil().long()), weight)
}

function checked(operation: string, x: Tensor, q: number | Tensor): Tensor {
  if (!isFloating(x.dtype)) {
    throw new DtypeError(`${operation}: takes floating-point numbers, got ${x.dtype}. Convert it: x.to('float32').`, {
      code: 'dtype-not-supported',
      params: { operation, dtype: x.dtype },
      torch: runtimeError(`${operation}() input tensor must be either float or double dtype`),
    })
  }
  requireElements(operation, x, `${operation}() input tensor must be non-empty`)
  const parts = q instanceof Tensor ? q.detach() : tensor(q, { dtype: x.dtype })
  requireSameType(operation, x, parts, `${operation}() q tensor must be same dtype as the input tensor`)
  if (placeOutside(values(parts), 0, 1 + Number.EPSILON) >= 0) {
    throw outside(
      operation,
      runtimeError(
        q instanceof Tensor
          ? `${operation}() q values must be in the range [0, 1]`
          : `${operation}() q must be in the range [0, 1] but got ${q}`,
      ),
    )
  }
  return parts
}

const outside = (operation: string, torch: TorchError): ArgumentError =>
  new ArgumentError(`${operation}: q goes from 0 to 1.`, { code: 'quantile-range', params: { operation }, torch })

declare module '../tensor.ts' {
  interface Tensor {
    quantile: AsMethod<typeof quantile>
    nanquantile: AsMethod<typeof nanquantile>
  }
}
methods({ quantile, nanquantile })
