/** The logistic function, its inverse and its logarithm. */
import { apply, applyOne } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { mapped, mappedBy } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { floatingType, inType, requireFloating, roundingOf } from './types.ts'
import { where } from './where.ts'

/** Rounds to float32, as each step on float32 numbers does. */
const f32 = Math.fround

const Sigmoid: Operation = {
  name: 'SigmoidBackward0',
  forward([x]) {
    const dtype = floatingType(x!)
    // Rounded before 1 is added: in float32 the sigmoid is 0 from about −89 down, as in PyTorch.
    const round = roundingOf(dtype)
    return mappedBy('sigmoid', x!, (a) => 1 / (1 + round(Math.exp(-a))), dtype)
  },
  gradient: [given(['output'], (g, [y]) => g.mul(y!.neg().add(1)).mul(y!))],
  kernel: 'sigmoid',
  scalar: {
    forward: (a) => 1 / (1 + f32(Math.exp(-a))),
    gradient: [(g, _a, _b, y) => f32(g * f32(1 - y)) * y],
  },
}

const Logit: Operation<{ eps: number | null }> = {
  name: 'LogitBackward0',
  forward([x], { eps }) {
    const dtype = floatingType(x!)
    const round = roundingOf(dtype)
    const low = eps === null ? -Infinity : round(eps)
    const high = eps === null ? Infinity : round(1 - round(eps))
    const logit = (p: number): number => Math.log(round(p / round(1 - p)))
    return mapped(x!, (a) => logit(a < low ? low : a > high ? high : a), dtype)
  },
  gradient: [
    given([0], (g, [x], { eps }) => {
      const [low, high] = eps === null ? [0, 1] : [eps, 1 - inType(eps, x!.dtype)]
      const inside = x!.ge(low).logicalAnd(x!.le(high))
      return where(inside, g.div(x!.mul(x!.rsub(1))), eps === null ? NaN : 0)
    }),
  ],
}

/** `min(0, x) − log1p(e^(−|x|))`: the exponent is never above 0. */
const LogSigmoid: Operation = {
  name: 'LogSigmoidBackward0',
  forward: ([x]) => mapped(x!, (a) => Math.min(0, a) - Math.log1p(Math.exp(-Math.abs(a)))),
  gradient: [given([0], (g, [x]) => g.mul(x!.neg().sigmoid()))],
}

/**
 * Logistic sigmoid `σ(x) = 1 / (1 + e⁻ˣ)`, in (0, 1).
 *
 * @param x  [...] any real values; integers give float32
 * @returns  the shape of x
 * Gradient: `dx = g · σ(x) · (1 − σ(x))`. Source: Goodfellow, Bengio, Courville 2016, §3.10.
 * @example sigmoid(tensor([0])).tolist() // [0.5]
 */
export function sigmoid(x: Tensor): Tensor {
  return applyOne(Sigmoid, input('sigmoid', x))
}

/**
 * Log-odds `log(p / (1 − p))`, the inverse of `sigmoid`.
 *
 * @param x            [...] probabilities, in [0, 1]; NaN outside
 * @param options.eps  keep x in [eps, 1 − eps]; not by default
 * @returns  the shape of x; ∓∞ at 0 and 1
 * Gradient: `dx = g / (x · (1 − x))`; outside the bounds 0 with `eps`, NaN without.
 * @example logit(tensor([0.5])).tolist() // [0]
 */
export function logit(x: Tensor, ...options: Settings<{ eps?: number }>): Tensor {
  const { eps = null } = settings<{ eps?: number }>('logit', ['eps'], options)
  return apply(Logit, [input('logit', x)], { eps })
}

/**
 * `log σ(x)`, without the digits that log(sigmoid(x)) loses.
 *
 * @param x  [...] any real values
 * @returns  the shape of x; below 0
 * @throws DtypeError `dtype-not-supported`
 * Gradient: `dx = g · σ(−x)`.
 * @example logsigmoid(tensor([-1000])).tolist() // [-1000]
 */
export function logsigmoid(x: Tensor): Tensor {
  requireFloating('logsigmoid', input('logsigmoid', x), 'log_sigmoid_cpu')
  return apply(LogSigmoid, [x])
}

declare module '../tensor.ts' {
  interface Tensor {
    sigmoid: AsMethod<typeof sigmoid>
    sigmoid_: InPlace<typeof sigmoid>
    logit: AsMethod<typeof logit>
    logit_: InPlace<typeof logit>
  }
}
methods({ sigmoid, logit })
inPlaceMethods({ sigmoid, logit })
