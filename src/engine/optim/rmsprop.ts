/** Gradient descent with each step divided by the recent size of the gradient. */
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { Update } from './parameter-state.ts'

export interface RMSpropOptions {
  /** Learning rate η ≥ 0. Default 0.01. */
  lr: number
  /** α ≥ 0: how slowly the average of g² forgets. Default 0.99. */
  alpha: number
  /** ε ≥ 0, added to the root. Default 1e-8. */
  eps: number
  /** λ ≥ 0 in `g + λ·w`. Default 0. */
  weightDecay: number
  /** μ ≥ 0. Default 0. */
  momentum: number
  /** Divide by the deviation from the average gradient. Default false. */
  centered: boolean
  /** Go up instead of down. Default false. */
  maximize: boolean
}

/**
 * RMSprop: `s ← α·s + (1 − α)·g²`, `w ← w − η · g / (√s + ε)`.
 * Centered, `√(s − a²)` with `a ← α·a + (1 − α)·g`. With momentum `b ← μ·b + g / (√s + ε)`, `w ← w − η·b`.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Tieleman and Hinton 2012 (lecture 6e); centered: Graves 2013, §4.2.
 * @example const w = tensor([1], { requiresGrad: true }); w.sum().backward(); new optim.RMSprop([w], { lr: 0.05 }).step(); w.tolist() // [0.5]
 */
export class RMSprop extends Optimizer<RMSpropOptions> {
  constructor(params: Parameters<RMSpropOptions>, ...args: Settings<Partial<RMSpropOptions>>) {
    super(
      params,
      optimizerOptions<RMSpropOptions>(
        'RMSprop',
        { lr: 1e-2, alpha: 0.99, eps: 1e-8, weightDecay: 0, momentum: 0, centered: false, maximize: false },
        args,
      ),
    )
  }

  protected override check(options: RMSpropOptions): void {
    super.check(options)
    requireOption(options.eps >= 0, 'eps', options.eps, '≥ 0', 'Invalid epsilon value')
    requireOption(options.momentum >= 0, 'momentum', options.momentum, '≥ 0', 'Invalid momentum value')
    requireOption(options.alpha >= 0, 'alpha', options.alpha, '≥ 0', 'Invalid alpha value')
  }

  protected override update(
    { w, g, round, state, buffer }: Update,
    { lr, alpha, eps, momentum, centered }: ParamGroup<RMSpropOptions>,
  ): void {
    state.step = ((state.step as number) ?? 0) + 1
    const [step, keep, share, epsilon, mu] = [lr, alpha, 1 - alpha, eps, momentum].map(round) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const s = buffer('squareAvg')
    const b = momentum > 0 ? buffer('momentumBuffer') : null
    const a = centered ? buffer('gradAvg') : null
    for (let i = 0; i < w.length; i++) {
      s[i] = round(keep * s[i]!) + round(share * g[i]!) * g[i]!
      let variance = s[i]!
      if (a !== null) {
        a[i] = round(keep * a[i]!) + share * g[i]!
        variance = round(variance - a[i]! * a[i]!)
      }
      const scale = round(round(Math.sqrt(variance)) + epsilon)
      if (b === null) w[i]! -= round(round(step * g[i]!) / scale)
      else {
        b[i] = round(mu * b[i]!) + round(g[i]! / scale)
        w[i]! -= step * b[i]!
      }
    }
  }
}
