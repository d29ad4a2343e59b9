/** Whole quotients and their remainders. */
import { apply } from '../autograd/apply.ts'
import { given, type Gradient, type Operation } from '../autograd/node.ts'
import { isFloating, resultType, type DType } from '../dtype.ts'
import { ArgumentError, GradError, runtimeError } from '../errors.ts'
import { combined } from '../kernels/elementwise.ts'
import { values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { binary } from './binary.ts'
import { zerosLike } from './create.ts'
import { operand, type Operand } from './operand.ts'
import { choice } from './settings.ts'
import { notSupported, roundingOf } from './types.ts'

export type RoundingMode = 'trunc' | 'floor'

/** `a` minus a multiple of `b`, with the sign of `b`. */
function modulo(a: number, b: number): number {
  const rest = a % b
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest
}

/** ⌊a / b⌋ from the remainder: the quotient itself may have been rounded up to the next whole number. */
function floorOfQuotient(a: number, b: number): number {
  if (b === 0) return a / b
  const rest = a % b
  const below = rest !== 0 && rest < 0 !== b < 0 ? 1 : 0
  const whole = Math.round((a - rest) / b) - below
  return whole === 0 ? Math.sign(a / b) * 0 : whole
}

/** Integers have no infinity to give. */
function refuseZero(name: string, kernel: string) {
  return (_x: Tensor, y: Tensor, common: DType): void => {
    if (common === 'bool') throw notSupported(name, common, 'numbers', kernel)
    if (isFloating(common) || !values(y).includes(0)) return
    throw new ArgumentError(`${name}: integers cannot be divided by 0. Floating-point numbers can: x.to('float32').`, {
      code: 'division-by-zero',
      params: { operation: name },
      torch: runtimeError('ZeroDivisionError'),
    })
  }
}

const Rounded: Operation<{ mode: RoundingMode; dtype: DType }> = {
  name: 'DivBackward2',
  forward([x, y], { mode, dtype }) {
    // 6 / 0.1 is 60 in float32, and 59.999999 before it is rounded.
    const round = roundingOf(dtype)
    return combined(
      'div',
      x!,
      y!,
      mode === 'floor' ? floorOfQuotient : (a, b) => Math.trunc(round(a / b)),
      dtype,
      dtype,
    )
  },
  gradient: [(g) => zerosLike(g), (g) => zerosLike(g)],
}

/** The quotient as a whole number, towards 0 or down: `div` with a rounding mode. */
export function dividedInWhole(x: Tensor, y: Tensor, mode: RoundingMode): Tensor {
  const torch = runtimeError(`div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '${mode}'`)
  choice('div', 'roundingMode', mode, ['trunc', 'floor'], torch)
  const dtype = resultType([x, y])
  refuseZero('div', `div_${mode}_cpu`)(x, y, dtype)
  return apply(Rounded, [x, y], { mode, dtype })
}

/** PyTorch records an operation without a derivative, and fails when it is asked for. */
export function noDerivative(operation: string, torch: string): Gradient<any> {
  return () => {
    throw new GradError(`backward: ${operation} has no derivative. Use .detach() before it, if none should flow.`, {
      code: 'no-derivative',
      params: { operation },
      torch: runtimeError(`derivative for aten::${torch} is not implemented`),
    })
  }
}

/**
 * `⌊x / y⌋`, with broadcasting: Python's `x // y`.
 *
 * @param x  [...] numbers
 * @param y  a tensor that broadcasts with x, or a number
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`; ArgumentError `division-by-zero` for integers; GradError `no-derivative` in `backward`
 * Gradient: none; the quotient does not change but in steps.
 * @example floorDivide(tensor([7, -7]), 2).tolist() // [3, -4]
 */
export const floorDivide = binary(
  'floorDivide',
  floorOfQuotient,
  [noDerivative('floorDivide', 'floor_divide'), noDerivative('floorDivide', 'floor_divide')],
  { node: 'NotImplemented', check: refuseZero('floorDivide', 'div_floor_cpu') },
)

/**
 * What is left of x after whole multiples of y, with the sign of y: Python's `x % y`. Broadcasts.
 *
 * @param x  [...] numbers
 * @param y  a tensor that broadcasts with x, or a number
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`; ArgumentError `division-by-zero` for integers
 * Gradient: `dx = g`, `dy = −g · ⌊x / y⌋`.
 * @example remainder(tensor([-3, 3]), 2).tolist() // [1, 1]
 */
export const remainder = binary(
  'remainder',
  modulo,
  [(g) => g, given([0, 1], (g, [x, y]) => g.neg().mul(x!.div(y!, { roundingMode: 'floor' })))],
  { node: (_x, y) => `RemainderBackward${y.isWrappedNumber ? 0 : 1}`, check: refuseZero('remainder', 'remainder_cpu') },
)

/**
 * What is left of x after whole multiples of y, with the sign of x: C's `fmod`. Broadcasts.
 *
 * @param x  [...] numbers
 * @param y  a tensor that broadcasts with x, or a number
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`; ArgumentError `division-by-zero` for integers
 * Gradient: `dx = g`, `dy = −g · trunc(x / y)`.
 * @example fmod(tensor([-3, 3]), 2).tolist() // [-1, 1]
 */
export const fmod = binary(
  'fmod',
  (a, b) => a % b,
  [(g) => g, given([0, 1], (g, [x, y]) => g.neg().mul(x!.div(y!, { roundingMode: 'trunc' })))],
  { node: (_x, y) => `FmodBackward${y.isWrappedNumber ? 0 : 1}`, check: refuseZero('fmod', 'fmod_cpu') },
)

/** Quotient `x / y`: another name of `div`. @example trueDivide(tensor([1]), 4).tolist() // [0.25] */
export const trueDivide = (x: Tensor, y: Operand): Tensor => operand('trueDivide', x).div(y)

declare module '../tensor.ts' {
  interface Tensor {
    floorDivide: AsMethod<typeof floorDivide>
    floorDivide_: InPlace<typeof floorDivide>
    remainder: AsMethod<typeof remainder>
    remainder_: InPlace<typeof remainder>
    fmod: AsMethod<typeof fmod>
    fmod_: InPlace<typeof fmod>
    trueDivide: AsMethod<typeof trueDivide>
    trueDivide_: InPlace<typeof trueDivide>
  }
}
methods({ floorDivide, remainder, fmod, trueDivide })
inPlaceMethods({ floorDivide, remainder, fmod, trueDivide })
