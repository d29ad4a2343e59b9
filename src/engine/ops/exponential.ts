/** Exponentials and logarithms. */
import { given } from '../autograd/node.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { unary } from './unary.ts'

/** Rounds to float32, as each step on float32 numbers does. */
const f32 = Math.fround

/** Exponential `eˣ`. Gradient: `dx = g · eˣ`. @example exp(tensor([0])).tolist() // [1] */
export const exp = unary(
  'exp',
  Math.exp,
  given(['output'], (g, [y]) => g.mul(y!)),
  { scalar: (g, _a, _b, y) => g * y },
)

/** Power of two, `2ˣ`. Gradient: `dx = g · 2ˣ · ln 2`. @example exp2(tensor([3])).tolist() // [8] */
export const exp2 = unary(
  'exp2',
  (a) => 2 ** a,
  given(['output'], (g, [y]) => g.mul(y!).mul(Math.LN2)),
)

/** `eˣ − 1`, exact near 0, where the difference of `exp` would lose its digits. Gradient: `dx = g · eˣ`. @example expm1(tensor([0])).tolist() // [0] */
export const expm1 = unary(
  'expm1',
  Math.expm1,
  given(['output'], (g, [y]) => g.mul(y!.add(1))),
)

/** Natural logarithm; −∞ at 0, NaN below. Gradient: `dx = g / x`. @example log(tensor([1])).tolist() // [0] */
export const log = unary(
  'log',
  Math.log,
  given([0], (g, [x]) => g.div(x!)),
  { scalar: (g, a) => g / a },
)

/** Logarithm to base 2; −∞ at 0, NaN below. Gradient: `dx = g / (x · ln 2)`. @example log2(tensor([8])).tolist() // [3] */
export const log2 = unary(
  'log2',
  Math.log2,
  given([0], (g, [x]) => g.div(x!.mul(Math.LN2))),
)

/** Logarithm to base 10; −∞ at 0, NaN below. Gradient: `dx = g / (x · ln 10)`. @example log10(tensor([1000])).tolist() // [3] */
export const log10 = unary(
  'log10',
  Math.log10,
  given([0], (g, [x]) => g.div(x!.mul(Math.LN10))),
)

/** `log(1 + x)`, exact near 0; −∞ at −1, NaN below. Gradient: `dx = g / (1 + x)`. @example log1p(tensor([0])).tolist() // [0] */
export const log1p = unary(
  'log1p',
  Math.log1p,
  given([0], (g, [x]) => g.div(x!.add(1))),
  { node: 'Log1PBackward0', scalar: (g, a) => g / f32(a + 1) },
)

declare module '../tensor.ts' {
  interface Tensor {
    exp: AsMethod<typeof exp>
    exp_: InPlace<typeof exp>
    exp2: AsMethod<typeof exp2>
    exp2_: InPlace<typeof exp2>
    expm1: AsMethod<typeof expm1>
    expm1_: InPlace<typeof expm1>
    log: AsMethod<typeof log>
    log_: InPlace<typeof log>
    log2: AsMethod<typeof log2>
    log2_: InPlace<typeof log2>
    log10: AsMethod<typeof log10>
    log10_: InPlace<typeof log10>
    log1p: AsMethod<typeof log1p>
    log1p_: InPlace<typeof log1p>
  }
}
methods({ exp, exp2, expm1, log, log2, log10, log1p })
inPlaceMethods({ exp, exp2, expm1, log, log2, log10, log1p })
