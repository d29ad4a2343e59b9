/** Losses that ask for a margin: they are 0 once the right answer is ahead by enough. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { isFloating } from '../dtype.ts'
import { IndexError, ShapeError, runtimeError, shown } from '../errors.ts'
import { values } from '../kernels/values.ts'
import { broadcastShapes, sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { arange } from './ranges.ts'
import {
  lossSettings,
  reduceLoss,
  refuseGradient,
  shareOf,
  sizesDiffer,
  type LossOptions,
  type Reduction,
} from './loss.ts'
import { targetType } from './nll-loss.ts'
import { input, operand } from './operand.ts'
import { logsigmoid } from './sigmoid.ts'
import { outOfRange, type Settings } from './settings.ts'
import { notSupported } from './types.ts'
import { where } from './where.ts'

interface MarginOptions extends LossOptions {
  /** How far ahead is far enough. */
  margin?: number
}

/**
 * Ranking loss of pairs: the mean of `max(0, −t (x − y) + margin)`. t = 1 asks for x above y, −1 for y above x.
 *
 * @param x                  [...] scores
 * @param y                  scores, of a shape that broadcasts
 * @param target             1 or −1, of a shape that broadcasts
 * @param options.margin     how far ahead is far enough; default 0
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or the broadcast shape for `'none'`; at least 0
 * @throws ShapeError `ranks-differ`, `broadcast`; ArgumentError `not-a-choice`
 * Gradient: `dx = −g · t / n`, `dy = g · t / n` where the loss is not 0 or just became so.
 * @example functional.marginRankingLoss(tensor([1, 3]), tensor([2, 1]), tensor([1, 1])).item() // 0.5
 */
export function marginRankingLoss(x: Tensor, y: Tensor, target: Tensor, ...options: Settings<MarginOptions>): Tensor {
  const { margin = 0, reduction } = lossSettings<MarginOptions>('marginRankingLoss', ['margin'], options)
  const shapes = [x, y, target].map((part) => input('marginRankingLoss', part).shape)
  if (new Set(shapes.map((shape) => shape.length)).size > 1) {
    const [a, b, c] = shapes.map((shape) => `torch.Size(${shown(shape)})`)
    throw ranksDiffer(
      'marginRankingLoss',
      [x, y, target],
      `margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: ${a}, input2: ${b}, target: ${c} `,
    )
  }
  return reduceLoss(target.neg().mul(x.sub(y)).add(margin).clampMin(0), reduction)
}

/** Three tensors that must have the same number of dimensions. */
export function ranksDiffer(operation: string, parts: readonly Tensor[], torch: string): ShapeError {
  const shapes = parts.map((part) => shown(part.shape)).join(', ')
  return new ShapeError(`${operation}: the tensors must have the same number of dimensions, got ${shapes}.`, {
    code: 'ranks-differ',
    params: { operation, shapes },
    torch: runtimeError(torch),
  })
}

/**
 * Hinge loss of distances: x where t is 1, `max(0, margin − x)` where t is −1.
 *
 * @param x                  [...] distances
 * @param target             1 or −1, of a shape that broadcasts
 * @param options.margin     how far apart is far enough; default 1
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or the broadcast shape for `'none'`
 * @throws ShapeError `broadcast`; ArgumentError `not-a-choice`
 * Gradient: `dx = g / n` where t is 1; `−g / n` where t is −1 and x ≤ margin.
 * @example functional.hingeEmbeddingLoss(tensor([0.5, 0.5]), tensor([1, -1])).item() // 0.5
 */
export function hingeEmbeddingLoss(x: Tensor, target: Tensor, ...options: Settings<MarginOptions>): Tensor {
  const { margin = 1, reduction } = lossSettings<MarginOptions>('hingeEmbeddingLoss', ['margin'], options)
  input('hingeEmbeddingLoss', target)
  const apart = where(target.ne(1), input('hingeEmbeddingLoss', x).rsub(margin).clampMin(0), 0)
  return reduceLoss(apart.add(where(target.ne(-1), x, 0)), reduction)
}

