/** Sums, differences, products, quotients and powers, element by element with broadcasting. */
import { applyOne, applyToNumber, applyTwo } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { isFloating, resultType, type DType } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { combined, combinedBy, mapped, mappedBy } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { dividedInWhole, type RoundingMode } from './division.ts'
import { input, operand, type Operand } from './operand.ts'
import { where } from './where.ts'

/** Rounds to float32, as each step on float32 numbers does. */
const f32 = Math.fround

const Add: Operation = {
  name: 'AddBackward0',
  forward: ([x, y]) => combinedBy('add', x!, y!, (a, b) => a + b),
  gradient: [(g) => g, (g) => g],
  scalar: { forward: (a, b) => a + b, gradient: [(g) => g, (g) => g] },
}

const Sub: Operation = {
  name: 'SubBackward0',
  forward: ([x, y]) => combinedBy('sub', x!, y!, (a, b) => a - b),
  gradient: [(g) => g, (g) => g.neg()],
  scalar: { forward: (a, b) => a - b, gradient: [(g) => g, (g) => -g] },
}

/** `y − x`, as PyTorch calls it when a number comes first. */
const Rsub: Operation = {
  name: 'RsubBackward1',
  forward: ([x, y]) => combinedBy('rsub', y!, x!, (a, b) => a - b),
  gradient: [(g) => g.neg(), (g) => g],
  scalar: { forward: (a, b) => b - a, gradient: [(g) => -g, (g) => g] },
}

const Mul: Operation = {
  name: 'MulBackward0',
  forward: ([x, y]) => combinedBy('mul', x!, y!, (a, b) => a * b),
  gradient: [given([1], (g, [y]) => g.mul(y!)), given([0], (g, [x]) => g.mul(x!))],
  scalar: { forward: (a, b) => a * b, gradient: [(g, _a, b) => g * b, (g, a) => g * a] },
}

const Div: Operation = {
  name: 'DivBackward0',
  forward([x, y]) {
    const common = resultType([x!, y!])
    const dtype = isFloating(common) ? common : 'float32'
    return combinedBy('div', x!, y!, (a, b) => a / b, dtype, dtype)
  },
  gradient: [given([1], (g, [y]) => g.div(y!)), given([0, 1], (g, [x, y]) => g.neg().mul(x!.div(y!).div(y!)))],
  scalar: { forward: (a, b) => a / b, gradient: [(g, _a, b) => g / b, (g, a, b) => -g * f32(f32(a / b) / b)] },
}

const Neg: Operation = {
  name: 'NegBackward0',
  forward: ([x]) => mappedBy('neg', x!, (a) => -a),
  gradient: [(g) => g.neg()],
  scalar: { forward: (a) => -a, gradient: [(g) => -g] },
}

/** xᵖ for a number p. Small whole powers are products: exact where `Math.pow` need not be. */
const PowNumber: Operation<{ exponent: number }> = {
  name: 'PowBackward0',
  forward([x], { exponent }) {
    const dtype =
      isFloating(x!.dtype) || Number.isInteger(exponent) ? (x!.dtype === 'bool' ? 'int64' : x!.dtype) : 'float32'
    const f = powerOf(exponent, dtype)
    return exponent === 2 ? mappedBy('square', x!, f, dtype) : mapped(x!, f, dtype)
  },
  gradient: [given([0], (g, [x], { exponent: p }) => (p === 0 ? g.mul(0) : g.mul(x!.pow(p - 1).mul(p))))],
  scalar: {
    forward: (a, _b, { exponent }) => raised(a, exponent),
    gradient: [(g, a, _b, _y, { exponent: p }) => (p === 0 ? g * 0 : g * f32(f32(raised(a, p - 1)) * f32(p)))],
  },
}

/** The same for one float32 number. */
function raised(a: number, p: number): number {
  if (p === 1) return a
  if (p === 2) return a * a
  if (p === 3) return f32(a * a) * a
  if (p === 0.5) return Math.sqrt(a)
  return p === -1 ? 1 / a : a ** p
}

