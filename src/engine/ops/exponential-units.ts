/** Activations that follow an exponential below 0: ELU and its relatives. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { runtimeError } from '../errors.ts'
import { mapped } from '../kernels/elementwise.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import type { InPlaceOption } from './rectifiers.ts'
import { outOfRange, perhapsInPlace, settings, type Settings } from './settings.ts'
import { inType, requireFloating, roundingOf } from './types.ts'
import { where } from './where.ts'

interface Curve {
  /** How far below 0 it goes. */
  readonly alpha: number
  /** The factor of everything. */
  readonly scale: number
  /** The factor of x in the exponent. */
  readonly inputScale: number
  readonly node: string
}

/**
 * `scale · x` above 0, `scale · α · (e^(x · inputScale) − 1)` below. The power is rounded before 1 is taken away:
 * near 0 PyTorch's float32 loses digits here, and so must these.
 */
const Elu: Operation<Curve> = {
  name: ({ node }) => node,
  forward([x], { alpha, scale, inputScale }) {
    const [below, above, inside] = [alpha * scale, scale, inputScale].map((factor) => inType(factor, x!.dtype)) as [
      number,
      number,
      number,
    ]
    const round = roundingOf(x!.dtype)
    return mapped(x!, (a) => (a <= 0 ? (round(Math.exp(a * inside)) - 1) * below : a * above))
  },
  gradient: [
    given([0], (g, [x], { alpha, scale, inputScale }) => {
      // Above 0 the exponential may overflow, and is not used.
      const power = x!.clampMax(0).mul(inputScale).exp()
      return where(x!.le(0), g.mul(power.mul(inputScale * alpha * scale)), g.mul(scale))
    }),
  ],
}

function curve(
  operation: string,
  x: Tensor,
  inplace: boolean,
  { alpha = 1, scale = 1, inputScale = 1, node = 'EluBackward0' }: Partial<Curve>,
): Tensor {
  requireFloating(operation, input(operation, x), 'elu_cpu')
  return perhapsInPlace(operation, inplace, x, (of) => apply(Elu, [of], { alpha, scale, inputScale, node }))
}

type EluOptions = { alpha?: number } & InPlaceOption

/**
 * Exponential linear unit: x above 0, `α (eˣ − 1)` below.
 *
 * @param x                [...] any real values
 * @param options.alpha    α, how far below 0 it goes; default 1
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x; above −α
 * @throws DtypeError `dtype-not-supported`
 * Gradient: g where x > 0, else `g · α eˣ`. Source: Clevert, Unterthiner, Hochreiter 2016, §3.
 * @example elu(tensor([0, 2])).tolist() // [0, 2]
 */
export function elu(x: Tensor, ...options: Settings<EluOptions>): Tensor {
  const { alpha = 1, inplace = false } = settings<EluOptions>('elu', ['alpha', 'inplace'], options)
  return curve('elu', x, inplace, { alpha })
}

/** The values for which activations with mean 0 and variance 1 keep both from layer to layer. */
const seluAlpha = 1.6732632423543772
const seluScale = 1.0507009873554805

/**
 * Scaled exponential linear unit: `scale · elu(x, α)`, with α ≈ 1.6733 and scale ≈ 1.0507.
 *
 * @param x                [...] any real values
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported`
 * Gradient: `g · scale` where x > 0, else `g · scale · α eˣ`. Source: Klambauer, Unterthiner, Mayr, Hochreiter 2017, §2.
 * @example selu(tensor([0])).tolist() // [0]
 */
export function selu(x: Tensor, ...options: Settings<InPlaceOption>): Tensor {
  const { inplace = false } = settings<InPlaceOption>('selu', ['inplace'], options)
  return curve('selu', x, inplace, { alpha: seluAlpha, scale: seluScale })
}

/**
 * Continuously differentiable ELU: x above 0, `α (e^(x/α) − 1)` below.
 *
 * @param x                [...] any real values
 * @param options.alpha    α, not 0; default 1
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x
 * @throws ArgumentError `argument-range`; DtypeError `dtype-not-supported`
 * Gradient: g where x > 0, else `g · e^(x/α)`. Source: Barron 2017.
 * @example celu(tensor([0, 2])).tolist() // [0, 2]
 */
export function celu(x: Tensor, ...options: Settings<EluOptions>): Tensor {
  const { alpha = 1, inplace = false } = settings<EluOptions>('celu', ['alpha', 'inplace'], options)
  if (alpha === 0) {
    throw outOfRange('celu', 'alpha', alpha, '≠ 0', runtimeError('ZeroDivisionError: alpha cannot be 0 for CELU'))
  }
  return curve('celu', x, inplace, { alpha, inputScale: 1 / alpha, node: 'CeluBackward0' })
}

export const elu_ = (x: Tensor, alpha = 1): Tensor => elu(x, { alpha, inplace: true })
export const selu_ = (x: Tensor): Tensor => selu(x, { inplace: true })
export const celu_ = (x: Tensor, alpha = 1): Tensor => celu(x, { alpha, inplace: true })