/** Rounded step by step: for a sure prediction the sum is just above 1, where float32 holds few digits, in PyTorch as here. */
const SoftMargin: Operation<{ reduction: Reduction; n: number }> = {
  name: 'SoftMarginLossBackward0',
  forward: ([x, target], { reduction }) => reduceLoss(target!.neg().mul(x!).exp().add(1).log(), reduction),
  gradient: [
    given([0, 1], (g, [x, target], { reduction, n }) =>
      shareOf(g, reduction, n).mul(target!.neg()).mul(target!.neg().mul(x!).sigmoid()),
    ),
    null,
  ],
}

/**
 * Soft margin loss: the mean of `log(1 + e^(−t x))`.
 *
 * @param x                  [...] scores, any real values
 * @param target             1 or −1, of a shape that broadcasts to that of x
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [...] for `'none'`
 * @throws ShapeError `loss-sizes`, `broadcast`; DtypeError `dtype-not-supported`; GradError `no-gradient-for`
 * Gradient: `dx = −g · t σ(−t x) / n`.
 * @example functional.softMarginLoss(tensor([-Infinity]), tensor([-1])).item() // 0
 */
export function softMarginLoss(x: Tensor, target: Tensor, ...options: Settings<LossOptions>): Tensor {
  const { reduction } = lossSettings('softMarginLoss', [], options)
  const shape = broadcastShapes(
    'softMarginLoss',
    input('softMarginLoss', x).shape,
    input('softMarginLoss', target).shape,
  )
  if (!sameShape(shape, x.shape)) {
    const torch = runtimeError(`output with shape ${shown(x.shape)} doesn't match the broadcast shape ${shown(shape)}`)
    throw sizesDiffer('softMarginLoss', x.shape, target.shape, 'the target broadcasts to the shape of the input', torch)
  }
  if (!isFloating(x.dtype)) throw notSupported('softMarginLoss', x.dtype, 'floating-point scores', 'soft_margin_loss')
  refuseGradient('softMarginLoss', 'target', target, { function: 'soft_margin_loss', argument: 'target' })
  return apply(SoftMargin, [x, target], { reduction, n: x.numel() })
}

interface MultiMarginParams {
  readonly p: number
  readonly margin: number
  readonly reduction: Reduction
}

/** By how much each class comes too near to the right one, [..., C]; 0 for the right one itself. */
function excess(x: Tensor, right: Tensor, margin: number): Tensor {
  const score = where(right, x, 0).sum({ dim: -1, keepdim: true })
  return where(right, 0, x.sub(score).add(margin).clampMin(0))
}

/** Inputs: scores [N, C] or [C], where the right class is, and its weight [N, 1] or [1]. */
const MultiMargin: Operation<MultiMarginParams> = {
  name: 'MultiMarginLossBackward0',
  forward([x, right, weight], { p, margin, reduction }) {
    const each = excess(x!, right!, margin)
    return reduceLoss((p === 1 ? each : each.square()).mul(weight!).sum({ dim: -1 }).div(x!.shape.at(-1)!), reduction)
  },
  gradient: [
    given([0, 1, 2], (g, [x, right, weight], { p, margin, reduction }) => {
      const classes = x!.shape.at(-1)!
      const each = excess(x!, right!, margin)
      const slope = where(each.gt(0), p === 1 ? 1 : each.mul(2), 0)
        .mul(weight!)
        .div(classes)
      const share = shareOf(g, reduction, x!.numel() / classes)
      return slope
        .sub(where(right!, slope.sum({ dim: -1, keepdim: true }), 0))
        .mul(share.ndim === 0 ? share : share.unsqueeze(-1))
    }),
    null,
    null,
  ],
}

export interface MultiMarginOptions extends MarginOptions {
  /** The power, 1 or 2. Default: 1. */
  p?: number
  /** [C] a factor for each class; 1 by default. */
  weight?: Tensor
}

