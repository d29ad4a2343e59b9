/** Losses that pull embeddings together and push them apart: by angle, and by distance. */
import { runtimeError, shown } from '../errors.ts'
import type { Tensor } from '../tensor.ts'
import { lossSettings, reduceLoss, sizesDiffer, type LossOptions } from './loss.ts'
import { ranksDiffer } from './margin-losses.ts'
import { input } from './operand.ts'
import type { Settings } from './settings.ts'
import { pairwiseDistance } from './similarity.ts'
import { where } from './where.ts'

/** Keeps the length of a zero vector from being divided by. */
const epsilon = 1e-12

/**
 * Cosine loss of pairs: `1 − cos(x, y)` where t is 1, `max(0, cos(x, y) − margin)` where t is −1.
 *
 * @param x                  [N, D], or [D]
 * @param y                  [N, D], or [D]
 * @param target             [N], or []; 1 for pairs that belong together, −1 for others
 * @param options.margin     which cosine is far enough apart; default 0
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [N] for `'none'`; at least 0
 * @throws ShapeError `loss-sizes`, `broadcast`; ArgumentError `not-a-choice`
 * Gradient: that of the cosine, its sign by t; 0 for pairs far enough apart.
 * @example functional.cosineEmbeddingLoss(tensor([[1, 0]]), tensor([[0, 1]]), tensor([1])).item() // 1
 */
export function cosineEmbeddingLoss(
  x: Tensor,
  y: Tensor,
  target: Tensor,
  ...options: Settings<{ margin?: number } & LossOptions>
): Tensor {
  const { margin = 0, reduction } = lossSettings<{ margin?: number }>('cosineEmbeddingLoss', ['margin'], options)
  checkRanks(input('cosineEmbeddingLoss', x), input('cosineEmbeddingLoss', y), input('cosineEmbeddingLoss', target))
  const dim = target.ndim
  const squares = x.mul(x).sum({ dim }).add(epsilon).mul(y.mul(y).sum({ dim }).add(epsilon))
  const cosine = x.mul(y).sum({ dim }).div(squares.sqrt())
  const together = where(target.eq(1), cosine.rsub(1), 0)
  const apart = where(target.eq(-1), cosine.sub(margin).clampMin(0), 0)
  return reduceLoss(together.add(apart), reduction)
}

function checkRanks(x: Tensor, y: Tensor, target: Tensor): void {
  const rank = target.ndim
  if (rank <= 1 && x.ndim === rank + 1) return
  const message =
    rank > 1
      ? '0D or 1D target tensor expected, multi-target not supported'
      : `${rank}D target tensor expects ${rank + 1}D input tensors, but found inputs with sizes ${shown(x.shape)} and ${shown(y.shape)}.`
  throw sizesDiffer(
    'cosineEmbeddingLoss',
    x.shape,
    target.shape,
    '[N, D] has a target [N], and [D] a target []',
    runtimeError(message),
  )
}

export interface TripletOptions extends LossOptions {
  /** How much farther the negative must be. Default: 1. */
  margin?: number
  /** The order of the norm. Default: 2. */
  p?: number
  /** Added to each difference. Default: 1e-6. */
  eps?: number
  /** Take the distance from positive to negative where it is smaller than that from the anchor. Default: false. */
  swap?: boolean
}

/**
 * Triplet loss: `max(0, |a − p| − |a − n| + margin)`, averaged over the batch.
 *
 * @param anchor             [..., D]
 * @param positive           [..., D] of the anchor's kind
 * @param negative           [..., D] of another kind
 * @param options.margin     how much farther the negative must be; default 1
 * @param options.p          the order of the norm; default 2
 * @param options.eps        added to each difference; default 1e-6
 * @param options.swap       use the distance from positive to negative where it is smaller; default false
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or [...] for `'none'`; at least 0
 * @throws ShapeError `ranks-differ`, `broadcast`; ArgumentError `not-a-choice`
 * Gradient: that of the two distances; 0 where the negative is far enough. Source: Schroff, Kalenichenko, Philbin 2015, §3.1.
 * @example functional.tripletMarginLoss(tensor([[0, 0]]), tensor([[0, 0]]), tensor([[3, 4]])).item() // 0
 */
export function tripletMarginLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  ...options: Settings<TripletOptions>
): Tensor {
  const names = ['margin', 'p', 'eps', 'swap'] as const
  const {
    margin = 1,
    p = 2,
    eps = 1e-6,
    swap = false,
    reduction,
  } = lossSettings<TripletOptions>('tripletMarginLoss', names, options)
  const parts = [anchor, positive, negative].map((part) => input('tripletMarginLoss', part))
  const [a, b, c] = parts.map((part) => part.ndim)
  if (a !== b || b !== c)
    throw ranksDiffer(
      'tripletMarginLoss',
      parts,
      `All inputs should have same dimension but got ${a}D, ${b}D and ${c}D inputs.`,
    )
  const near = pairwiseDistance(anchor, positive, { p, eps })
  const far = pairwiseDistance(anchor, negative, { p, eps })
  const nearest = swap ? far.minimum(pairwiseDistance(positive, negative, { p, eps })) : far
  return reduceLoss(near.add(margin).sub(nearest).clampMin(0), reduction)
}
