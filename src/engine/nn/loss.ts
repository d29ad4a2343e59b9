/** Losses as modules: the functions of the same names, with their options kept. */
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from '../ops/binary-losses.ts'
import { crossEntropy } from '../ops/cross-entropy.ts'
import { cosineEmbeddingLoss, tripletMarginLoss } from '../ops/embedding-losses.ts'
import { gaussianNllLoss, klDiv, poissonNllLoss } from '../ops/likelihood-losses.ts'
import type { Reduction } from '../ops/loss.ts'
import {
  hingeEmbeddingLoss,
  marginRankingLoss,
  multiMarginLoss,
  multilabelSoftMarginLoss,
  softMarginLoss,
} from '../ops/margin-losses.ts'
import { nllLoss } from '../ops/nll-loss.ts'
import { huberLoss, l1Loss, mseLoss, smoothL1Loss } from '../ops/regression-losses.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'

interface Reduced {
  /** 'mean', 'sum', or 'none': the loss of each element. Default 'mean'. */
  reduction: Reduction
}

/** A loss with its options: a tensor among them is a buffer, to be saved and converted with the module. */
abstract class Loss<Options extends { reduction: string }> extends Module {
  declare readonly reduction: Options['reduction']

  constructor(defaults: Options, args: Settings<Partial<Options>>) {
    super()
    for (const [name, value] of Object.entries<unknown>(optionsOf(this.constructor.name, defaults, args))) {
      if (name === 'weight' || name === 'posWeight') this.registerBuffer(name, value as Tensor | null)
      else Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true })
    }
  }
}

const mean: Reduced = { reduction: 'mean' }

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

interface Classes extends Reduced {
  /** [classes], how much each counts. Default: all alike. */
  weight: Tensor | null
  /** A target that does not count. Default −100. */
  ignoreIndex: number
}

interface CrossEntropy extends Classes {
  /** The part of the target spread over all classes, in [0, 1]. Default 0. */
  labelSmoothing: number
}

/**
 * Cross-entropy of logits [n, classes, …] and targets, class numbers [n, …] or probabilities [n, classes, …]: the mean of `−log softmax(x)ₜ`.
 * @example new nn.CrossEntropyLoss()(zeros(1, 2), tensor([0], { dtype: 'int64' })).item() // 0.6931471824645996
 */
export class CrossEntropyLoss extends Loss<CrossEntropy> {
  declare weight: Tensor | null
  declare readonly ignoreIndex: number
  declare readonly labelSmoothing: number

  constructor(...args: Settings<Partial<CrossEntropy>>) {
    super({ weight: null, ignoreIndex: -100, ...mean, labelSmoothing: 0 }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction, labelSmoothing } = this
    return crossEntropy(x, target, { weight: weight ?? undefined, ignoreIndex, reduction, labelSmoothing })
  }
}

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

interface Divergence {
  /** 'mean', 'batchmean' (the divergence itself), 'sum' or 'none'. Default 'mean'. */
  reduction: Reduction | 'batchmean'
  /** Whether the target is log-probabilities. Default false. */
  logTarget: boolean
}

/**
 * Kullback–Leibler divergence from log-probabilities x to probabilities t: `t (log t − x)`.
 * @example new nn.KLDivLoss({ reduction: 'sum' })(tensor([0.5, 0.5]).log(), tensor([1, 0])).item() // 0.6931471824645996
 */
export class KLDivLoss extends Loss<Divergence> {
  declare readonly logTarget: boolean

  constructor(...args: Settings<Partial<Divergence>>) {
    super({ reduction: 'mean', logTarget: false }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    return klDiv(x, target, { reduction: this.reduction, logTarget: this.logTarget })
  }
}

interface Poisson extends Reduced {
  /** Whether x is the logarithm of the rate. Default true. */
  logInput: boolean
  /** Whether Stirling's approximation of log t! is added. Default false. */
  full: boolean
  /** Added below a logarithm. Default 1e-8. */
  eps: number
}

/** Negative log-likelihood of counts under a Poisson distribution. @example new nn.PoissonNLLLoss()(tensor([0]), tensor([2])).item() // 1 */
export class PoissonNLLLoss extends Loss<Poisson> {
  declare readonly logInput: boolean
  declare readonly full: boolean
  declare readonly eps: number

  constructor(...args: Settings<Partial<Poisson>>) {
    super({ logInput: true, full: false, eps: 1e-8, ...mean }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { logInput, full, eps, reduction } = this
    return poissonNllLoss(x, target, { logInput, full, eps, reduction })
  }
}

interface Gaussian extends Reduced {
  /** Whether the constant term is added. Default false. */
  full: boolean
  /** The smallest variance. Default 1e-6. */
  eps: number
}

/**
 * Negative log-likelihood of targets under normal distributions of means x and variances.
 * @example new nn.GaussianNLLLoss()(tensor([1]), tensor([3]), tensor([1])).item() // 2
 */
export class GaussianNLLLoss extends Loss<Gaussian> {
  declare readonly full: boolean
  declare readonly eps: number

  constructor(...args: Settings<Partial<Gaussian>>) {
    super({ full: false, eps: 1e-6, ...mean }, args)
  }

  override forward(x: Tensor, target: Tensor, variance: Tensor): Tensor {
    const { full, eps, reduction } = this
    return gaussianNllLoss(x, target, variance, { full, eps, reduction })
  }
}

interface Margin extends Reduced {
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
