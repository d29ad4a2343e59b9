/** Roots, reciprocals and the length of a pair. */
import { given } from '../autograd/node.ts'
import { isFloating } from '../dtype.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { binary } from './binary.ts'
import { notSupported } from './types.ts'
import { unary } from './unary.ts'

/** Rounds to float32, as each step on float32 numbers does. */
const f32 = Math.fround

/** Square root; NaN below 0. Gradient: `dx = g / (2√x)`, ∞ at 0. @example sqrt(tensor([9])).tolist() // [3] */
export const sqrt = unary(
  'sqrt',
  Math.sqrt,
  given(['output'], (g, [y]) => g.div(y!.mul(2))),
  { scalar: (g, _a, _b, y) => g / f32(y * 2) },
)

/** `1 / √x`; ∞ at 0, NaN below. Gradient: `dx = −g · y³ / 2`. @example rsqrt(tensor([4])).tolist() // [0.5] */
export const rsqrt = unary(
  'rsqrt',
  (a) => 1 / Math.sqrt(a),
  given(['output'], (g, [y]) => g.mul(y!.pow(3)).mul(-0.5)),
)

/** `1 / x`; ±∞ at ±0. Gradient: `dx = −g / x²`. @example reciprocal(tensor([4])).tolist() // [0.25] */
export const reciprocal = unary(
  'reciprocal',
  (a) => 1 / a,
  given(['output'], (g, [y]) => g.neg().mul(y!.mul(y!))),
  { scalar: (g, _a, _b, y) => -g * f32(y * y) },
)

/**
 * Length of the vector (x, y): `√(x² + y²)`, without overflow, with broadcasting.
 *
 * @param x  [...] float32 or float64
 * @param y  a tensor that broadcasts with x
 * @returns  the broadcast shape; at least 0
 * @throws ShapeError `broadcast`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · x / length`, `dy = g · y / length`; NaN at (0, 0).
 * @example hypot(tensor([3]), tensor([4])).tolist() // [5]
 */
export const hypot = binary(
  'hypot',
  Math.hypot,
  [
    given([0, 'output'], (g, [x, length]) => g.mul(x!.div(length!))),
    given([1, 'output'], (g, [y, length]) => g.mul(y!.div(length!))),
  ],
  {
    check(_x, _y, common) {
      if (!isFloating(common)) throw notSupported('hypot', common, 'floating-point numbers', 'hypot_cpu')
    },
  },
)

declare module '../tensor.ts' {
  interface Tensor {
    sqrt: AsMethod<typeof sqrt>
    sqrt_: InPlace<typeof sqrt>
    rsqrt: AsMethod<typeof rsqrt>
    rsqrt_: InPlace<typeof rsqrt>
    reciprocal: AsMethod<typeof reciprocal>
    reciprocal_: InPlace<typeof reciprocal>
    hypot: AsMethod<typeof hypot>
    hypot_: InPlace<typeof hypot>
  }
}
methods({ sqrt, rsqrt, reciprocal, hypot })
inPlaceMethods({ sqrt, rsqrt, reciprocal, hypot })
