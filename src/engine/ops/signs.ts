/** Signs and sizes of numbers, element by element. */
import { given, type Formula } from '../autograd/node.ts'
import { mapped } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { binary } from './binary.ts'
import { zerosLike } from './create.ts'
import { input } from './operand.ts'
import { refuseBool } from './types.ts'
import { unary } from './unary.ts'
import { where } from './where.ts'

const flat: Formula<unknown, Tensor> = (g) => zerosLike(g)

/** NaN has the sign 0, as in PyTorch. */
const signOf = (a: number): number => (a > 0 ? 1 : a < 0 ? -1 : 0)

const isNegative = (a: number): boolean => a < 0 || Object.is(a, -0)

/** Absolute value. Gradient: `dx = g · sign x`, 0 at 0. @example abs(tensor([-3])).tolist() // [3] */
export const abs = unary(
  'abs',
  Math.abs,
  given([0], (g, [x]) => g.mul(x!.sign())),
  { integers: 'stay', scalar: (g, a) => g * (a > 0 ? 1 : a < 0 ? -1 : 0) },
)

/** −1, 0 or 1. Gradient: 0. @example sign(tensor([-3, 0])).tolist() // [-1, 0] */
export const sign = (x: Tensor): Tensor => (input('sign', x).dtype === 'bool' ? x.clone() : signOfNumbers(x))
const signOfNumbers = unary('sign', signOf, flat, { integers: 'stay' })

/** As `sign`, for real numbers. Gradient: 0. @example sgn(tensor([-3, 0])).tolist() // [-1, 0] */
export const sgn = (x: Tensor): Tensor => (input('sgn', x).dtype === 'bool' ? x.clone() : sgnOfNumbers(x))
const sgnOfNumbers = unary('sgn', signOf, flat, { integers: 'stay' })

/** Whether the sign is minus, that of −0 too. @example signbit(tensor([-1, 1])).tolist() // [true, false] */
export const signbit = (x: Tensor): Tensor => mapped(input('signbit', x), (a) => Number(isNegative(a)), 'bool', x.dtype)

/** The tensor itself: `+x`. @throws DtypeError `dtype-not-supported` for booleans. @example positive(tensor([-1])).tolist() // [-1] */
export function positive(x: Tensor): Tensor {
  refuseBool('positive', input('positive', x), 'positive')
  return x
}

/**
 * The size of x with the sign of y, with broadcasting.
 *
 * @param x  [...] numbers; integers give float32
 * @param y  a tensor that broadcasts with x, or a number
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`
 * Gradient: `dx = g · result / x`, 0 where x = 0; `dy = 0`.
 * @example copysign(tensor([1, -2]), -1).tolist() // [-1, -2]
 */
export const copysign = binary(
  'copysign',
  (a, b) => (isNegative(b) ? -Math.abs(a) : Math.abs(a)),
  [given([0, 'output'], (g, [x, y]) => where(x!.eq(0), 0, g.mul(y!.div(x!)))), (g) => zerosLike(g)],
  { floating: true, node: (_x, y) => `CopysignBackward${y.isWrappedNumber ? 1 : 0}` },
)

declare module '../tensor.ts' {
  interface Tensor {
    abs: AsMethod<typeof abs>
    abs_: InPlace<typeof abs>
    absolute: AsMethod<typeof abs>
    absolute_: InPlace<typeof abs>
    sign: AsMethod<typeof sign>
    sign_: InPlace<typeof sign>
    sgn: AsMethod<typeof sgn>
    sgn_: InPlace<typeof sgn>
    signbit: AsMethod<typeof signbit>
    positive: AsMethod<typeof positive>
    copysign: AsMethod<typeof copysign>
    copysign_: InPlace<typeof copysign>
  }
}
methods({ abs, absolute: abs, sign, sgn, signbit, positive, copysign })
inPlaceMethods({ abs, absolute: abs, sign, sgn, copysign })

export { abs as absolute }
