/** Losses between scores and classes, as modules. */
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from '../ops/binary-losses.ts'
import { multiMarginLoss, multilabelSoftMarginLoss } from '../ops/margin-losses.ts'
import { nllLoss } from '../ops/nll-loss.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import type { Classes } from './cross-entropy-loss.ts'
import { Loss, type Reduced, mean } from './loss.ts'
import type { Margin } from './margin-losses.ts'

/**
 * Negative log-likelihood of log-probabilities [n, classes, …] and class numbers [n, …]: the mean of `−xₜ`.
 * @example new nn.NLLLoss()(tensor([[-1, -2]]), tensor([1], { dtype: 'int64' })).item() // 2
 */
export class NLLLoss extends Loss<Classes> {
  declare weight: Tensor | null
  declare readonly ignoreIndex: number

  constructor(...args: Settings<Partial<Classes>>) {
    super({ weight: null, ignoreIndex: -100, ...mean }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction } = this
    return nllLoss(x, target, { weight: weight ?? undefined, ignoreIndex, reduction })
  }
}

interface Weighted extends Reduced {
  /** How much each element counts, in a shape that broadcasts. Default: all alike. */
  weight: Tensor | null
}

/**
 * Binary cross-entropy of probabilities: the mean of `−(t log x + (1 − t) log(1 − x))`.
 * @example new nn.BCELoss()(tensor([0.5]), ones(1)).item() // 0.6931471824645996
 */
export class BCELoss extends Loss<Weighted> {
  declare weight: Tensor | null

  constructor(...args: Settings<Partial<Weighted>>) {
    super({ weight: null, ...mean }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropy(x, target, { weight: this.weight ?? undefined, reduction: this.reduction })
  }
}

interface WithLogits extends Weighted {
  /** How much a positive example counts, for each class. Default: as a negative one. */
  posWeight: Tensor | null
}

/** Binary cross-entropy of logits: the sigmoid and BCELoss in one, for large logits too. @example new nn.BCEWithLogitsLoss()(zeros(1), ones(1)).item() // 0.6931471824645996 */
export class BCEWithLogitsLoss extends Loss<WithLogits> {
  declare weight: Tensor | null
  declare posWeight: Tensor | null

  constructor(...args: Settings<Partial<WithLogits>>) {
    super({ weight: null, ...mean, posWeight: null }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, posWeight, reduction } = this
    return binaryCrossEntropyWithLogits(x, target, {
      weight: weight ?? undefined,
      posWeight: posWeight ?? undefined,
      reduction,
    })
  }
}

interface MultiMargin extends Margin {
  /** The power, 1 or 2. Default 1. */
  p: number
  /** [classes], how much each counts. Default: all alike. */
  weight: Tensor | null
}

/**
 * `Σⱼ max(0, margin − xₜ + xⱼ)ᵖ / classes` over the wrong classes.
 * @example new nn.MultiMarginLoss()(tensor([[0, 1]]), tensor([0], { dtype: 'int64' })).item() // 1
 */
export class MultiMarginLoss extends Loss<MultiMargin> {
  declare readonly p: number
  declare readonly margin: number
  declare weight: Tensor | null

  constructor(...args: Settings<Partial<MultiMargin>>) {
    super({ p: 1, margin: 1, weight: null, ...mean }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { p, margin, weight, reduction } = this
    return multiMarginLoss(x, target, { p, margin, weight: weight ?? undefined, reduction })
  }
}

/**
 * Binary cross-entropy of logits, averaged over the classes.
 * @example new nn.MultiLabelSoftMarginLoss()(zeros(1, 2), ones(1, 2)).item() // 0.6931471824645996
 */
export class MultiLabelSoftMarginLoss extends Loss<Weighted> {
  declare weight: Tensor | null

  constructor(...args: Settings<Partial<Weighted>>) {
    super({ weight: null, ...mean }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return multilabelSoftMarginLoss(x, target, { weight: this.weight ?? undefined, reduction: this.reduction })
  }
}
