/** Adaptive moments: a step for each parameter, scaled by how large its gradients have been. */
import { adamVector } from './vector-steps.ts'
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireBetas, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { GradientOptions, Update } from './parameter-state.ts'

export interface AdamOptions {
  /** Learning rate η ≥ 0. Default 0.001. */
  lr: number
  /** β₁ and β₂ in [0, 1): how slowly the averages of g and g² forget. Default [0.9, 0.999]. */
  betas: [number, number]
  /** ε ≥ 0, added to the root. Default 1e-8. */
  eps: number
  /** λ ≥ 0. Default 0 for Adam, 0.01 for AdamW. */
  weightDecay: number
  /** Divide by the largest average of g² so far. Default false. */
  amsgrad: boolean
  /** Go up instead of down. Default false. */
  maximize: boolean
}

const defaults: AdamOptions = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
}

/**
 * Adam: `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`, `w ← w − η · m̂ / (√v̂ + ε)`,
 * where `m̂ = m / (1 − β₁ᵗ)` and `v̂ = v / (1 − β₂ᵗ)` make up for the start from 0.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Kingma and Ba 2015, Algorithm 1; amsgrad: Reddi, Kale, Kumar 2018.
 * @example const w = tensor([1], { requiresGrad: true }); w.sum().backward(); new optim.Adam([w], { lr: 0.25 }).step(); w.tolist() // [0.75]
 */
export class Adam extends Optimizer<AdamOptions> {
  constructor(params: Parameters<AdamOptions>, ...args: Settings<Partial<AdamOptions>>) {
    super(params, optimizerOptions('Adam', defaults, args))
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { capturable: false, differentiable: false, foreach: null, fused: false }
  }

  protected override check(options: AdamOptions): void {
    super.check(options)
    requireOption(options.eps >= 0, 'eps', options.eps, '≥ 0', 'Invalid epsilon value')
    requireBetas(options.betas)
  }

  /** @param keep  AdamW's factor of w before the step */
  protected override update(parameter: Update, group: ParamGroup<AdamOptions>, keep = 1): void {
    const { state } = parameter
    const t = ((state.step as number) ?? 0) + 1
    state.step = t
    if (adamVector(parameter, group, t, keep)) return
    const { w, g, round } = parameter
    const {
      lr,
      betas: [beta1, beta2],
      eps,
      amsgrad,
    } = group
    if (keep !== 1) for (let i = 0; i < w.length; i++) w[i]! *= keep
    const stepSize = round(lr / (1 - beta1 ** t))
    const correction = round(Math.sqrt(1 - beta2 ** t))
    const [b1, share1, b2, share2, epsilon] = [beta1, 1 - beta1, beta2, 1 - beta2, eps].map(round) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const m = parameter.buffer('expAvg')
    const v = parameter.buffer('expAvgSq')
    const largest = amsgrad ? parameter.buffer('maxExpAvgSq') : v
    for (let i = 0; i < w.length; i++) {
      m[i] = round(b1 * m[i]!) + share1 * g[i]!
      v[i] = round(b2 * v[i]!) + round(share2 * g[i]!) * g[i]!
      if (largest[i]! < v[i]!) largest[i] = v[i]!
      const scale = round(round(round(Math.sqrt(largest[i]!)) / correction) + epsilon)
      w[i]! -= round(round(stepSize * m[i]!) / scale)
    }
  }
}

/**
 * Adam with weight decay apart from the gradient: `w ← (1 − η·λ)·w` before Adam's step, λ = 0.01 by default.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Loshchilov and Hutter 2019, Algorithm 2.
 * @example const w = tensor([1], { requiresGrad: true }); w.mul(0).sum().backward(); new optim.AdamW([w], { lr: 1, weightDecay: 0.5 }).step(); w.tolist() // [0.5]
 */
export class AdamW extends Adam {
  constructor(params: Parameters<AdamOptions>, ...args: Settings<Partial<AdamOptions>>) {
    super(params, optimizerOptions('AdamW', { ...defaults, weightDecay: 1e-2 }, args))
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { capturable: false, foreach: null }
  }

  protected override gradientOptions({ maximize }: ParamGroup<AdamOptions>): GradientOptions {
    return { maximize }
  }

  protected override update(parameter: Update, group: ParamGroup<AdamOptions>): void {
    super.update(parameter, group, parameter.round(1 - group.lr * group.weightDecay))
  }
}
