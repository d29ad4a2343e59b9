/** Losses that ask for a distance, as modules. */
import { cosineEmbeddingLoss, tripletMarginLoss } from '../ops/embedding-losses.ts'
import { hingeEmbeddingLoss, marginRankingLoss, softMarginLoss } from '../ops/margin-losses.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import { Loss, type Reduced, mean } from './loss.ts'

export interface Margin extends Reduced {
  /** How far apart is far enough. */
  margin: number
}

/**
 * The mean of `max(0, −t (x − y) + margin)`, margin 0 by default.
 * @example new nn.MarginRankingLoss()(tensor([1]), tensor([3]), tensor([1])).item() // 2
 */
export class MarginRankingLoss extends Loss<Margin> {
  declare readonly margin: number

  constructor(...args: Settings<Partial<Margin>>) {
    super({ margin: 0, ...mean }, args)
  }

  override forward(x: Tensor, y: Tensor, target: Tensor): Tensor {
    return marginRankingLoss(x, y, target, { margin: this.margin, reduction: this.reduction })
  }
}

/**
 * x where t = 1, `max(0, margin − x)` where t = −1; margin 1 by default.
 * @example new nn.HingeEmbeddingLoss()(tensor([0.5, 0.25]), tensor([1, -1])).item() // 0.625
 */
export class HingeEmbeddingLoss extends Loss<Margin> {
  declare readonly margin: number

  constructor(...args: Settings<Partial<Margin>>) {
    super({ margin: 1, ...mean }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return hingeEmbeddingLoss(x, target, { margin: this.margin, reduction: this.reduction })
  }
}

/**
 * `1 − cos(x, y)` where t = 1, `max(0, cos(x, y) − margin)` where t = −1; margin 0 by default.
 * @example new nn.CosineEmbeddingLoss()(tensor([[1, 0]]), tensor([[0, 1]]), tensor([1])).item() // 1
 */
export class CosineEmbeddingLoss extends Loss<Margin> {
  declare readonly margin: number

  constructor(...args: Settings<Partial<Margin>>) {
    super({ margin: 0, ...mean }, args)
  }

  override forward(x: Tensor, y: Tensor, target: Tensor): Tensor {
    return cosineEmbeddingLoss(x, y, target, { margin: this.margin, reduction: this.reduction })
  }
}

/** The mean of `log(1 + e^(−t x))`. @example new nn.SoftMarginLoss()(zeros(1), ones(1)).item() // 0.6931471824645996 */
export class SoftMarginLoss extends Loss<Reduced> {
  constructor(...args: Settings<Partial<Reduced>>) {
    super(mean, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return softMarginLoss(x, target, { reduction: this.reduction })
  }
}

interface Triplet extends Margin {
  /** The p of the distances. Default 2. */
  p: number
  /** Added to each difference. Default 1e-6. */
  eps: number
  /** Take the distance from positive to negative where it is the smaller one. Default false. */
  swap: boolean
}

/**
 * The mean of `max(0, |a − p| − |a − n| + margin)`, margin 1 by default. Source: Schroff, Kalenichenko, Philbin 2015.
 * @example new nn.TripletMarginLoss({ eps: 0 })(tensor([[0, 0]]), tensor([[3, 0]]), tensor([[0, 2]])).item() // 2
 */
export class TripletMarginLoss extends Loss<Triplet> {
  declare readonly margin: number
  declare readonly p: number
  declare readonly eps: number
  declare readonly swap: boolean

  constructor(...args: Settings<Partial<Triplet>>) {
    super({ margin: 1, p: 2, eps: 1e-6, swap: false, ...mean }, args)
  }

  override forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { margin, p, eps, swap, reduction } = this
    return tripletMarginLoss(anchor, positive, negative, { margin, p, eps, swap, reduction })
  }
}
