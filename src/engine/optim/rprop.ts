/** Steps by the sign of the gradient alone. */
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { GradientOptions, Update } from './parameter-state.ts'

export interface RpropOptions {
  /** The first step size ≥ 0. Default 0.01. */
  lr: number
  /** η⁻ and η⁺: factors after a change of sign and without one, 0 < η⁻ < 1 < η⁺. Default [0.5, 1.2]. */
  etas: [number, number]
  /** The smallest and the largest step size. Default [1e-6, 50]. */
  stepSizes: [number, number]
  /** Go up instead of down. Default false. */
  maximize: boolean
}

/**
 * Rprop: the step size of each number grows by η⁺ while its gradient keeps its sign, shrinks by η⁻ when it changes, and then
 * waits once; `w ← w − s · sign g`. For whole batches: it does not average over small ones.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Riedmiller and Braun 1993.
 * @example const w = tensor([1], { requiresGrad: true }); w.mul(7).sum().backward(); new optim.Rprop([w], { lr: 0.5 }).step(); w.tolist() // [0.5]
 */
export class Rprop extends Optimizer<RpropOptions & GradientOptions> {
  constructor(params: Parameters<RpropOptions>, ...args: Settings<Partial<RpropOptions>>) {
    super(
      params,
      optimizerOptions<RpropOptions>(
        'Rprop',
        { lr: 1e-2, etas: [0.5, 1.2], stepSizes: [1e-6, 50], maximize: false },
        args,
      ),
    )
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { foreach: null }
  }

  protected override check(options: RpropOptions): void {
    super.check(options)
    const [minus, plus] = options.etas
    requireOption(minus > 0 && minus < 1 && plus > 1, 'etas', options.etas, '0 < η⁻ < 1 < η⁺', 'Invalid eta values')
  }

  protected override update(
    { w, g, round, state, buffer }: Update,
    { lr, etas, stepSizes }: ParamGroup<RpropOptions>,
  ): void {
    state.step = ((state.step as number) ?? 0) + 1
    const [minus, plus, smallest, largest] = [...etas, ...stepSizes].map(round) as [number, number, number, number]
    const before = buffer('prev')
    const size = buffer('stepSize', lr)
    for (let i = 0; i < w.length; i++) {
      const agreement = round(g[i]! * before[i]!)
      const factor = agreement > 0 ? plus : agreement < 0 ? minus : 1
      size[i] = Math.min(Math.max(round(size[i]! * factor), smallest), largest)
      const direction = agreement < 0 ? 0 : g[i]!
      w[i]! -= Math.sign(direction) * size[i]!
      before[i] = direction
    }
  }
}
