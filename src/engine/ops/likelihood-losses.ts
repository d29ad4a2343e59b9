/** Losses that are negative log-likelihoods, or differences of them: Kullback-Leibler, Poisson, Gauss. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { isFloating } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { values } from '../kernels/values.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { warn } from '../warnings.ts'
import { checkedReduction, reduceLoss, sizesDiffer, type LossOptions, type Reduction } from './loss.ts'
import { input } from './operand.ts'
import { outOfRange, settings, type Settings } from './settings.ts'
import { xlogy } from './special.ts'
import { where } from './where.ts'

export interface KlDivOptions {
  /** `'mean'`, the default, `'batchmean'`, `'sum'` or `'none'`. */
  reduction?: Reduction | 'batchmean'
  /** Whether the target holds logarithms as well. Default: false. */
  logTarget?: boolean
  sizeAverage?: boolean
  reduce?: boolean
}

/**
 * Kullback-Leibler divergence of a prediction q from a target p, element by element: `p (log p − x)` with `x = log q`.
 *
 * @param x                  [N, ...] log-probabilities
 * @param target             probabilities, of a shape that broadcasts; their logarithms with `logTarget`
 * @param options.reduction  `'mean'` over the elements, `'batchmean'`, `'sum'` or `'none'`; default `'mean'`.
 *                           The divergence as defined is the sum over the classes: `'batchmean'`
 * @param options.logTarget  whether the target holds logarithms; default false
 * @returns  one number in nats, or the broadcast shape for `'none'`
 * @throws ArgumentError `not-a-choice`; DtypeError `dtype-not-supported`; ShapeError `broadcast`
 * Gradient: `dx = −g · p / n`, `dp = g · (log p + 1 − x) / n`. Source: Goodfellow, Bengio, Courville 2016, §3.13.
 * @example functional.klDiv(tensor([[0, 0]]), tensor([[0, 1]]), { reduction: 'batchmean' }).item() // 0
 */
export function klDiv(x: Tensor, target: Tensor, ...options: Settings<KlDivOptions>): Tensor {
  const names = ['sizeAverage', 'reduce', 'reduction', 'logTarget'] as const
  const { sizeAverage, reduce, logTarget = false, ...rest } = settings<KlDivOptions>('klDiv', names, options)
  const asked = reduce === false ? 'none' : sizeAverage === false ? 'sum' : (rest.reduction ?? 'mean')
  const reduction = checkedReduction(
    'klDiv',
    asked,
    ['none', 'mean', 'sum', 'batchmean'],
    `${asked} is not a valid value for reduction`,
  )
  for (const operand of [x, target]) {
    if (isFloating(input('klDiv', operand).dtype)) continue
    throw new DtypeError(`klDiv: takes floating-point numbers, got ${operand.dtype}. Convert it: x.to('float32').`, {
      code: 'dtype-not-supported',
      params: { operation: 'klDiv', dtype: operand.dtype },
      torch: runtimeError('kl_div: Integral inputs not supported.'),
    })
  }
  if (reduction === 'mean') warnOfMean()
  const losses = logTarget ? target.exp().mul(target.sub(x)) : xlogy(target, target).sub(target.mul(x))
  if (reduction !== 'batchmean') return reduceLoss(losses, reduction)
  return x.ndim === 0 ? losses.sum() : losses.sum().div(x.shape[0]!)
}

function warnOfMean(): void {
  warn({
    code: 'kl-div-mean',
    params: {},
    message:
      "klDiv: 'mean' divides by the number of all elements. The divergence is a sum over classes: { reduction: 'batchmean' }.",
    torch:
      "reduction: 'mean' divides the total loss by both the batch size and the support size.'batchmean' divides only by the batch size, and aligns with the KL div math definition.'mean' will be changed to behave the same as 'batchmean' in the next major release.",
  })
}

export interface PoissonOptions extends LossOptions {
  /** Whether x is the logarithm of the rate. Default: true. */
  logInput?: boolean
  /** Add Stirling's approximation of log t!. Default: false. */
  full?: boolean
  /** Keeps log(0) away where x is the rate. Default: 1e-8. */
  eps?: number
}

/**
 * Negative log-likelihood of counts t under a Poisson distribution, without the term log t!.
 *
 * @param x                  [...] the logarithm of the rate; the loss is `eˣ − t x`. The rate itself without `logInput`: `x − t log(x + eps)`
 * @param target             counts, of a shape that broadcasts
 * @param options.logInput   whether x is the logarithm of the rate; default true
 * @param options.full       add Stirling's approximation of log t!: `t log t − t + log(2πt) / 2` where t > 1; default false
 * @param options.eps        keeps log(0) away; default 1e-8
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or the broadcast shape for `'none'`
 * @throws ArgumentError `not-a-choice`; ShapeError `broadcast`
 * Gradient: `dx = g · (eˣ − t) / n`; without `logInput`, `dx = g · (1 − t / (x + eps)) / n`.
 * @example functional.poissonNllLoss(tensor([0, 0]), tensor([2, 5])).item() // 1
 */
