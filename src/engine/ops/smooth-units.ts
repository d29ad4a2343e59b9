/** Smooth activations: GELU, SiLU, Mish, softplus, softsign and tanhshrink, element by element. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { runtimeError } from '../errors.ts'
import { mapped, mappedBy } from '../kernels/elementwise.ts'
import { erf } from '../kernels/error-function.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import type { InPlaceOption } from './rectifiers.ts'
import { choice, perhapsInPlace, settings, type Settings } from './settings.ts'
import { inType, requireFloating, roundingOf } from './types.ts'
import { where } from './where.ts'

/** `x · Φ(x)`, rounded step by step: far below 0 PyTorch's float32 loses digits here, and so must these. */
const Gelu: Operation = {
  name: 'GeluBackward0',
  kernel: 'gelu',
  forward([x]) {
    const round = roundingOf(x!.dtype)
    const rootHalf = round(Math.SQRT1_2)
    return mappedBy('gelu', x!, (a) => a * 0.5 * round(1 + round(erf(round(a * rootHalf)))))
  },
  gradient: [
    given([0], (g, [x]) => {
      const distribution = x!.mul(Math.SQRT1_2).erf().add(1).mul(0.5)
      const density = x!
        .square()
        .mul(-0.5)
        .exp()
        .mul(1 / Math.sqrt(2 * Math.PI))
      return g.mul(distribution.add(x!.mul(density)))
    }),
  ],
}

const tanhScale = Math.sqrt(2 / Math.PI)
const tanhCubic = 0.044715

/** `x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))`. */
const GeluTanh: Operation = {
  name: 'GeluBackward0',
  kernel: 'geluTanh',
  forward([x]) {
    const round = roundingOf(x!.dtype)
    const [scale, cubic] = [round(tanhScale), round(tanhCubic)]
    const inner = (a: number): number => round(scale * round(a + round(cubic * round(round(a * a) * a))))
    return mappedBy('geluTanh', x!, (a) => a * 0.5 * round(1 + round(Math.tanh(inner(a)))))
  },
  gradient: [
    given([0], (g, [x]) => {
      const tanh = x!.add(x!.pow(3).mul(tanhCubic)).mul(tanhScale).tanh()
      const slope = tanh
        .square()
        .rsub(1)
        .mul(
          x!
            .square()
            .mul(3 * tanhCubic)
            .add(1)
            .mul(tanhScale),
        )
      return g.mul(tanh.add(1).mul(0.5).add(x!.mul(0.5).mul(slope)))
    }),
  ],
}

const Silu: Operation = {
  name: 'SiluBackward0',
  kernel: 'silu',
  forward([x]) {
    const round = roundingOf(x!.dtype)
    return mappedBy('silu', x!, (a) => a / (1 + round(Math.exp(-a))))
  },
  gradient: [
    given([0], (g, [x]) => {
      const sigmoid = x!.sigmoid()
      return g.mul(sigmoid).mul(sigmoid.rsub(1).mul(x!).add(1))
    }),
  ],
}

const Mish: Operation = {
  name: 'MishBackward0',
  forward: ([x]) => mapped(x!, (a) => a * Math.tanh(Math.log1p(Math.exp(a)))),
  gradient: [
    given([0], (g, [x]) => {
      const tanh = softplus(x!).tanh()
      return g.mul(tanh.add(x!.mul(x!.sigmoid()).mul(tanh.square().rsub(1))))
    }),
  ],
}

interface Softness {
  readonly beta: number
  readonly threshold: number
}

const Softplus: Operation<Softness> = {
  name: 'SoftplusBackward0',
  forward([x], { beta, threshold }) {
    const [factor, limit] = [inType(beta, x!.dtype), inType(threshold, x!.dtype)]
    return mapped(x!, (a) => (a * factor > limit ? a : Math.log1p(Math.exp(a * factor)) / factor))
  },
  gradient: [
    given([0], (g, [x], { beta, threshold }) => {
      const scaled = x!.mul(beta)
      return where(scaled.gt(threshold), g, g.mul(scaled.sigmoid()))
    }),
  ],
}

