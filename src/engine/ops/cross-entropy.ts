/** Cross-entropy of predicted classes, from logits. */
import { apply } from '../autograd/apply.ts'
import { composed } from '../autograd/composed.ts'
import type { Operation } from '../autograd/node.ts'
import { dtypes, isFloating } from '../dtype.ts'
import { ArgumentError, DtypeError, runtimeError } from '../errors.ts'
import { mapped } from '../kernels/elementwise.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { zerosLike } from './create.ts'
import { lossSettings, type Reduction } from './loss.ts'
import { checkWeight, nllLoss, type NllOptions } from './nll-loss.ts'
import { input } from './operand.ts'
import { outOfRange, type Settings } from './settings.ts'
import { logSoftmax } from './softmax.ts'
import { inType } from './types.ts'
import { where } from './where.ts'

/** A quotient by a bare number, under the name that PyTorch gives it inside its own losses. */
const DivNumber: Operation<{ divisor: number }> = {
  name: 'DivBackward1',
  forward: ([x], { divisor }) => mapped(x!, (a) => a / inType(divisor, x!.dtype)),
  gradient: [(g, _, { divisor }) => g.div(divisor)],
}

export interface CrossEntropyOptions extends NllOptions {
  /** How much of each target is spread evenly over all classes, in [0, 1]. Default: 0. */
  labelSmoothing?: number
}

/**
 * Cross-entropy between predicted and true classes: the mean of `−log softmax(x)[t]`.
 *
 * @param x                       [C], [N, C] or [N, C, ...] logits, any real values
 * @param target                  [], [N] or [N, ...] class indices in [0, C − 1], int64; or probabilities in the shape of x
 * @param options.weight          [C] a factor for each class; 1 by default
 * @param options.ignoreIndex     indices of this value count for nothing; default −100
 * @param options.labelSmoothing  how much of each target is spread evenly over all classes, in [0, 1]; default 0
 * @param options.reduction       `'mean'`, `'sum'` or `'none'`; default `'mean'`; a mean over indices is over their weights
 * @returns  one number in nats, or the target's shape without classes for `'none'`; at least 0
 * @throws ShapeError `loss-sizes`, `class-weight`; IndexError `target-out-of-bounds`; DtypeError `target-dtype`; ArgumentError `argument-range`
 * Gradient: `dx = g · (softmax(x) − target) / N`, for targets written as probabilities and weights of 1.
 * Source: Goodfellow, Bengio, Courville 2016, §6.2.2.3; Szegedy et al. 2016, §7 (smoothing).
 * @example functional.crossEntropy(tensor([[0, -Infinity]]), tensor([0], { dtype: 'int64' })).item() // 0
 */
export function crossEntropy(x: Tensor, target: Tensor, ...options: Settings<CrossEntropyOptions>): Tensor {
  const names = ['weight', 'ignoreIndex', 'labelSmoothing'] as const
  const {
    weight,
    ignoreIndex = -100,
    labelSmoothing = 0,
    reduction,
  } = lossSettings<CrossEntropyOptions>('crossEntropy', names, options)
  const dim = input('crossEntropy', x).ndim === 1 ? 0 : 1
  if (sameShape(x.shape, input('crossEntropy', target).shape)) {
    checkProbabilities(x, target, weight, ignoreIndex, dim)
    return composed(() => ofProbabilities(x, target, weight, labelSmoothing, reduction, dim))
  }
  if (labelSmoothing === 0)
    return composed(() => nllLoss(logSoftmax(x, { dim }), target, { weight, ignoreIndex, reduction }))
  return composed(() => smoothed(x, target, weight, ignoreIndex, labelSmoothing, reduction, dim))
}

/** A factor for each class, in a shape that broadcasts over the scores. */
const alongClasses = (weight: Tensor, rank: number): Tensor =>
  rank <= 2 ? weight : weight.reshape([-1, ...new Array<number>(rank - 2).fill(1)])

function ofProbabilities(
  x: Tensor,
  target: Tensor,
  weight: Tensor | undefined,
  smoothing: number,
  reduction: Reduction,
  dim: number,
): Tensor {
  const classes = x.shape[dim]!
  const goal = smoothing > 0 ? target.mul(1 - smoothing).add(smoothing / classes) : target
  const terms = logSoftmax(x, { dim }).mul(goal)
  const weighted = weight === undefined ? terms : terms.mul(alongClasses(weight, x.ndim))
  if (reduction === 'none') return weighted.sum({ dim }).neg()
  const sum = weighted.sum().neg()
  if (reduction === 'sum') return sum
  return apply(DivNumber, [sum], { divisor: x.numel() / classes })
}

/** A part of the loss of the target, and a part of the mean loss of all classes. */
function smoothed(
  x: Tensor,
  target: Tensor,
  weight: Tensor | undefined,
  ignoreIndex: number,
  smoothing: number,
  reduction: Reduction,
  dim: number,
): Tensor {
  if (!(smoothing >= 0 && smoothing <= 1)) {
    throw outOfRange(
      'crossEntropy',
      'labelSmoothing',
      smoothing,
      '∈ [0, 1]',
      runtimeError(`label_smoothing must be between 0.0 and 1.0. Got: ${smoothing}`),
    )
  }
  const scores = logSoftmax(x, { dim })
  const hard = nllLoss(scores, target, { weight, ignoreIndex, reduction })
  const all = (weight === undefined ? scores : scores.mul(alongClasses(weight, x.ndim))).sum({ dim }).neg()
  const losses = where(target.eq(ignoreIndex), 0, all)
  const soft =
    reduction === 'none'
      ? losses
      : reduction === 'sum'
        ? losses.sum()
        : losses.sum().div(totalWeight(scores, target, weight, ignoreIndex))
  return hard.mul(1 - smoothing).add(soft.mul(smoothing / x.shape[dim]!))
}

/** What a mean over indices divides by: the loss of scores that are −1 everywhere. */
const totalWeight = (scores: Tensor, target: Tensor, weight: Tensor | undefined, ignoreIndex: number): Tensor =>
  nllLoss(zerosLike(scores).sub(1), target, { weight, ignoreIndex, reduction: 'sum' })

function checkProbabilities(
  x: Tensor,
  target: Tensor,
  weight: Tensor | undefined,
  ignoreIndex: number,
  dim: number,
): void {
  if (!isFloating(target.dtype)) {
    throw new DtypeError(
      `crossEntropy: a target in the shape of the input holds probabilities, but is ${target.dtype}. Indices have no dimension of classes.`,
      {
        code: 'target-dtype',
        params: { operation: 'crossEntropy', dtype: target.dtype },
        torch: runtimeError(
          `Expected floating point type for target with class probabilities, got ${dtypes[target.dtype].torch}`,
        ),
      },
    )
  }
  if (ignoreIndex >= 0) {
    throw new ArgumentError('crossEntropy: ignoreIndex is for class indices; this target holds probabilities.', {
      code: 'ignore-index-of-probabilities',
      torch: runtimeError('ignore_index is not supported for floating point target'),
    })
  }
  const classes = x.shape[dim]!
  if (weight !== undefined)
    checkWeight(
      'crossEntropy',
      weight,
      classes,
      `cross_entropy: weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: [${weight.shape.join(', ')}]`,
    )
}
