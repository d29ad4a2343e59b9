/** Steps in the unit of the parameter: past changes over past gradients. */
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { Update } from './parameter-state.ts'

export interface AdadeltaOptions {
  /** A factor η ≥ 0 on each change. Default 1. */
  lr: number
  /** ρ in [0, 1]: how slowly both averages forget. Default 0.9. */
  rho: number
  /** ε ≥ 0, added below both roots. Default 1e-6. */
  eps: number
  /** λ ≥ 0 in `g + λ·w`. Default 0. */
  weightDecay: number
  /** Go up instead of down. Default false. */
  maximize: boolean
}

/**
 * Adadelta: `s ← ρ·s + (1 − ρ)·g²`, `Δ = √(d + ε) / √(s + ε) · g`, `d ← ρ·d + (1 − ρ)·Δ²`, `w ← w − η·Δ`.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Zeiler 2012, Algorithm 1.
 * @example const w = tensor([0], { requiresGrad: true }); w.mul(3).sum().backward(); new optim.Adadelta([w]).step(); w.lt(0).tolist() // [true]
 */
export class Adadelta extends Optimizer<AdadeltaOptions> {
  constructor(params: Parameters<AdadeltaOptions>, ...args: Settings<Partial<AdadeltaOptions>>) {
    super(
      params,
      optimizerOptions<AdadeltaOptions>(
        'Adadelta',
        { lr: 1, rho: 0.9, eps: 1e-6, weightDecay: 0, maximize: false },
        args,
      ),
    )
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { foreach: null }
  }

  protected override check(options: AdadeltaOptions): void {
    super.check(options)
    requireOption(options.rho >= 0 && options.rho <= 1, 'rho', options.rho, '≥ 0, ≤ 1', 'Invalid rho value')
    requireOption(options.eps >= 0, 'eps', options.eps, '≥ 0', 'Invalid epsilon value')
  }

  protected override update(
    { w, g, round, state, buffer }: Update,
    { lr, rho, eps }: ParamGroup<AdadeltaOptions>,
  ): void {
    state.step = ((state.step as number) ?? 0) + 1
    const [step, keep, share, epsilon] = [lr, rho, 1 - rho, eps].map(round) as [number, number, number, number]
    const s = buffer('squareAvg')
    const d = buffer('accDelta')
    const root = (x: number): number => round(Math.sqrt(round(x + epsilon)))
    for (let i = 0; i < w.length; i++) {
      s[i] = round(keep * s[i]!) + round(share * g[i]!) * g[i]!
      const delta = round(round(root(d[i]!) / root(s[i]!)) * g[i]!)
      d[i] = round(keep * d[i]!) + round(share * delta) * delta
      w[i]! -= step * delta
    }
  }
}