/**
 * Gaussian error linear unit `x · Φ(x)`, Φ the distribution function of a standard normal variable.
 *
 * @param x                    [...] any real values
 * @param options.approximate  `'none'`, the default, or `'tanh'`: `x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))`
 * @returns  the shape and type of x
 * @throws ArgumentError `not-a-choice`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · (Φ(x) + x · φ(x))`, φ the density. Source: Hendrycks, Gimpel 2016, §2.
 * @example gelu(tensor([0])).tolist() // [0]
 */
export function gelu(x: Tensor, ...options: Settings<{ approximate?: string }>): Tensor {
  const { approximate = 'none' } = settings<{ approximate?: string }>('gelu', ['approximate'], options)
  choice(
    'gelu',
    'approximate',
    approximate,
    ['none', 'tanh'],
    runtimeError('approximate argument must be either none or tanh.'),
  )
  requireFloating('gelu', input('gelu', x), 'GeluKernelImpl')
  return apply(approximate === 'tanh' ? GeluTanh : Gelu, [x])
}

/**
 * Sigmoid linear unit `x · σ(x)`, also called swish.
 *
 * @param x                [...] any real values
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported`
 * Gradient: `dx = g · σ(x) · (1 + x · (1 − σ(x)))`. Source: Elfwing, Uchibe, Doya 2018, §2.
 * @example silu(tensor([0])).tolist() // [0]
 */
export function silu(x: Tensor, ...options: Settings<InPlaceOption>): Tensor {
  const { inplace = false } = settings<InPlaceOption>('silu', ['inplace'], options)
  requireFloating('silu', input('silu', x), 'silu_cpu')
  return perhapsInPlace('silu', inplace, x, (of) => apply(Silu, [of]))
}

/**
 * `x · tanh(softplus(x))`.
 *
 * @param x                [...] any real values
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported`
 * Gradient: `dx = g · (t + x · σ(x) · (1 − t²))` with `t = tanh(softplus(x))`. Source: Misra 2019.
 * @example mish(tensor([0])).tolist() // [0]
 */
export function mish(x: Tensor, ...options: Settings<InPlaceOption>): Tensor {
  const { inplace = false } = settings<InPlaceOption>('mish', ['inplace'], options)
  requireFloating('mish', input('mish', x), 'mish_cpu')
  return perhapsInPlace('mish', inplace, x, (of) => apply(Mish, [of]))
}

/**
 * A smooth `max(0, x)`: `log(1 + e^(βx)) / β`; x itself where βx is above the threshold.
 *
 * @param x                  [...] any real values
 * @param options.beta       β, how sharp the bend is; default 1
 * @param options.threshold  where the curve is taken for the line; default 20
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported`
 * Gradient: `dx = g · σ(βx)`, g above the threshold. Source: Goodfellow, Bengio, Courville 2016, §3.10.
 * @example softplus(tensor([30])).tolist() // [30]
 */
export function softplus(x: Tensor, ...options: Settings<Partial<Softness>>): Tensor {
  const { beta = 1, threshold = 20 } = settings<Partial<Softness>>('softplus', ['beta', 'threshold'], options)
  requireFloating('softplus', input('softplus', x), 'softplus_cpu')
  return apply(Softplus, [x], { beta, threshold })
}

/** `x / (1 + |x|)`, in (−1, 1). Gradient: `dx = g / (1 + |x|)²`. @example softsign(tensor([-1, 3])).tolist() // [-0.5, 0.75] */
export const softsign = (x: Tensor): Tensor => input('softsign', x).div(x.abs().add(1))

/** `x − tanh x`. Gradient: `dx = g · tanh²x`. @example tanhshrink(tensor([0])).tolist() // [0] */
export const tanhshrink = (x: Tensor): Tensor => input('tanhshrink', x).sub(x.tanh())