function powerOf(p: number, dtype: DType): (a: number) => number {
  if (p === 2) return (a) => a * a
  // PyTorch rounds the square too.
  if (p === 3) return dtype === 'float32' ? (a) => Math.fround(a * a) * a : (a) => a * a * a
  if (p === 0.5) return Math.sqrt
  if (p === -1) return (a) => 1 / a
  return (a) => a ** p
}

const Pow: Operation = {
  name: 'PowBackward1',
  forward: ([x, y]) => combined('pow', x!, y!, (a, b) => (a === 1 ? 1 : a ** b)),
  gradient: [
    given([0, 1], (g, [x, y]) => where(y!.eq(0), 0, g.mul(y!).mul(x!.pow(y!.sub(1))))),
    // At x = 0 the limit of xʸ · log x is 0 for y ≥ 0, where the formula would give 0 · −∞.
    given([0, 1, 'output'], (g, [x, y, out]) => g.mul(where(x!.eq(0).mul(y!.ge(0)), 0, out!.mul(x!.log())))),
  ],
}

/**
 * Sum `x + α·y`, with broadcasting.
 *
 * @param x  [...] any type
 * @param y  a tensor that broadcasts with x, or a number
 * @param options.alpha  factor α of y; default 1
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: `dx = g`, `dy = α·g`, each summed over what was broadcast.
 * @example add(tensor([1, 2]), 10).tolist() // [11, 12]
 */
export function add(x: Tensor, y: Operand, options?: { alpha?: number }): Tensor {
  if (typeof y === 'number' && options === undefined) return applyToNumber(Add, operand('add', x), y)
  const addend = operand('add', y)
  const alpha = options?.alpha ?? 1
  return applyTwo(Add, operand('add', x), alpha === 1 ? addend : mul(addend, alpha))
}

/**
 * Difference `x − α·y`, with broadcasting.
 *
 * @param x  [...] any type but bool
 * @param y  a tensor that broadcasts with x, or a number
 * @param options.alpha  factor α of y; default 1
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`; DtypeError `sub-of-bool`
 * Gradient: `dx = g`, `dy = −α·g`, each summed over what was broadcast.
 * @example sub(tensor([1, 2]), 10).tolist() // [-9, -8]
 */
export function sub(x: Tensor, y: Operand, options?: { alpha?: number }): Tensor {
  if (typeof y === 'number' && options === undefined) return applyToNumber(Sub, operand('sub', x), y)
  const alpha = options?.alpha ?? 1
  const left = operand('sub', x)
  const right = operand('sub', y)
  if (left.dtype === 'bool' && right.dtype === 'bool') {
    throw new DtypeError("sub: booleans have no difference. Use ne(x, y), or convert with .to('int64').", {
      code: 'sub-of-bool',
      torch: runtimeError(
        'Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.',
      ),
    })
  }
  return applyTwo(Sub, left, alpha === 1 ? right : mul(right, alpha))
}

/** Difference the other way round, `y − x`: Python's `10 - x`. Gradient: `dx = −g`, `dy = g`. @example rsub(tensor([1, 2]), 10).tolist() // [9, 8] */
export function rsub(x: Tensor, y: Operand): Tensor {
  return applyTwo(Rsub, operand('rsub', x), operand('rsub', y))
}

/**
 * Product `x · y`, element by element with broadcasting.
 *
 * @param x  [...] any type
 * @param y  a tensor that broadcasts with x, or a number
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: `dx = g · y`, `dy = g · x`, each summed over what was broadcast.
 * @example mul(tensor([1, 2]), tensor([3, 4])).tolist() // [3, 8]
 */
export function mul(x: Tensor, y: Operand): Tensor {
  if (typeof y === 'number') return applyToNumber(Mul, operand('mul', x), y)
  return applyTwo(Mul, operand('mul', x), operand('mul', y))
}

