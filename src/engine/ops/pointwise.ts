/** Functions of one number: exponential, logarithm, roots, and the classic squashing functions. */
import { apply } from '../autograd/apply.ts'
import { given, type Formula, type Given, type Operation } from '../autograd/node.ts'
import { isFloating } from '../dtype.ts'
import { mapped } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import { where } from './where.ts'

type Slope = Formula<undefined, Tensor | undefined> | Given<undefined, Tensor | undefined>

/** An operation that applies a number function to each element; integers become float32. */
function pointwise(name: string, f: (value: number) => number, gradient: Slope): Operation {
  return {
    name,
    forward: ([x]) => mapped(x!, f, isFloating(x!.dtype) ? x!.dtype : 'float32'),
    gradient: [gradient],
  }
}

const Exp = pointwise('ExpBackward0', Math.exp, given(['output'], (g, [y]) => g.mul(y!)))
const Log = pointwise('LogBackward0', Math.log, given([0], (g, [x]) => g.div(x!)))
const Sqrt = pointwise('SqrtBackward0', Math.sqrt, given(['output'], (g, [y]) => g.div(y!.mul(2))))
const Tanh = pointwise('TanhBackward0', Math.tanh, given(['output'], (g, [y]) => g.mul(y!.square().neg().add(1))))
const Sigmoid = pointwise('SigmoidBackward0', logistic, given(['output'], (g, [y]) => g.mul(y!.neg().add(1)).mul(y!)))

/** 1 / (1 + e⁻ˣ), without overflow on either side. */
function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

const Relu: Operation = {
  name: 'ReluBackward0',
  // NaN stays NaN, which Math.max(0, x) would also give, and −0 becomes 0.
  forward: ([x]) => mapped(x!, (a) => (a <= 0 ? 0 : a)),
  gradient: [given(['output'], (g, [y]) => where(y!.gt(0), g, 0))],
}

const Abs: Operation = {
  name: 'AbsBackward0',
  forward: ([x]) => mapped(x!, Math.abs),
  gradient: [given([0], (g, [x]) => g.mul(x!.sign()))],
}

const Sign: Operation = {
  name: 'SignBackward0',
  forward: ([x]) => mapped(x!, Math.sign),
  gradient: [(g) => g.mul(0)],
}

/** Exponential `eˣ`. Gradient: `dx = g · eˣ`. @example exp(tensor([0])).tolist() // [1] */
export function exp(x: Tensor): Tensor {
  return apply(Exp, [input('exp', x)])
}

/** Natural logarithm; −∞ at 0, NaN below. Gradient: `dx = g / x`. @example log(tensor([1])).tolist() // [0] */
export function log(x: Tensor): Tensor {
  return apply(Log, [input('log', x)])
}

/** Square root; NaN below 0. Gradient: `dx = g / (2√x)`, ∞ at 0. @example sqrt(tensor([9])).tolist() // [3] */
export function sqrt(x: Tensor): Tensor {
  return apply(Sqrt, [input('sqrt', x)])
}

/** Hyperbolic tangent, in (−1, 1). Gradient: `dx = g · (1 − tanh²x)`. @example tanh(tensor([0])).tolist() // [0] */
export function tanh(x: Tensor): Tensor {
  return apply(Tanh, [input('tanh', x)])
}

/** Logistic sigmoid `σ(x) = 1 / (1 + e⁻ˣ)`, in (0, 1). Gradient: `dx = g · σ(x) · (1 − σ(x))`. @example sigmoid(tensor([0])).tolist() // [0.5] */
export function sigmoid(x: Tensor): Tensor {
  return apply(Sigmoid, [input('sigmoid', x)])
}

/** Rectified linear unit `max(0, x)`. Gradient: g where x > 0, else 0, at 0 as well. @example relu(tensor([-1, 2])).tolist() // [0, 2] */
export function relu(x: Tensor): Tensor {
  return apply(Relu, [input('relu', x)])
}

/** Absolute value. Gradient: `dx = g · sign x`, 0 at 0. @example abs(tensor([-3])).tolist() // [3] */
export function abs(x: Tensor): Tensor {
  return apply(Abs, [input('abs', x)])
}

/** −1, 0 or 1. Gradient: 0. @example sign(tensor([-3, 0])).tolist() // [-1, 0] */
export function sign(x: Tensor): Tensor {
  return apply(Sign, [input('sign', x)])
}

declare module '../tensor.ts' {
  interface Tensor {
    exp: AsMethod<typeof exp>
    exp_: InPlace<typeof exp>
    log: AsMethod<typeof log>
    log_: InPlace<typeof log>
    sqrt: AsMethod<typeof sqrt>
    sqrt_: InPlace<typeof sqrt>
    tanh: AsMethod<typeof tanh>
    tanh_: InPlace<typeof tanh>
    sigmoid: AsMethod<typeof sigmoid>
    sigmoid_: InPlace<typeof sigmoid>
    relu: AsMethod<typeof relu>
    relu_: InPlace<typeof relu>
    abs: AsMethod<typeof abs>
    abs_: InPlace<typeof abs>
    sign: AsMethod<typeof sign>
    sign_: InPlace<typeof sign>
  }
}
methods({ exp, log, sqrt, tanh, sigmoid, relu, abs, sign })
inPlaceMethods({ exp, log, sqrt, tanh, sigmoid, relu, abs, sign })
