/** Activations made of straight pieces: cheap stand-ins for tanh and the sigmoid, and the two shrinkages, element by element. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { runtimeError } from '../errors.ts'
import { mapped } from '../kernels/elementwise.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import type { InPlaceOption } from './rectifiers.ts'
import { outOfRange, perhapsInPlace, settings, type Settings } from './settings.ts'
import { inType, refuseBool, requireFloating, roundingOf } from './types.ts'
import { where } from './where.ts'

interface Bounds {
  readonly low: number
  readonly high: number
}

/** Unlike `clamp`, it passes no gradient on the bounds themselves. */
const Hardtanh: Operation<Bounds> = {
  name: 'HardtanhBackward0',
  forward([x], { low, high }) {
    const [from, to] = [inType(low, x!.dtype), inType(high, x!.dtype)]
    return mapped(x!, (a) => Math.min(Math.max(a, from), to))
  },
  gradient: [given([0], (g, [x], { low, high }) => where(x!.le(low).logicalOr(x!.ge(high)), 0, g))],
}

const clamp6 = (a: number): number => Math.min(Math.max(a, 0), 6)

const Hardsigmoid: Operation = {
  name: 'HardsigmoidBackward0',
  forward([x]) {
    const round = roundingOf(x!.dtype)
    return mapped(x!, (a) => clamp6(round(a + 3)) / 6)
  },
  gradient: [given([0], (g, [x]) => where(x!.gt(-3).logicalAnd(x!.lt(3)), g.div(6), 0))],
}

const Hardswish: Operation = {
  name: 'HardswishBackward0',
  forward([x]) {
    const round = roundingOf(x!.dtype)
    return mapped(x!, (a) => round(a * clamp6(round(a + 3))) / 6)
  },
  gradient: [given([0], (g, [x]) => where(x!.lt(-3), 0, where(x!.lt(3), g.mul(x!.div(3).add(0.5)), g)))],
}

/** NaN counts as inside: it becomes 0. */
const Softshrink: Operation<{ lambd: number }> = {
  name: 'SoftshrinkBackward0',
  forward([x], { lambd }) {
    const limit = inType(lambd, x!.dtype)
    return mapped(x!, (a) => (a > limit ? a - limit : a < -limit ? a + limit : 0))
  },
  gradient: [given([0], (g, [x], { lambd }) => where(x!.ge(-lambd).logicalAnd(x!.le(lambd)), 0, g))],
}

const Hardshrink: Operation<{ lambd: number }> = {
  name: 'HardshrinkBackward0',
  forward([x], { lambd }) {
    const limit = inType(lambd, x!.dtype)
    return mapped(x!, (a) => (a >= -limit && a <= limit ? 0 : a))
  },
  gradient: [given([0], (g, [x], { lambd }) => where(x!.ge(-lambd).logicalAnd(x!.le(lambd)), 0, g))],
}

export interface HardtanhOptions extends InPlaceOption {
  minVal?: number
  maxVal?: number
}

/**
 * A straight line through 0, cut off at two bounds.
 *
 * @param x               [...] numbers
 * @param options.minVal  the lower bound; default −1
 * @param options.maxVal  the upper bound; default 1
 * @param options.inplace write over x; default false
 * @returns  the shape and type of x; in [minVal, maxVal]
 * @throws DtypeError `dtype-not-supported` for booleans
 * Gradient: g strictly between the bounds, else 0.
 * @example hardtanh(tensor([-2, 0.5, 2])).tolist() // [-1, 0.5, 1]
 */
export function hardtanh(x: Tensor, ...options: Settings<HardtanhOptions>): Tensor {
  const {
    minVal = -1,
    maxVal = 1,
    inplace = false,
  } = settings<HardtanhOptions>('hardtanh', ['minVal', 'maxVal', 'inplace'], options)
  return cut('hardtanh', x, minVal, maxVal, inplace)
}

function cut(operation: string, x: Tensor, low: number, high: number, inplace: boolean): Tensor {
  refuseBool(operation, input(operation, x), 'clamp_scalar_cpu')
  return perhapsInPlace(operation, inplace, x, (of) => apply(Hardtanh, [of], { low, high }))
}