/**
 * Quotient `x / y`, with broadcasting; integers give float32.
 *
 * @param x  [...] any type
 * @param y  a tensor that broadcasts with x, or a number; 0 gives ±∞ or NaN
 * @param options.roundingMode  `'trunc'`, towards 0, or `'floor'`, down: integers stay integers; not by default
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`; ArgumentError `not-a-choice`, `division-by-zero` for whole quotients of integers
 * Gradient: `dx = g / y`, `dy = −g · x / y²`, each summed over what was broadcast; 0 for whole quotients.
 * @example div(tensor([1, 2]), 4).tolist() // [0.25, 0.5]
 */
export function div(x: Tensor, y: Operand, options?: { roundingMode?: RoundingMode | null }): Tensor {
  const dividend = operand('div', x)
  if (typeof y === 'number' && options === undefined) return applyToNumber(Div, dividend, y)
  const divisor = operand('div', y)
  const roundingMode = options?.roundingMode
  if (roundingMode != null) return dividedInWhole(dividend, divisor, roundingMode)
  return applyTwo(Div, dividend, divisor)
}

/** Negation `−x`. Gradient: `dx = −g`. @example neg(tensor([1, -2])).tolist() // [-1, 2] */
export function neg(x: Tensor): Tensor {
  return applyOne(Neg, input('neg', x))
}

/**
 * Power `xʸ`, element by element with broadcasting.
 *
 * @param x  [...] base; negative bases with a fractional exponent give NaN
 * @param y  exponent: a number, or a tensor that broadcasts with x
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: `dx = g · y · xʸ⁻¹`, 0 where y = 0; `dy = g · xʸ · log x`, 0 where x = 0 and y ≥ 0.
 * @example pow(tensor([2, 3]), 2).tolist() // [4, 9]
 */
export function pow(x: Tensor, y: Operand): Tensor {
  const base = operand('pow', x)
  if (typeof y === 'number' && x === base) return applyOne(PowNumber, base, { exponent: y })
  return applyTwo(Pow, base, operand('pow', y))
}

/** Square `x²`. Gradient: `dx = 2 · g · x`. @example square(tensor([3])).tolist() // [9] */
export function square(x: Tensor): Tensor {
  return pow(input('square', x), 2)
}

/** `xʸ`, computed in float64 whatever the types. Gradient: that of `pow`. @example floatPower(tensor([2], { dtype: 'int64' }), -1).tolist() // [0.5] */
export const floatPower = (x: Tensor, y: Operand): Tensor => pow(operand('floatPower', x).to('float64'), y)

declare module '../tensor.ts' {
  interface Tensor {
    add: AsMethod<typeof add>
    add_: InPlace<typeof add>
    sub: AsMethod<typeof sub>
    sub_: InPlace<typeof sub>
    rsub: AsMethod<typeof rsub>
    mul: AsMethod<typeof mul>
    mul_: InPlace<typeof mul>
    div: AsMethod<typeof div>
    div_: InPlace<typeof div>
    neg: AsMethod<typeof neg>
    neg_: InPlace<typeof neg>
    pow: AsMethod<typeof pow>
    pow_: InPlace<typeof pow>
    square: AsMethod<typeof square>
    square_: InPlace<typeof square>
    floatPower: AsMethod<typeof floatPower>
    subtract: AsMethod<typeof sub>
    subtract_: InPlace<typeof sub>
    multiply: AsMethod<typeof mul>
    multiply_: InPlace<typeof mul>
    divide: AsMethod<typeof div>
    divide_: InPlace<typeof div>
    negative: AsMethod<typeof neg>
    negative_: InPlace<typeof neg>
  }
}
methods({
  add,
  sub,
  rsub,
  mul,
  div,
  neg,
  pow,
  square,
  floatPower,
  subtract: sub,
  multiply: mul,
  divide: div,
  negative: neg,
})
inPlaceMethods({ add, sub, mul, div, neg, pow, square, subtract: sub, multiply: mul, divide: div, negative: neg })

export { div as divide, mul as multiply, neg as negative, sub as subtract }
