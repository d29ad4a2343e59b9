/** Stochastic gradient descent. */
import { ArgumentError } from '../errors.ts'
import { sgdVector } from './vector-steps.ts'
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { Update } from './parameter-state.ts'

export interface SGDOptions {
  /** Learning rate η ≥ 0. Default 0.001. */
  lr: number
  /** μ ≥ 0. Default 0. */
  momentum: number
  /** τ: how much of the gradient does not reach the velocity. Default 0. */
  dampening: number
  /** λ ≥ 0 in `g + λ·w`. Default 0. */
  weightDecay: number
  /** Look ahead along the velocity. Needs momentum and no dampening. Default false. */
  nesterov: boolean
  /** Go up instead of down. Default false. */
  maximize: boolean
}

/**
 * Stochastic gradient descent, with momentum: `v ← μ·v + (1 − τ)·g`, `w ← w − η·v`; the first velocity is g itself.
 * Without momentum `w ← w − η·g`; with Nesterov's `w ← w − η·(g + μ·v)`.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`, `optimizer-nesterov`
 * Source: Robbins and Monro 1951; Polyak 1964; Sutskever et al. 2013, §2.
 * @example const w = tensor([1], { requiresGrad: true }); w.square().sum().backward(); new optim.SGD([w], { lr: 0.25 }).step(); w.tolist() // [0.5]
 */
export class SGD extends Optimizer<SGDOptions> {
  constructor(params: Parameters<SGDOptions>, ...args: Settings<Partial<SGDOptions>>) {
    super(
      params,
      optimizerOptions<SGDOptions>(
        'SGD',
        { lr: 1e-3, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false, maximize: false },
        args,
      ),
    )
  }

  protected override check(options: SGDOptions): void {
    super.check(options)
    const { momentum, dampening, nesterov } = options
    requireOption(momentum >= 0, 'momentum', momentum, '≥ 0', 'Invalid momentum value')
    if (nesterov && (momentum <= 0 || dampening !== 0)) {
      throw new ArgumentError("SGD: Nesterov's look ahead needs momentum > 0 and dampening = 0.", {
        code: 'optimizer-nesterov',
        params: { momentum, dampening },
        torch: { type: 'ValueError', message: 'Nesterov momentum requires a momentum and zero dampening' },
      })
    }
  }

  protected override update(parameter: Update, group: ParamGroup<SGDOptions>): void {
    if (sgdVector(parameter, group)) return
    const { w, g, round, state } = parameter
    const { lr, momentum, dampening, nesterov } = group
    const step = round(lr)
    if (momentum === 0) {
      for (let i = 0; i < w.length; i++) w[i]! -= step * g[i]!
      return
    }
    const isFirst = state.momentumBuffer == null
    const [mu, share] = [round(momentum), round(1 - dampening)]
    const v = parameter.buffer('momentumBuffer')
    for (let i = 0; i < w.length; i++) {
      v[i] = isFirst ? g[i]! : round(mu * v[i]!) + share * g[i]!
      const direction = nesterov ? round(g[i]! + mu * v[i]!) : v[i]!
      w[i]! -= step * direction
    }
  }
}
