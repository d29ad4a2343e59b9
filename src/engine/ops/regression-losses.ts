/** Losses of a difference: squared, absolute, and between the two. */
import { applyTwo } from '../autograd/apply.ts'
import { given, type Given, type Operation } from '../autograd/node.ts'
import { inOneStep } from '../autograd/one-step.ts'
import { isFloating, resultType } from '../dtype.ts'
import { runtimeError } from '../errors.ts'
import { kernels } from '../kernels/backend.ts'
import { combined } from '../kernels/elementwise.ts'
import { squaresVector } from '../kernels/row-vectors.ts'
import { overwriteVector } from '../kernels/vectors.ts'
import { numberOf, numberTensor, type Tensor } from '../tensor.ts'
import { lossSettings, pairs, reduceLoss, shareOf, type LossOptions, type Reduction } from './loss.ts'
import { input } from './operand.ts'
import { outOfRange, type Settings } from './settings.ts'
import { notSupported } from './types.ts'
import { where } from './where.ts'

interface Params {
  readonly reduction: Reduction
  /** The number of pairs. */
  readonly n: number
  /** Where the bend is, for losses that have one. */
  readonly bend: number
}

/**
 * @param f      the loss of a difference d
 * @param slope  its derivative
 */
const ofDifference = (
  name: string,
  f: (d: number, bend: number) => number,
  slope: (d: Tensor, bend: number) => Tensor,
): Operation<Params> => ({
  name,
  forward: ([x, t], { reduction, bend }) =>
    reduceLoss(
      combined(name, x!, t!, (a, b) => f(a - b, bend)),
      reduction,
    ),
  gradient: [
    given([0, 1], (g, [x, t], { reduction, n, bend }) => shareOf(g, reduction, n).mul(slope(x!.sub(t!), bend))),
    given([0, 1], (g, [x, t], { reduction, n, bend }) =>
      shareOf(g, reduction, n)
        .mul(slope(x!.sub(t!), bend))
        .neg(),
    ),
  ],
})

const MseInSteps = ofDifference(
  'MseLossBackward0',
  (d) => d * d,
  (d) => d.mul(2),
)

/** `Σ (x − t)²` or its mean in the kernels' memory; null where they cannot. */
function squaredVector(x: Tensor, t: Tensor, { reduction, n }: Params): Tensor | null {
  if (kernels === null || reduction === 'none' || x.dtype !== 'float32' || t.dtype !== 'float32') return null
  const sum = squaresVector(x.sub(t))
  return sum === null ? null : numberTensor(Math.fround(reduction === 'mean' ? sum / n : sum), 'float32')
}

/** `factor · g · (x − t)` there, where g is one number. */
function slopeVector(g: Tensor, x: Tensor, t: Tensor, factor: number): Tensor | null {
  if (kernels === null || g.shape.length > 0 || x.dtype !== 'float32' || t.dtype !== 'float32') return null
  const d = x.sub(t)
  return overwriteVector('mul', d, numberTensor(factor * numberOf(g), 'float32')) ? d : null
}

const mseGradient = (i: 0 | 1, factor: number): Given<Params, Tensor | undefined> =>
  given(
    [0, 1],
    inOneStep(
      (g, [x, t], { reduction, n }) => slopeVector(g, x!, t!, reduction === 'mean' ? factor / n : factor),
      (MseInSteps.gradient![i] as Given<Params, Tensor | undefined>).formula,
    ),
  )

const Mse: Operation<Params> = {
  ...MseInSteps,
  forward: (inputs, params) => squaredVector(inputs[0]!, inputs[1]!, params) ?? MseInSteps.forward(inputs, params),
  gradient: [mseGradient(0, 2), mseGradient(1, -2)],
}

const SmoothL1 = /* @__PURE__ */ ofDifference(
  'SmoothL1LossBackward0',
  (d, beta) => (Math.abs(d) < beta ? (0.5 * d * d) / beta : Math.abs(d) - 0.5 * beta),
  (d, beta) => (beta === 0 ? where(d.le(0), -1, 1) : d.div(beta).clamp({ min: -1, max: 1 })),
)

const Huber = /* @__PURE__ */ ofDifference(
  'HuberLossBackward0',
  (d, delta) => (Math.abs(d) < delta ? 0.5 * d * d : delta * (Math.abs(d) - 0.5 * delta)),
  (d, delta) => d.clamp({ min: -delta, max: delta }),
)

