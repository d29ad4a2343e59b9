/** Angles, in radians, and their functions. */
import { given } from '../autograd/node.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { binary } from './binary.ts'
import { unary } from './unary.ts'
import { where } from './where.ts'

/** Rounds to float32, as each step on float32 numbers does. */
const f32 = Math.fround

/** Sine. Gradient: `dx = g · cos x`. @example sin(tensor([0])).tolist() // [0] */
export const sin = unary(
  'sin',
  Math.sin,
  given([0], (g, [x]) => g.mul(x!.cos())),
  { scalar: (g, a) => g * f32(Math.cos(a)) },
)

/** Cosine. Gradient: `dx = −g · sin x`. @example cos(tensor([0])).tolist() // [1] */
export const cos = unary(
  'cos',
  Math.cos,
  given([0], (g, [x]) => g.mul(x!.sin().neg())),
  { scalar: (g, a) => g * -f32(Math.sin(a)) },
)

/** Tangent. Gradient: `dx = g · (1 + tan²x)`. @example tan(tensor([0])).tolist() // [0] */
export const tan = unary(
  'tan',
  Math.tan,
  given(['output'], (g, [y]) => g.mul(y!.square().add(1))),
)

/** Arcsine, in [−π/2, π/2]; NaN outside [−1, 1]. Gradient: `dx = g / √(1 − x²)`. @example asin(tensor([0])).tolist() // [0] */
export const asin = unary(
  'asin',
  Math.asin,
  given([0], (g, [x]) => g.mul(x!.square().neg().add(1).rsqrt())),
)

/** Arccosine, in [0, π]; NaN outside [−1, 1]. Gradient: `dx = −g / √(1 − x²)`. @example acos(tensor([1])).tolist() // [0] */
export const acos = unary(
  'acos',
  Math.acos,
  given([0], (g, [x]) => g.mul(x!.square().neg().add(1).rsqrt().neg())),
)

/** Arctangent, in [−π/2, π/2]. Gradient: `dx = g / (1 + x²)`. @example atan(tensor([0])).tolist() // [0] */
export const atan = unary(
  'atan',
  Math.atan,
  given([0], (g, [x]) => g.div(x!.square().add(1))),
)

/**
 * Angle of the point (x, y) in its quadrant, in [−π, π]; `atan(y / x)` where x > 0. Broadcasts.
 *
 * @param y  [...] the ordinate
 * @param x  the abscissa, a tensor that broadcasts with y
 * @returns  the broadcast shape, in radians
 * @throws ShapeError `broadcast`
 * Gradient: `dy = g · x / (x² + y²)`, `dx = −g · y / (x² + y²)`; NaN at (0, 0).
 * @example atan2(tensor([0]), tensor([1])).tolist() // [0]
 */
export const atan2 = binary(
  'atan2',
  Math.atan2,
  [
    given([0, 1], (g, [y, x]) => g.mul(x!).mul(y!.square().add(x!.square()).reciprocal())),
    given([0, 1], (g, [y, x]) => g.mul(y!.neg()).mul(y!.square().add(x!.square()).reciprocal())),
  ],
  { floating: true },
)

/** Degrees to radians, `x · π / 180`. Gradient: `dx = g · π / 180`. @example deg2rad(tensor([0])).tolist() // [0] */
export const deg2rad = unary(
  'deg2rad',
  (a) => (a * Math.PI) / 180,
  (g) => g.mul(Math.PI / 180),
  { node: 'Deg2RadBackward0' },
)

/** Radians to degrees, `x · 180 / π`. Gradient: `dx = g · 180 / π`. @example rad2deg(tensor([0])).tolist() // [0] */
export const rad2deg = unary(
  'rad2deg',
  (a) => (a * 180) / Math.PI,
  (g) => g.mul(180 / Math.PI),
  { node: 'Rad2DegBackward0' },
)

/** `sin(πx) / (πx)`, 1 at 0. Gradient: `dx = g · (cos πx − sinc x) / x`, 0 at 0. @example sinc(tensor([0])).tolist() // [1] */
export const sinc = unary(
  'sinc',
  (a) => (a === 0 ? 1 : Math.sin(Math.PI * a) / (Math.PI * a)),
  given([0], (g, [x]) => {
    const angle = x!.mul(Math.PI)
    const safe = where(x!.eq(0), 1, angle)
    return where(x!.eq(0), 0, g.mul(safe.mul(safe.cos()).sub(safe.sin()).div(safe.mul(safe))).mul(Math.PI))
  }),
)

declare module '../tensor.ts' {
  interface Tensor {
    sin: AsMethod<typeof sin>
    sin_: InPlace<typeof sin>
    cos: AsMethod<typeof cos>
    cos_: InPlace<typeof cos>
    tan: AsMethod<typeof tan>
    tan_: InPlace<typeof tan>
    asin: AsMethod<typeof asin>
    asin_: InPlace<typeof asin>
    arcsin: AsMethod<typeof asin>
    acos: AsMethod<typeof acos>
    acos_: InPlace<typeof acos>
    arccos: AsMethod<typeof acos>
    atan: AsMethod<typeof atan>
    atan_: InPlace<typeof atan>
    arctan: AsMethod<typeof atan>
    atan2: AsMethod<typeof atan2>
    atan2_: InPlace<typeof atan2>
    arctan2: AsMethod<typeof atan2>
    deg2rad: AsMethod<typeof deg2rad>
    deg2rad_: InPlace<typeof deg2rad>
    rad2deg: AsMethod<typeof rad2deg>
    rad2deg_: InPlace<typeof rad2deg>
    sinc: AsMethod<typeof sinc>
    sinc_: InPlace<typeof sinc>
  }
}
methods({
  sin,
  cos,
  tan,
  asin,
  arcsin: asin,
  acos,
  arccos: acos,
  atan,
  arctan: atan,
  atan2,
  arctan2: atan2,
  deg2rad,
  rad2deg,
  sinc,
})
inPlaceMethods({ sin, cos, tan, asin, acos, atan, atan2, deg2rad, rad2deg, sinc })

export { acos as arccos, asin as arcsin, atan as arctan, atan2 as arctan2 }
