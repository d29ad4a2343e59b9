/** Losses between numbers, as modules. */
import { huberLoss, l1Loss, mseLoss, smoothL1Loss } from '../ops/regression-losses.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import { Loss, type Reduced, mean } from './loss.ts'

/** Mean squared error: the mean of `(x − t)²`. @example new nn.MSELoss()(tensor([1, 2]), tensor([1, 4])).item() // 2 */
export class MSELoss extends Loss<Reduced> {
  constructor(...args: Settings<Partial<Reduced>>) {
    super(mean, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return mseLoss(x, target, { reduction: this.reduction })
  }
}

/** Mean absolute error: the mean of `|x − t|`. @example new nn.L1Loss()(tensor([1, 2]), tensor([1, 4])).item() // 1 */
export class L1Loss extends Loss<Reduced> {
  constructor(...args: Settings<Partial<Reduced>>) {
    super(mean, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return l1Loss(x, target, { reduction: this.reduction })
  }
}

interface SmoothL1 extends Reduced {
  /** Where the parabola becomes a line. Default 1. */
  beta: number
}

/** `d² / 2β` for |d| < β, else `|d| − β/2`. @example new nn.SmoothL1Loss()(tensor([0]), tensor([3])).item() // 2.5 */
export class SmoothL1Loss extends Loss<SmoothL1> {
  declare readonly beta: number

  constructor(...args: Settings<Partial<SmoothL1>>) {
    super({ ...mean, beta: 1 }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(x, target, { reduction: this.reduction, beta: this.beta })
  }
}

interface Huber extends Reduced {
  /** Where the parabola becomes a line. Default 1. */
  delta: number
}

/** `d² / 2` for |d| < δ, else `δ (|d| − δ/2)`. @example new nn.HuberLoss()(tensor([0]), tensor([3])).item() // 2.5 */
export class HuberLoss extends Loss<Huber> {
  declare readonly delta: number

  constructor(...args: Settings<Partial<Huber>>) {
    super({ ...mean, delta: 1 }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return huberLoss(x, target, { reduction: this.reduction, delta: this.delta })
  }
}