/**
 * Margin loss of several classes: `Σⱼ w[t] max(0, margin − x[t] + x[j])ᵖ / C` over the wrong classes j, averaged over the batch.
 *
 * @param x                  [N, C] or [C] scores, any real values
 * @param target             [N] or [] class indices in [0, C − 1], int64
 * @param options.p          the power, 1 or 2; default 1
 * @param options.margin     how far ahead is far enough; default 1
 * @param options.weight     [C] a factor for each class; 1 by default
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [N] for `'none'`; at least 0
 * @throws ArgumentError `argument-range`; ShapeError `loss-sizes`; IndexError `target-out-of-bounds`; DtypeError `target-dtype`
 * Gradient: `dx[j] = g · p w[t] max(0, …)ᵖ⁻¹ / (C N)` for wrong classes, minus their sum for the right one.
 * Source: Crammer, Singer 2001.
 * @example functional.multiMarginLoss(tensor([[1, 2]]), tensor([1], { dtype: 'int64' })).item() // 0
 */
export function multiMarginLoss(x: Tensor, target: Tensor, ...options: Settings<MultiMarginOptions>): Tensor {
  const {
    p = 1,
    margin = 1,
    weight,
    reduction,
  } = lossSettings<MultiMarginOptions>('multiMarginLoss', ['p', 'margin', 'weight'], options)
  if (p !== 1 && p !== 2) {
    throw outOfRange('multiMarginLoss', 'p', p, '∈ {1, 2}', {
      type: 'ValueError',
      message: 'only p == 1 and p == 2 supported',
    })
  }
  checkClasses(input('multiMarginLoss', x), input('multiMarginLoss', target))
  refuseGradient('multiMarginLoss', 'weight', weight, { function: 'multi_margin_loss', argument: 'weight' })
  const classes = x.shape.at(-1)!
  const right = arange(classes).eq(target.unsqueeze(-1))
  const factor =
    weight === undefined ? operand('multiMarginLoss', 1) : where(right, weight, 0).sum({ dim: -1, keepdim: true })
  return apply(MultiMargin, [x, right, factor], { p, margin, reduction })
}

function checkClasses(x: Tensor, target: Tensor): void {
  if (!isFloating(x.dtype)) throw notSupported('multiMarginLoss', x.dtype, 'floating-point scores', 'multi_margin_loss')
  if (x.ndim === 0 || x.ndim > 2 || !sameShape(x.shape.slice(0, -1), target.shape)) {
    throw sizesDiffer(
      'multiMarginLoss',
      x.shape,
      target.shape,
      'one index for each row of scores',
      runtimeError(`inconsistent target size, got: ${shown(target.shape)}`),
    )
  }
  if (target.dtype !== 'int64') throw targetType('multiMarginLoss', target)
  const classes = x.shape.at(-1)!
  const bad = values(target).find((index) => index < 0 || index >= classes)
  if (bad === undefined) return
  throw new IndexError(
    `multiMarginLoss: the target ${bad} is outside [0, ${classes - 1}]: there are ${classes} classes.`,
    {
      code: 'target-out-of-bounds',
      params: { operation: 'multiMarginLoss', target: bad, classes },
      torch: runtimeError('target out of range'),
    },
  )
}

/**
 * One yes or no for each class: the mean over the classes of the binary cross-entropy of logits.
 *
 * @param x                  [..., C] logits, any real values
 * @param target             [..., C] in [0, 1]
 * @param options.weight     [C] a factor for each class; 1 by default
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [...] for `'none'`
 * @throws ShapeError `broadcast`; ArgumentError `not-a-choice`
 * Gradient: `dx = g · w (σ(x) − t) / (C N)`.
 * @example functional.multilabelSoftMarginLoss(tensor([[-2000, 0]]), tensor([[1, 0]]), { weight: tensor([1, 0]) }).item() // 1000
 */
export function multilabelSoftMarginLoss(
  x: Tensor,
  target: Tensor,
  ...options: Settings<{ weight?: Tensor } & LossOptions>
): Tensor {
  const { weight, reduction } = lossSettings<{ weight?: Tensor }>('multilabelSoftMarginLoss', ['weight'], options)
  input('multilabelSoftMarginLoss', target)
  const likelihood = target.mul(logsigmoid(x)).add(target.rsub(1).mul(logsigmoid(x.neg())))
  const losses = likelihood.neg()
  const weighted = weight === undefined ? losses : losses.mul(weight)
  return reduceLoss(weighted.sum({ dim: -1 }).div(x.shape.at(-1)!), reduction)
}
