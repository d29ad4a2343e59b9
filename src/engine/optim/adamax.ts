/** Adam with the largest recent gradient in the place of the root of squares. */
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireBetas, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { Update } from './parameter-state.ts'

export interface AdamaxOptions {
  /** Learning rate η ≥ 0. Default 0.002. */
  lr: number
  /** β₁ and β₂ in [0, 1). Default [0.9, 0.999]. */
  betas: [number, number]
  /** ε ≥ 0, added to |g|. Default 1e-8. */
  eps: number
  /** λ ≥ 0 in `g + λ·w`. Default 0. */
  weightDecay: number
  /** Go up instead of down. Default false. */
  maximize: boolean
}

/**
 * Adamax: `m ← β₁·m + (1 − β₁)·g`, `u ← max(β₂·u, |g| + ε)`, `w ← w − η / (1 − β₁ᵗ) · m / u`.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Kingma and Ba 2015, Algorithm 2.
 * @example const w = tensor([1], { requiresGrad: true }); w.sum().backward(); new optim.Adamax([w], { lr: 0.5 }).step(); w.tolist() // [0.5]
 */
export class Adamax extends Optimizer<AdamaxOptions> {
  constructor(params: Parameters<AdamaxOptions>, ...args: Settings<Partial<AdamaxOptions>>) {
    super(
      params,
      optimizerOptions<AdamaxOptions>(
        'Adamax',
        { lr: 2e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, maximize: false },
        args,
      ),
    )
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { foreach: null }
  }

  protected override check(options: AdamaxOptions): void {
    super.check(options)
    requireOption(options.eps >= 0, 'eps', options.eps, '≥ 0', 'Invalid epsilon value')
    requireBetas(options.betas)
  }

  protected override update(
    { w, g, round, state, buffer }: Update,
    { lr, betas: [beta1, beta2], eps }: ParamGroup<AdamaxOptions>,
  ): void {
    const t = ((state.step as number) ?? 0) + 1
    state.step = t
    const [step, b1, share, b2, epsilon] = [lr / (1 - beta1 ** t), beta1, 1 - beta1, beta2, eps].map(round) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const m = buffer('expAvg')
    const u = buffer('expInf')
    for (let i = 0; i < w.length; i++) {
      m[i] = round(b1 * m[i]!) + share * g[i]!
      u[i] = Math.max(round(b2 * u[i]!), round(Math.abs(g[i]!) + epsilon))
      w[i]! -= round(round(step * m[i]!) / u[i]!)
    }
  }
}