/** Rectified linear unit cut off at 6: `min(max(0, x), 6)`. Gradient: g in (0, 6), else 0. @example relu6(tensor([-1, 3, 9])).tolist() // [0, 3, 6] */
export function relu6(x: Tensor, ...options: Settings<InPlaceOption>): Tensor {
  const { inplace = false } = settings<InPlaceOption>('relu6', ['inplace'], options)
  return cut('relu6', x, 0, 6, inplace)
}

/**
 * The sigmoid in straight pieces: `relu6(x + 3) / 6`.
 *
 * @param x                [...] any real values
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x; in [0, 1]
 * @throws DtypeError `dtype-not-supported`
 * Gradient: `g / 6` in (−3, 3), else 0. Source: Howard et al. 2019, §5.2.
 * @example hardsigmoid(tensor([-4, 0, 4])).tolist() // [0, 0.5, 1]
 */
export function hardsigmoid(x: Tensor, ...options: Settings<InPlaceOption>): Tensor {
  const { inplace = false } = settings<InPlaceOption>('hardsigmoid', ['inplace'], options)
  requireFloating('hardsigmoid', input('hardsigmoid', x), 'hardsigmoid_cpu')
  return perhapsInPlace('hardsigmoid', inplace, x, (of) => apply(Hardsigmoid, [of]))
}

/**
 * SiLU in straight pieces: `x · relu6(x + 3) / 6`.
 *
 * @param x                [...] any real values
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported`
 * Gradient: 0 below −3, g from 3 up, `g · (x / 3 + 1/2)` between, and at −3. Source: Howard et al. 2019, §5.2.
 * @example hardswish(tensor([-4, 0, 4])).tolist() // [0, 0, 4]
 */
export function hardswish(x: Tensor, ...options: Settings<InPlaceOption>): Tensor {
  const { inplace = false } = settings<InPlaceOption>('hardswish', ['inplace'], options)
  requireFloating('hardswish', input('hardswish', x), 'hardswish_cpu')
  return perhapsInPlace('hardswish', inplace, x, (of) => apply(Hardswish, [of]))
}

/**
 * Moves every number towards 0 by λ; those within λ of 0 become 0.
 *
 * @param x              [...] any real values
 * @param options.lambd  λ, at least 0; default 0.5
 * @returns  the shape and type of x
 * @throws ArgumentError `argument-range`; DtypeError `dtype-not-supported`
 * Gradient: g where |x| > λ, else 0.
 * @example softshrink(tensor([-2, 0.25, 2])).tolist() // [-1.5, 0, 1.5]
 */
export function softshrink(x: Tensor, ...options: Settings<{ lambd?: number }>): Tensor {
  const { lambd = 0.5 } = settings<{ lambd?: number }>('softshrink', ['lambd'], options)
  requireFloating('softshrink', input('softshrink', x), 'softshrink_cpu')
  if (!(lambd >= 0)) {
    throw outOfRange(
      'softshrink',
      'lambd',
      lambd,
      '≥ 0',
      runtimeError(`lambda must be greater or equal to 0, but found to be ${lambd}.`),
    )
  }
  return apply(Softshrink, [x], { lambd })
}

/**
 * 0 where x is within λ of 0, x elsewhere.
 *
 * @param x              [...] any real values
 * @param options.lambd  λ; default 0.5
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported`
 * Gradient: g where |x| > λ, else 0.
 * @example hardshrink(tensor([-2, 0.25, 2])).tolist() // [-2, 0, 2]
 */
export function hardshrink(x: Tensor, ...options: Settings<{ lambd?: number }>): Tensor {
  const { lambd = 0.5 } = settings<{ lambd?: number }>('hardshrink', ['lambd'], options)
  requireFloating('hardshrink', input('hardshrink', x), 'hardshrink_cpu')
  return apply(Hardshrink, [x], { lambd })
}

export const hardtanh_ = (x: Tensor, minVal = -1, maxVal = 1): Tensor => hardtanh(x, { minVal, maxVal, inplace: true })

declare module '../tensor.ts' {
  interface Tensor {
    hardshrink: AsMethod<typeof hardshrink>
  }
}
methods({ hardshrink })
