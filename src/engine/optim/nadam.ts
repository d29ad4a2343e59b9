/** Adam that looks ahead along its momentum. */
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireBetas, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { Update } from './parameter-state.ts'

export interface NAdamOptions {
  /** Learning rate η ≥ 0. Default 0.002. */
  lr: number
  /** β₁ and β₂ in [0, 1). Default [0.9, 0.999]. */
  betas: [number, number]
  /** ε ≥ 0, added to the root. Default 1e-8. */
  eps: number
  /** λ ≥ 0 in `g + λ·w`. Default 0. */
  weightDecay: number
  /** ψ ≥ 0: how fast the momentum grows to β₁. Default 0.004. */
  momentumDecay: number
}

/**
 * NAdam: Adam's averages m and v, and `μₜ = β₁ (1 − ½ · 0.96^(tψ))`;
 * `w ← w − η (1 − μₜ) / (1 − Π μ) · g / (√v̂ + ε) − η μₜ₊₁ / (1 − μₜ₊₁ Π μ) · m / (√v̂ + ε)`.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Dozat 2016.
 * @example const w = tensor([1], { requiresGrad: true }); w.sum().backward(); new optim.NAdam([w]).step(); w.lt(1).tolist() // [true]
 */
export class NAdam extends Optimizer<NAdamOptions> {
  constructor(params: Parameters<NAdamOptions>, ...args: Settings<Partial<NAdamOptions>>) {
    super(
      params,
      optimizerOptions<NAdamOptions>(
        'NAdam',
        { lr: 2e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, momentumDecay: 4e-3 },
        args,
      ),
    )
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { foreach: null }
  }

  protected override check(options: NAdamOptions): void {
    super.check(options)
    requireOption(options.eps >= 0, 'eps', options.eps, '≥ 0', 'Invalid epsilon value')
    requireOption(
      options.momentumDecay >= 0,
      'momentumDecay',
      options.momentumDecay,
      '≥ 0',
      'Invalid momentum_decay value',
    )
    requireBetas(options.betas)
  }

  protected override update(
    { w, g, round, state, buffer }: Update,
    { lr, betas: [beta1, beta2], eps, momentumDecay }: ParamGroup<NAdamOptions>,
  ): void {
    const t = ((state.step as number) ?? 0) + 1
    state.step = t
    const muAt = (s: number): number => beta1 * (1 - 0.5 * 0.96 ** (s * momentumDecay))
    const [mu, next] = [muAt(t), muAt(t + 1)]
    // PyTorch keeps this product in float32.
    const product = Math.fround(((state.muProduct as number) ?? 1) * Math.fround(mu))
    state.muProduct = product
    const ahead = Math.fround(Math.fround(product * Math.fround(mu)) * Math.fround(next))
    const [ofGradient, ofAverage] = [(-lr * (1 - mu)) / (1 - product), (-lr * next) / (1 - ahead)].map(round) as [
      number,
      number,
    ]
    const [b1, share1, b2, share2, correction, epsilon] = [beta1, 1 - beta1, beta2, 1 - beta2, 1 - beta2 ** t, eps].map(
      round,
    ) as [number, number, number, number, number, number]
    const m = buffer('expAvg')
    const v = buffer('expAvgSq')
    for (let i = 0; i < w.length; i++) {
      m[i] = round(b1 * m[i]!) + share1 * g[i]!
      v[i] = round(b2 * v[i]!) + round(share2 * g[i]!) * g[i]!
      const scale = round(round(Math.sqrt(round(v[i]! / correction))) + epsilon)
      w[i]! += round(round(ofGradient * g[i]!) / scale)
      w[i]! += round(round(ofAverage * m[i]!) / scale)
    }
  }
}