export function poissonNllLoss(x: Tensor, target: Tensor, ...options: Settings<PoissonOptions>): Tensor {
  const names = ['logInput', 'full', 'sizeAverage', 'eps', 'reduce', 'reduction'] as const
  const {
    logInput = true,
    full = false,
    eps = 1e-8,
    sizeAverage,
    reduce,
    ...rest
  } = settings<PoissonOptions>('poissonNllLoss', names, options)
  const asked = reduce === false ? 'none' : sizeAverage === false ? 'sum' : (rest.reduction ?? 'mean')
  const reduction = checkedReduction('poissonNllLoss', asked, ['none', 'mean', 'sum'], `${asked} is not valid`)
  input('poissonNllLoss', x)
  input('poissonNllLoss', target)
  const losses = logInput ? x.exp().sub(target.mul(x)) : x.sub(target.mul(x.add(eps).log()))
  return reduceLoss(full ? losses.add(stirling(target)) : losses, reduction)
}

/** log t!, nearly; 0 for counts up to 1. */
function stirling(target: Tensor): Tensor {
  const many = target.gt(1)
  const safe = where(many, target, 1)
  return where(
    many,
    safe
      .mul(safe.log())
      .sub(safe)
      .add(
        safe
          .mul(2 * Math.PI)
          .log()
          .mul(0.5),
      ),
    0,
  )
}

/** Numbers kept above a bound, with a gradient as if they were not. */
export const ClampedValue: Operation<{ min: number }> = {
  name: 'CloneBackward0',
  forward: ([x], { min }) => x!.clampMin(min),
  gradient: [(g) => g],
}

export interface GaussianOptions {
  /** Add the constant `log(2π) / 2`. Default: false. */
  full?: boolean
  /** The least variance. Default: 1e-6. */
  eps?: number
  reduction?: Reduction
}

/**
 * Negative log-likelihood of t under a Gaussian of mean x and variance v: `(log v + (x − t)² / v) / 2`.
 *
 * @param x                  [..., n] means
 * @param target             [..., n] or a shape that broadcasts
 * @param variance           [..., n], [..., 1] or [...], at least 0
 * @param options.full       add the constant `log(2π) / 2`; default false
 * @param options.eps        the least variance; smaller ones are raised to it; default 1e-6
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [..., n] for `'none'`
 * @throws ShapeError `loss-sizes`, `broadcast`; ArgumentError `argument-range`, `not-a-choice`
 * Gradient: `dx = g · (x − t) / v / n`, `dv = g · (1/v − (x − t)² / v²) / 2n`. Source: Nix, Weigend 1994.
 * @example functional.gaussianNllLoss(tensor([1]), tensor([3]), tensor([1])).item() // 2
 */
export function gaussianNllLoss(
  x: Tensor,
  target: Tensor,
  variance: Tensor,
  ...options: Settings<GaussianOptions>
): Tensor {
  const {
    full = false,
    eps = 1e-6,
    ...rest
  } = settings<GaussianOptions>('gaussianNllLoss', ['full', 'eps', 'reduction'], options)
  input('gaussianNllLoss', target)
  const spread = fittedVariance(input('gaussianNllLoss', x), input('gaussianNllLoss', variance))
  const asked = rest.reduction ?? 'mean'
  const reduction = checkedReduction('gaussianNllLoss', asked, ['none', 'mean', 'sum'], `${asked} is not valid`)
  const negative = values(variance).find((v) => v < 0)
  if (negative !== undefined) {
    throw outOfRange('gaussianNllLoss', 'variance', negative, '≥ 0', {
      type: 'ValueError',
      message: 'var has negative entry/entries',
    })
  }
  const v = apply(ClampedValue, [spread], { min: eps })
  const losses = v.log().add(x.sub(target).square().div(v)).mul(0.5)
  return reduceLoss(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses, reduction)
}

function fittedVariance(x: Tensor, variance: Tensor): Tensor {
  if (sameShape(x.shape, variance.shape)) return variance
  const rows = x.shape.slice(0, -1)
  if (x.ndim > 0 && sameShape(rows, variance.shape)) return variance.unsqueeze(-1)
  if (x.ndim > 0 && sameShape([...rows, 1], variance.shape)) return variance
  throw sizesDiffer(
    'gaussianNllLoss',
    x.shape,
    variance.shape,
    'the variance has the shape of the input, or 1 for its last size',
    {
      type: 'ValueError',
      message: 'var is of incorrect size',
    },
  )
}
