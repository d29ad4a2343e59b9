/** Running sums and products along a dimension. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { isFloating, type DType } from '../dtype.ts'
import { runningLogSumExp, runningProduct, runningSum, type RunLane } from '../kernels/cumulative.ts'
import { eachLane, laneOf } from '../kernels/lanes.ts'
import { fromNumbers, newNumbers, valuesAs } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { cat } from './join.ts'
import { input } from './operand.ts'
import { requireFloating } from './types.ts'
import { where } from './where.ts'

interface CumulativeOptions {
  /** The dimension to run along. */
  dim: number
  /** Convert to this type first. */
  dtype?: DType
}

type CumulativeCall = Call<[dim: number], Partial<CumulativeOptions>>

interface Along {
  readonly dim: number
}

function running(x: Tensor, dim: number, run: RunLane, dtype: DType = isFloating(x.dtype) ? x.dtype : 'int64'): Tensor {
  const numbers = valuesAs(x, dtype)
  const out = newNumbers(dtype, numbers.length)
  const { size, step } = laneOf(x.shape, dim)
  eachLane(x.shape, dim, size, (from) => run(out, numbers, from, step, size))
  return fromNumbers(out, x.shape, dtype)
}

/** Element k is the sum of the elements k to the last. */
const sumFromEnd = (x: Tensor, dim: number): Tensor => x.flip(dim).cumsum(dim).flip(dim)

const Cumsum: Operation<Along> = {
  name: 'CumsumBackward0',
  forward: ([x], { dim }) => running(x!, dim, runningSum),
  gradient: [(g, _, { dim }) => sumFromEnd(g, dim)],
}

const Cumprod: Operation<Along> = {
  name: 'CumprodBackward0',
  forward: ([x], { dim }) => running(x!, dim, runningProduct),
  gradient: [
    given([0, 'output'], (g, [x, y], { dim }) => {
      const hasZero = Boolean(x!.eq(0).any().item())
      return hasZero && x!.ndim > 0 ? slopeWithZeros(g, x!, dim) : sumFromEnd(g.mul(y!), dim).div(x!)
    }),
  ],
}

/** `dxₖ = Σ gᵢ · Π xⱼ` over i ≥ k and j ≤ i, j ≠ k, element by element, since nothing can be divided by 0. */
function slopeWithZeros(g: Tensor, x: Tensor, dim: number): Tensor {
  const size = x.shape[dim]!
  const slopes: Tensor[] = []
  for (let k = 0; k < size; k++) {
    const before = x.narrow(dim, 0, k).prod({ dim, keepdim: true })
    const after = x
      .narrow(dim, k + 1, size - k - 1)
      .cumprod(dim)
      .mul(before)
    slopes.push(
      cat([before, after], dim)
        .mul(g.narrow(dim, k, size - k))
        .sum({ dim, keepdim: true }),
    )
  }
  return cat(slopes, dim)
}

const Logcumsumexp: Operation<Along> = {
  name: 'LogcumsumexpBackward0',
  forward: ([x], { dim }) => running(x!, dim, runningLogSumExp),
  gradient: [
    given([0, 'output'], (g, [x, y], { dim }) =>
      expSumFromEnd(g, x!, y!, dim).sub(expSumFromEnd(g.neg(), x!, y!, dim)),
    ),
  ],
}

/** `Σ gᵢ · exp(xₖ − yᵢ)` over i ≥ k, of positive g alone, by logarithms: exp(xₖ) by itself may overflow. */
function expSumFromEnd(g: Tensor, x: Tensor, y: Tensor, dim: number): Tensor {
  const least = x.dtype === 'float32' ? -3.4028234663852886e38 : -Number.MAX_VALUE
  const positive = g.gt(0)
  const size = where(positive, where(positive, g, 1).log(), least)
  return size.sub(y).flip(dim).logcumsumexp(dim).flip(dim).add(x).exp()
}

function along(operation: string, record: Operation<Along>, x: Tensor, args: readonly unknown[]): Tensor {
  const { dim, dtype } = named<CumulativeOptions>(operation, ['dim'], ['dtype'], args)
  const from = dtype === undefined ? input(operation, x) : input(operation, x).to(dtype)
  return apply(record, [from], { dim: dimOf(operation, dim, from.ndim) })
}

/**
 * Running sum along a dimension: `yₖ = Σ xᵢ` over i ≤ k.
 *
 * @param x  [...] any type; integers and booleans give int64
 * @param options.dim  the dimension, negative from the end
 * @param options.dtype  convert first
 * @returns  the shape of x
 * @throws IndexError `dim-out-of-range`; ArgumentError `missing-argument`
 * Gradient: the running sum of g from the other end.
 * @example cumsum(tensor([1, 2, 3]), 0).tolist() // [1, 3, 6]
 */
export function cumsum(x: Tensor, ...args: CumulativeCall): Tensor {
  return along('cumsum', Cumsum, x, args)
}

/**
 * Running product along a dimension: `yₖ = Π xᵢ` over i ≤ k.
 *
 * @param x  [...] any type; integers and booleans give int64
 * @param options.dim  the dimension, negative from the end
 * @param options.dtype  convert first
 * @returns  the shape of x
 * @throws IndexError `dim-out-of-range`; ArgumentError `missing-argument`
 * Gradient: `dxₖ = Σ gᵢ · yᵢ / xₖ` over i ≥ k, right at zeros as well.
 * @example cumprod(tensor([1, 2, 3]), 0).tolist() // [1, 2, 6]
 */
export function cumprod(x: Tensor, ...args: CumulativeCall): Tensor {
  return along('cumprod', Cumprod, x, args)
}

/**
 * Running `log Σ exp x` along a dimension, without overflow.
 *
 * @param x  [...] float32 or float64
 * @param options.dim  the dimension, negative from the end
 * @returns  the shape of x
 * @throws IndexError `dim-out-of-range`; DtypeError `dtype-not-supported` for integers
 * Gradient: `dxₖ = Σ gᵢ · exp(xₖ − yᵢ)` over i ≥ k.
 * @example logcumsumexp(tensor([0, 0]), 0).exp().round().tolist() // [1, 2]
 */
export function logcumsumexp(x: Tensor, ...args: Call<[dim: number], { dim?: number }>): Tensor {
  requireFloating('logcumsumexp', input('logcumsumexp', x), 'logcumsumexp_out_cpu')
  return along('logcumsumexp', Logcumsumexp, x, args)
}

declare module '../tensor.ts' {
  interface Tensor {
    cumsum: AsMethod<typeof cumsum>
    cumsum_: InPlace<typeof cumsum>
    cumprod: AsMethod<typeof cumprod>
    cumprod_: InPlace<typeof cumprod>
    logcumsumexp: AsMethod<typeof logcumsumexp>
  }
}
methods({ cumsum, cumprod, logcumsumexp })
inPlaceMethods({ cumsum, cumprod })