function lossOf(
  name: string,
  kernel: string,
  operation: Operation<Params>,
  x: Tensor,
  target: Tensor,
  reduction: Reduction,
  bend = 0,
): Tensor {
  const n = pairs(name, input(name, x), input(name, target))
  const common = resultType([x, target])
  if (!isFloating(common)) throw notSupported(name, common, 'floating-point numbers', kernel)
  return applyTwo(operation, x, target, { reduction, n, bend })
}

/**
 * Mean squared error: the mean of `(x − t)²`.
 *
 * @param x                  [...] predictions
 * @param target             [...] the shape of x
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [...] for `'none'`; in the square of the unit of x
 * @throws ArgumentError `not-a-choice`; ShapeError `broadcast`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · 2 (x − t) / n`, `dt = −dx`; n is 1 unless the reduction is the mean.
 * Source: Goodfellow, Bengio, Courville 2016, §5.1.4.
 * @example functional.mseLoss(tensor([1, 2]), tensor([1, 4])).item() // 2
 */
export function mseLoss(x: Tensor, target: Tensor, ...options: Settings<LossOptions>): Tensor {
  const { reduction } = lossSettings('mseLoss', [], options)
  return lossOf('mseLoss', 'mse_cpu', Mse, x, target, reduction)
}

/**
 * Mean absolute error: the mean of `|x − t|`.
 *
 * @param x                  [...] predictions
 * @param target             [...] the shape of x
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [...] for `'none'`; in the unit of x
 * @throws ArgumentError `not-a-choice`; ShapeError `broadcast`
 * Gradient: `dx = g · sign(x − t) / n`, `dt = −dx`; 0 where x = t.
 * @example functional.l1Loss(tensor([1, 2]), tensor([1, 4])).item() // 1
 */
export function l1Loss(x: Tensor, target: Tensor, ...options: Settings<LossOptions>): Tensor {
  const { reduction } = lossSettings('l1Loss', [], options)
  pairs('l1Loss', input('l1Loss', x), input('l1Loss', target))
  return reduceLoss(x.sub(target).abs(), reduction)
}

/**
 * Smooth L1 loss of d = x − t: `d² / (2β)` where |d| < β, `|d| − β/2` elsewhere.
 *
 * @param x                  [...] predictions
 * @param target             [...] the shape of x
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @param options.beta       β, where the parabola meets the line, at least 0; with 0 it is the L1 loss; default 1
 * @returns  one number, or [...] for `'none'`
 * @throws ArgumentError `argument-range`, `not-a-choice`; ShapeError `broadcast`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · clamp(d / β, −1, 1) / n`, `dt = −dx`. Source: Girshick 2015, §2.3.
 * @example functional.smoothL1Loss(tensor([0, 3]), tensor([1, 1])).item() // 1
 */
export function smoothL1Loss(x: Tensor, target: Tensor, ...options: Settings<{ beta?: number } & LossOptions>): Tensor {
  const { reduction, beta = 1 } = lossSettings<{ beta?: number }>('smoothL1Loss', ['beta'], options)
  if (beta < 0)
    throw outOfRange(
      'smoothL1Loss',
      'beta',
      beta,
      '≥ 0',
      runtimeError('smooth_l1_loss does not support negative values for beta.'),
    )
  return lossOf('smoothL1Loss', 'smooth_l1_cpu', SmoothL1, x, target, reduction, beta)
}

/**
 * Huber loss of d = x − t: `d²/2` where |d| < δ, `δ (|d| − δ/2)` elsewhere.
 *
 * @param x                  [...] predictions
 * @param target             [...] the shape of x
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @param options.delta      δ, where the parabola meets the line, above 0; default 1
 * @returns  one number, or [...] for `'none'`
 * @throws ArgumentError `argument-range`, `not-a-choice`; ShapeError `broadcast`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · clamp(d, −δ, δ) / n`, `dt = −dx`. Source: Huber 1964.
 * @example functional.huberLoss(tensor([0, 3]), tensor([1, 1])).item() // 1
 */
export function huberLoss(x: Tensor, target: Tensor, ...options: Settings<{ delta?: number } & LossOptions>): Tensor {
  const { reduction, delta = 1 } = lossSettings<{ delta?: number }>('huberLoss', ['delta'], options)
  if (!(delta > 0))
    throw outOfRange(
      'huberLoss',
      'delta',
      delta,
      '> 0',
      runtimeError('huber_loss does not support non-positive values for delta.'),
    )
  return lossOf('huberLoss', 'huber_cpu', Huber, x, target, reduction, delta)
}
