/** Hyperbolic functions and their inverses. */
import { given } from '../autograd/node.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { unary } from './unary.ts'

/** Rounds to float32, as each step on float32 numbers does. */
const f32 = Math.fround

/** Hyperbolic sine `(eˣ − e⁻ˣ) / 2`. Gradient: `dx = g · cosh x`. @example sinh(tensor([0])).tolist() // [0] */
export const sinh = unary(
  'sinh',
  Math.sinh,
  given([0], (g, [x]) => g.mul(x!.cosh())),
)

/** Hyperbolic cosine `(eˣ + e⁻ˣ) / 2`. Gradient: `dx = g · sinh x`. @example cosh(tensor([0])).tolist() // [1] */
export const cosh = unary(
  'cosh',
  Math.cosh,
  given([0], (g, [x]) => g.mul(x!.sinh())),
)

/** Hyperbolic tangent, in (−1, 1). Gradient: `dx = g · (1 − tanh²x)`. @example tanh(tensor([0])).tolist() // [0] */
export const tanh = unary(
  'tanh',
  Math.tanh,
  given(['output'], (g, [y]) => g.mul(y!.square().neg().add(1))),
  { scalar: (g, _a, _b, y) => g * f32(1 - f32(y * y)) },
)

/** Inverse of `sinh`. Gradient: `dx = g / √(x² + 1)`. @example asinh(tensor([0])).tolist() // [0] */
export const asinh = unary(
  'asinh',
  Math.asinh,
  given([0], (g, [x]) => g.mul(x!.square().add(1).rsqrt())),
)

/** Inverse of `cosh`, at least 0; NaN below 1. Gradient: `dx = g / √(x² − 1)`. @example acosh(tensor([1])).tolist() // [0] */
export const acosh = unary(
  'acosh',
  Math.acosh,
  given([0], (g, [x]) => g.mul(x!.square().sub(1).rsqrt())),
)

/** Inverse of `tanh`; ±∞ at ±1, NaN outside. Gradient: `dx = g / (1 − x²)`. @example atanh(tensor([0])).tolist() // [0] */
export const atanh = unary(
  'atanh',
  Math.atanh,
  given([0], (g, [x]) => g.div(x!.square().neg().add(1))),
)

declare module '../tensor.ts' {
  interface Tensor {
    sinh: AsMethod<typeof sinh>
    sinh_: InPlace<typeof sinh>
    cosh: AsMethod<typeof cosh>
    cosh_: InPlace<typeof cosh>
    tanh: AsMethod<typeof tanh>
    tanh_: InPlace<typeof tanh>
    asinh: AsMethod<typeof asinh>
    asinh_: InPlace<typeof asinh>
    acosh: AsMethod<typeof acosh>
    acosh_: InPlace<typeof acosh>
    atanh: AsMethod<typeof atanh>
    atanh_: InPlace<typeof atanh>
  }
}
methods({ sinh, cosh, tanh, asinh, acosh, atanh })
inPlaceMethods({ sinh, cosh, tanh, asinh, acosh, atanh })
