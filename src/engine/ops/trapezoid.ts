/** Areas under a curve, by trapezoids between its points. */
import { dimOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { named } from './arguments.ts'
import { input } from './operand.ts'

export interface TrapezoidOptions {
  /** Where the points are; evenly spaced by default. */
  x?: Tensor
  /** The distance of evenly spaced points. Default: 1. */
  dx?: number
  /** The dimension; the last by default. */
  dim?: number
}

type TrapezoidCall = [options?: TrapezoidOptions] | [x: Tensor, options?: TrapezoidOptions]

/** The area between each point and the next. */
function strips(operation: string, y: Tensor, args: TrapezoidCall): { areas: Tensor; dim: number } {
  const names = args[0] instanceof Tensor ? (['x', 'dim'] as const) : (['dx', 'dim', 'x'] as const)
  const { x, dx = 1, dim = -1 } = named<TrapezoidOptions>(operation, [], names, args)
  const d = dimOf(operation, dim, input(operation, y).ndim)
  const size = y.shape[d]!
  const heights = y
    .narrow(d, 0, size - 1)
    .add(y.narrow(d, 1, size - 1))
    .div(2)
  if (x === undefined) return { areas: heights.mul(dx), dim: d }
  const widths = x.diff()
  return {
    areas: heights.mul(x.ndim === 1 ? widths.reshape(y.shape.map((_, i) => (i === d ? -1 : 1))) : x.diff({ dim: d })),
    dim: d,
  }
}

/**
 * The area under a curve: `Σ (yᵢ + yᵢ₊₁) / 2 · (xᵢ₊₁ − xᵢ)`.
 *
 * @param y  [..., n, ...] the heights
 * @param options.x  [n] or the shape of y: where the points are
 * @param options.dx  the distance of evenly spaced points; default 1
 * @param options.dim  the dimension of size n; the last by default
 * @returns  the shape without that dimension
 * @throws IndexError `dim-out-of-range`
 * Gradient: g times half of the widths beside each point.
 * @example trapezoid(tensor([0, 2, 2])).item() // 3
 */
export function trapezoid(y: Tensor, ...args: TrapezoidCall): Tensor {
  const { areas, dim } = strips('trapezoid', y, args)
  return areas.sum(dim)
}

/** As `trapezoid`: the area under a curve of any shape. Gradient: that of `trapezoid`. @example trapz(tensor([0, 2, 2])).item() // 3 */
export const trapz = trapezoid

/**
 * The area under a curve up to each point but the first.
 *
 * @param y  [..., n, ...] the heights
 * @param options  those of `trapezoid`
 * @returns  [..., n − 1, ...]
 * @throws IndexError `dim-out-of-range`
 * Gradient: that of the running sum.
 * @example cumulativeTrapezoid(tensor([0, 2, 2])).tolist() // [1, 3]
 */
export function cumulativeTrapezoid(y: Tensor, ...args: TrapezoidCall): Tensor {
  const { areas, dim } = strips('cumulativeTrapezoid', y, args)
  return areas.cumsum(dim)
}
