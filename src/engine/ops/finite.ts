/** Infinities, NaN, and numbers that are nearly equal, element by element. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { dtypes, type DType } from '../dtype.ts'
import { runtimeError } from '../errors.ts'
import { combined, mapped } from '../kernels/elementwise.ts'
import { values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import { outOfRange, settings, type Settings } from './settings.ts'
import { requireSameType, roundingOf } from './types.ts'
import { where } from './where.ts'

const test = (name: string, holds: (a: number) => boolean) => (x: Tensor) =>
  mapped(input(name, x), (a) => Number(holds(a)), 'bool', x.dtype)

/** Where x is not a number. @example isnan(tensor([1, NaN])).tolist() // [false, true] */
export const isnan = test('isnan', (a) => a !== a)
/** Where x is ∞ or −∞. @example isinf(tensor([1, -Infinity])).tolist() // [false, true] */
export const isinf = test('isinf', (a) => Math.abs(a) === Infinity)
/** Where x is neither infinite nor NaN. @example isfinite(tensor([1, NaN])).tolist() // [true, false] */
export const isfinite = test('isfinite', Number.isFinite)
/** Where x is ∞. @example isposinf(tensor([Infinity, -Infinity])).tolist() // [true, false] */
export const isposinf = test('isposinf', (a) => a === Infinity)
/** Where x is −∞. @example isneginf(tensor([Infinity, -Infinity])).tolist() // [false, true] */
export const isneginf = test('isneginf', (a) => a === -Infinity)

interface Replacements {
  readonly nan: number
  readonly posinf: number
  readonly neginf: number
}

const NanToNum: Operation<Replacements> = {
  name: 'NanToNumBackward0',
  forward: ([x], { nan, posinf, neginf }) =>
    mapped(x!, (a) => (a !== a ? nan : a === Infinity ? posinf : a === -Infinity ? neginf : a)),
  gradient: [given([0], (g, [x]) => where(x!.isfinite(), g, 0))],
}

/** The largest number of a type. */
const largest = (dtype: DType): number => (dtype === 'float32' ? (2 - 2 ** -23) * 2 ** 127 : Number.MAX_VALUE)

/**
 * Numbers in place of NaN and the infinities.
 *
 * @param x  [...] any type; integers come back as they are
 * @param options.nan     for NaN; default 0
 * @param options.posinf  for ∞; default the largest number of the type
 * @param options.neginf  for −∞; default its negative
 * @returns  the shape and type of x
 * Gradient: g where x is finite, else 0.
 * @example nanToNum(tensor([NaN, 2])).tolist() // [0, 2]
 */
export function nanToNum(x: Tensor, ...options: Settings<Partial<Replacements>>): Tensor {
  const { nan = 0, posinf, neginf } = settings<Partial<Replacements>>('nanToNum', ['nan', 'posinf', 'neginf'], options)
  const max = largest(input('nanToNum', x).dtype)
  return apply(NanToNum, [x], { nan, posinf: posinf ?? max, neginf: neginf ?? -max })
}

export interface Tolerance {
  /** Relative tolerance; default 1e-5. */
  rtol?: number
  /** Absolute tolerance; default 1e-8. */
  atol?: number
  /** Whether NaN is near NaN. Default: false. */
  equalNan?: boolean
}

/**
 * Where `|x − y| ≤ atol + rtol · |y|`. Infinities are near their equals only.
 *
 * @param x  [...] any type
 * @param y  a tensor of that type that broadcasts with x
 * @param options.rtol      relative tolerance, at least 0; default 1e-5
 * @param options.atol      absolute tolerance, at least 0; default 1e-8
 * @param options.equalNan  whether NaN is near NaN; default false
 * @returns  the broadcast shape, bool
 * @throws DtypeError `dtypes-differ`; ArgumentError `argument-range`; ShapeError `broadcast`
 * @example isclose(tensor([1, 1]), tensor([1.000001, 1.1])).tolist() // [true, false]
 */
export function isclose(x: Tensor, y: Tensor, ...options: Settings<Tolerance>): Tensor {
  const {
    rtol = 1e-5,
    atol = 1e-8,
    equalNan = false,
  } = settings<Tolerance>('isclose', ['rtol', 'atol', 'equalNan'], options)
  requireSameType(
    'isclose',
    input('isclose', x),
    input('isclose', y),
    `${dtypes[x.dtype].torch} did not match ${dtypes[y.dtype].torch}`,
  )
  notNegative('rtol', rtol)
  notNegative('atol', atol)
  const round = roundingOf(x.dtype)
  const factor = round(rtol)
  const near = (a: number, b: number): boolean =>
    a === b ||
    (equalNan && a !== a && b !== b) ||
    (Number.isFinite(a - b) && round(Math.abs(a - b)) <= round(round(atol) + Math.abs(round(factor * b))))
  return combined('isclose', x, y, (a, b) => Number(near(a, b)), 'bool', x.dtype)
}

function notNegative(name: string, value: number): void {
  if (value >= 0) return
  throw outOfRange(
    'isclose',
    name,
    value,
    '≥ 0',
    runtimeError(`${name} must be greater than or equal to zero, but got ${value}`),
  )
}

/**
 * Whether all numbers are near each other: `isclose` everywhere. The shapes broadcast.
 *
 * @returns  true or false
 * @example allclose(tensor([1]), tensor([1.000001])) // true
 */
export function allclose(x: Tensor, y: Tensor, ...options: Settings<Tolerance>): boolean {
  return values(isclose(x, y, ...options)).every((near) => near !== 0)
}

declare module '../tensor.ts' {
  interface Tensor {
    isnan: AsMethod<typeof isnan>
    isinf: AsMethod<typeof isinf>
    isfinite: AsMethod<typeof isfinite>
    isposinf: AsMethod<typeof isposinf>
    isneginf: AsMethod<typeof isneginf>
    nanToNum: AsMethod<typeof nanToNum>
    nanToNum_: InPlace<typeof nanToNum>
    isclose: AsMethod<typeof isclose>
    allclose: AsMethod<typeof allclose>
  }
}
methods({ isnan, isinf, isfinite, isposinf, isneginf, nanToNum, isclose, allclose })
inPlaceMethods({ nanToNum })
