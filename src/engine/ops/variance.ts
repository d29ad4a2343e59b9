/** Variance and standard deviation over dimensions. */
import { apply, applyMany } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { isFloating } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { reduced } from '../kernels/reduce.ts'
import { meanOfRow, varianceOfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named } from './arguments.ts'
import { input } from './operand.ts'
import { countOf, kept, reduction, spread, type Reduction } from './reduce.ts'
import { where } from './where.ts'

export interface VarianceOptions {
  /** The dimensions, negative from the end; all by default. */
  dim?: number | readonly number[]
  /** What is taken from the count in the divisor. Default: 1, Bessel's correction. */
  correction?: number
  /** `true` for a correction of 1, `false` for none. */
  unbiased?: boolean
  /** Keep the dimensions with size 1. Default: false. */
  keepdim?: boolean
}

/** `var(x)`, `var(x, { dim: 1, correction: 0 })`, and as older programs have it `var(x, false)`, `var(x, 1, false, true)`. */
type VarianceCall =
  | [options?: VarianceOptions]
  | [unbiased: boolean]
  | [dim: number | readonly number[], unbiased?: boolean | VarianceOptions, keepdim?: boolean | VarianceOptions]

interface Variance extends Reduction {
  readonly correction: number
}

const Var: Operation<Variance> = {
  name: 'VarBackward0',
  forward: ([x], { dims, keepdim, correction }) => reduced(x!, dims, keepdim, varianceOfRow(correction)),
  gradient: [given([0], (g, [x], variance) => slopeOfVariance(g, x!, variance))],
}

const Std: Operation<Variance> = {
  name: 'StdBackward0',
  forward: ([x], variance) => rootOfVariance(x!, variance),
  gradient: [given([0, 'output'], (g, [x, y], variance) => slopeOfVariance(throughRoot(g, y!), x!, variance))],
}

const meanOver = (x: Tensor, { dims, keepdim }: Variance): Tensor => reduced(x, dims, keepdim, meanOfRow)

const VarMean: Operation<Variance> = {
  name: 'VarMeanBackward0',
  forward: ([x], variance) => [
    reduced(x!, variance.dims, variance.keepdim, varianceOfRow(variance.correction)),
    meanOver(x!, variance),
  ],
  gradients: given([0], (g, [x], variance, { grads }) => [
    slopeOfVariance(g, x!, variance).add(spread(grads[1]!, variance).div(countOf(variance))),
  ]),
}

const StdMean: Operation<Variance> = {
  name: 'StdMeanBackward0',
  forward: ([x], variance) => [rootOfVariance(x!, variance), meanOver(x!, variance)],
  gradients: given([0, 'output'], (g, [x, y], variance, { grads }) => [
    slopeOfVariance(throughRoot(g, y!), x!, variance).add(spread(grads[1]!, variance).div(countOf(variance))),
  ]),
}

function rootOfVariance(x: Tensor, { dims, keepdim, correction }: Variance): Tensor {
  const variance = varianceOfRow(correction)
  return reduced(x, dims, keepdim, (numbers, start, end) => Math.sqrt(variance(numbers, start, end)))
}

/** `d var / dx = 2 · (x − mean) / (n − correction)`. */
function slopeOfVariance(g: Tensor, x: Tensor, variance: Variance): Tensor {
  const divisor = countOf(variance) - variance.correction
  if (!variance.named && divisor === 0) return spread(g.mul(Infinity), variance)
  return kept(g, variance)
    .mul(2 / divisor)
    .mul(x.sub(x.mean({ dim: [...variance.dims], keepdim: true })))
}

/** `d √v / dv = 1 / (2√v)`, and 0 instead of ∞ where nothing varies. */
const throughRoot = (g: Tensor, std: Tensor): Tensor => where(std.eq(0), 0, g.div(std.mul(2)))

function varianceOf(operation: string, x: Tensor, args: readonly unknown[]): Variance {
  const inOrder = typeof args[0] === 'boolean' ? [undefined, ...args] : args
  const options = named<VarianceOptions>(operation, [], ['dim', 'unbiased', 'keepdim', 'correction'], inOrder)
  const { correction = options.unbiased === false ? 0 : 1 } = options
  if (!isFloating(input(operation, x).dtype)) {
    throw new DtypeError(`${operation}: takes floating-point numbers, got ${x.dtype}. Convert it: x.to('float32').`, {
      code: 'dtype-not-supported',
      params: { operation, dtype: x.dtype },
      torch: runtimeError('std and var only support floating point and complex dtypes'),
    })
  }
  return { ...reduction(operation, x, options), correction }
}

/**
 * Variance `Σ (x − mean)² / (n − c)` over all elements or over dimensions; c = 1 unless said otherwise.
 *
 * @param x  [...] float32 or float64
 * @param options.dim  the dimensions; all by default
 * @param options.correction  c; 0 for the variance of the numbers themselves, 1 for an unbiased estimate
 * @param options.unbiased  the same said in words: `false` is a correction of 0
 * @param options.keepdim  keep the dimensions with size 1
 * @returns  the shape without those dimensions; NaN where n = c = 1
 * @throws IndexError `dim-out-of-range`; DtypeError `dtype-not-supported` for integers
 * Gradient: `dx = 2 · g · (x − mean) / (n − c)`.
 * PyTorch: `var` is a word of JavaScript's own, so a cell imports it under another name: `import { var as variance }`.
 * @example variance(tensor([1, 3]), { correction: 0 }).item() // 1
 */
export function variance(x: Tensor, ...args: VarianceCall): Tensor {
  return apply(Var, [x], varianceOf('var', x, args))
}

/**
 * Standard deviation, the root of the variance.
 *
 * @param x  [...] float32 or float64
 * @param options  those of `var`
 * @returns  the shape without those dimensions
 * @throws IndexError `dim-out-of-range`; DtypeError `dtype-not-supported` for integers
 * Gradient: `dx = g · (x − mean) / ((n − c) · std)`, 0 where std is 0.
 * @example std(tensor([1, 3]), { correction: 0 }).item() // 1
 */
export function std(x: Tensor, ...args: VarianceCall): Tensor {
  return apply(Std, [x], varianceOf('std', x, args))
}

/** Variance and mean at once, `[var, mean]`, as `var` takes its options. Gradient: that of the variance plus that of the mean. @example varMean(tensor([1, 3]))[1].item() // 2 */
export function varMean(x: Tensor, ...args: VarianceCall): readonly [Tensor, Tensor] {
  return applyMany(VarMean, [x], varianceOf('varMean', x, args)) as readonly [Tensor, Tensor]
}

/** Standard deviation and mean at once, `[std, mean]`, as `std` takes its options. Gradient: that of the deviation plus that of the mean. @example stdMean(tensor([1, 3]))[1].item() // 2 */
export function stdMean(x: Tensor, ...args: VarianceCall): readonly [Tensor, Tensor] {
  return applyMany(StdMean, [x], varianceOf('stdMean', x, args)) as readonly [Tensor, Tensor]
}

declare module '../tensor.ts' {
  interface Tensor {
    var: AsMethod<typeof variance>
    std: AsMethod<typeof std>
  }
}
methods({ var: variance, std })
