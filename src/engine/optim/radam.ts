/** Adam that begins without its denominator, until enough gradients are known. */
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireBetas, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { Update } from './parameter-state.ts'

export interface RAdamOptions {
  /** Learning rate η ≥ 0. Default 0.001. */
  lr: number
  /** β₁ and β₂ in [0, 1). Default [0.9, 0.999]. */
  betas: [number, number]
  /** ε ≥ 0, added to the root. Default 1e-8. */
  eps: number
  /** λ ≥ 0 in `g + λ·w`. Default 0. */
  weightDecay: number
}

/**
 * RAdam: Adam's averages; `ρ∞ = 2 / (1 − β₂) − 1`, `ρₜ = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ)`. While ρₜ ≤ 5, `w ← w − η·m̂`;
 * then `w ← w − η·m̂ · r · √(1 − β₂ᵗ) / (√v + ε)`, `r² = (ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ)`.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Liu et al. 2020, Algorithm 2.
 * @example const w = tensor([1], { requiresGrad: true }); w.sum().backward(); new optim.RAdam([w], { lr: 0.5 }).step(); w.tolist() // [0.5]
 */
export class RAdam extends Optimizer<RAdamOptions> {
  constructor(params: Parameters<RAdamOptions>, ...args: Settings<Partial<RAdamOptions>>) {
    super(
      params,
      optimizerOptions<RAdamOptions>('RAdam', { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0 }, args),
    )
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { foreach: null }
  }

  protected override check(options: RAdamOptions): void {
    super.check(options)
    requireOption(options.eps >= 0, 'eps', options.eps, '≥ 0', 'Invalid epsilon value')
    requireBetas(options.betas)
  }

  protected override update(
    { w, g, round, state, buffer }: Update,
    { lr, betas: [beta1, beta2], eps }: ParamGroup<RAdamOptions>,
  ): void {
    const t = ((state.step as number) ?? 0) + 1
    state.step = t
    const correction2 = 1 - beta2 ** t
    const longest = 2 / (1 - beta2) - 1
    const length = longest - (2 * t * beta2 ** t) / correction2
    const isTrusted = length > 5
    const rectified = isTrusted
      ? Math.sqrt(((length - 4) * (length - 2) * longest) / ((longest - 4) * (longest - 2) * length))
      : 1
    const [step, b1, share1, b2, share2, correction1, epsilon] = [
      lr,
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      1 - beta1 ** t,
      eps,
    ].map(round) as [number, number, number, number, number, number, number]
    const [root, rectify] = [round(Math.sqrt(correction2)), round(rectified)]
    const m = buffer('expAvg')
    const v = buffer('expAvgSq')
    for (let i = 0; i < w.length; i++) {
      m[i] = round(b1 * m[i]!) + share1 * g[i]!
      v[i] = round(b2 * v[i]!) + round(share2 * g[i]!) * g[i]!
      let change = round(round(m[i]! / correction1) * step)
      if (isTrusted) {
        // A number over a tensor is a reciprocal and a product in PyTorch.
        const adaptive = round(round(1 / round(round(Math.sqrt(v[i]!)) + epsilon)) * root)
        change = round(round(change * adaptive) * rectify)
      }
      w[i]! -= change
    }
  }
}
