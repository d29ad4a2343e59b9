/** Special functions: the error function, the gamma function's logarithm, and products that are 0 at 0. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { runtimeError } from '../errors.ts'
import { mapped } from '../kernels/elementwise.ts'
import { erf as erfOf, erfc as erfcOf, erfinv as erfinvOf } from '../kernels/error-function.ts'
import { digamma as digammaOf, lgamma as lgammaOf, polygamma as polygammaOf } from '../kernels/gamma-function.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { binary } from './binary.ts'
import { noDerivative } from './division.ts'
import { input } from './operand.ts'
import { outOfRange } from './settings.ts'
import { floatingType, requireSameType } from './types.ts'
import { unary } from './unary.ts'
import { where } from './where.ts'

const twoOverRootPi = 2 / Math.sqrt(Math.PI)

/** Error function `2/√π ∫₀ˣ e^(−t²) dt`, in [−1, 1]. Gradient: `dx = g · 2/√π · e^(−x²)`. @example erf(tensor([0])).tolist() // [0] */
export const erf = unary(
  'erf',
  erfOf,
  given([0], (g, [x]) => g.mul(x!.square().neg().exp().mul(twoOverRootPi))),
)

/** `1 − erf x`, exact where it is small. Gradient: `dx = −g · 2/√π · e^(−x²)`. @example erfc(tensor([0])).tolist() // [1] */
export const erfc = unary(
  'erfc',
  erfcOf,
  given([0], (g, [x]) => g.mul(x!.square().neg().exp().mul(-twoOverRootPi))),
)

/** Inverse of `erf`; ±∞ at ±1, NaN outside. Gradient: `dx = g · √π/2 · e^(y²)`. @example erfinv(tensor([0])).tolist() // [0] */
export const erfinv = unary(
  'erfinv',
  erfinvOf,
  given(['output'], (g, [y]) => g.mul(y!.square().exp().div(twoOverRootPi))),
)

/** `log |Γ(x)|`; ∞ at 0, −1, −2, … Gradient: `dx = g · digamma x`. @example lgamma(tensor([1, 2])).tolist() // [0, 0] */
export const lgamma = unary(
  'lgamma',
  lgammaOf,
  given([0], (g, [x]) => g.mul(x!.digamma())),
)

/** `Γ′(x) / Γ(x)`, the derivative of `lgamma`. Gradient: `dx = g · polygamma(1, x)`. @example digamma(tensor([0])).tolist() // [-Infinity] */
export const digamma = unary(
  'digamma',
  digammaOf,
  given([0], (g, [x]) => g.mul(polygamma(1, x!))),
)

const Polygamma: Operation<{ n: number }> = {
  name: 'PolygammaBackward0',
  forward: ([x], { n }) => mapped(x!, n === 0 ? digammaOf : (a) => polygammaOf(n, a), floatingType(x!)),
  gradient: [given([0], (g, [x], { n }) => g.mul(polygamma(n + 1, x!)))],
}

/**
 * The n-th derivative of `digamma`.
 *
 * @param n  a whole number from 0 up
 * @param x  [...] numbers
 * @throws ArgumentError `argument-range`
 * Gradient: `dx = g · polygamma(n + 1, x)`.
 * @example polygamma(1, tensor([Infinity])).tolist() // [0]
 */
export function polygamma(n: number, x: Tensor): Tensor {
  input('polygamma', x)
  if (!Number.isInteger(n) || n < 0) {
    throw outOfRange(
      'polygamma',
      'n',
      n,
      '∈ {0, 1, 2, …}',
      runtimeError('polygamma(n, x) does not support negative n.'),
    )
  }
  return apply(Polygamma, [x], { n })
}

/**
 * `x · log y`, 0 where x = 0 even if log y is infinite, with broadcasting.
 *
 * @param x  [...] numbers; integers give float32
 * @param y  a tensor that broadcasts with x, or a number; NaN below 0
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`
 * Gradient: `dx = g · log y`, 0 where x = 0 and y ≤ 0; `dy = g · x / y`.
 * @example xlogy(tensor([0, 2]), tensor([0, 1])).tolist() // [0, 0]
 */
export const xlogy = binary(
  'xlogy',
  (a, b) => (b !== b ? b : a === 0 ? 0 : a * Math.log(b)),
  [
    given([0, 1], (g, [x, y]) => where(x!.eq(0).logicalAnd(y!.le(0)), 0, xlogy(g, y!))),
    given([0, 1], (g, [x, y]) => g.mul(x!).div(y!)),
  ],
  { floating: true, node: (x, y) => `XlogyBackward${y.isWrappedNumber ? 2 : x.isWrappedNumber ? 1 : 0}` },
)

/**
 * The unit step: 0 below 0, `values` at 0, 1 above; with broadcasting.
 *
 * @param x       [...] numbers
 * @param values  the same type; a tensor that broadcasts with x
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`; DtypeError `dtypes-differ`; GradError `no-derivative` in `backward`
 * Gradient: none.
 * @example heaviside(tensor([-1, 0, 2]), tensor([0.5])).tolist() // [0, 0.5, 1]
 */
export function heaviside(x: Tensor, values: Tensor): Tensor {
  requireSameType(
    'heaviside',
    input('heaviside', x),
    input('heaviside', values),
    'heaviside is not yet implemented for tensors with different dtypes.',
  )
  return step(x, values)
}

const step = binary(
  'heaviside',
  (a, value) => (a === 0 ? value : Number(a > 0)),
  [noDerivative('heaviside', 'heaviside'), noDerivative('heaviside', 'heaviside')],
  { node: 'NotImplemented' },
)

declare module '../tensor.ts' {
  interface Tensor {
    erf: AsMethod<typeof erf>
    erf_: InPlace<typeof erf>
    erfc: AsMethod<typeof erfc>
    erfc_: InPlace<typeof erfc>
    erfinv: AsMethod<typeof erfinv>
    erfinv_: InPlace<typeof erfinv>
    lgamma: AsMethod<typeof lgamma>
    lgamma_: InPlace<typeof lgamma>
    digamma: AsMethod<typeof digamma>
    digamma_: InPlace<typeof digamma>
    xlogy: AsMethod<typeof xlogy>
    xlogy_: InPlace<typeof xlogy>
    heaviside: AsMethod<typeof heaviside>
    heaviside_: InPlace<typeof heaviside>
  }
}
methods({ erf, erfc, erfinv, lgamma, digamma, xlogy, heaviside })
inPlaceMethods({ erf, erfc, erfinv, lgamma, digamma, xlogy, heaviside })
