/** Losses from distributions, as modules. */
import { gaussianNllLoss, klDiv, poissonNllLoss } from '../ops/likelihood-losses.ts'
import type { Reduction } from '../ops/loss.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import { Loss, type Reduced, mean } from './loss.ts'

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
