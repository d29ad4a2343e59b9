/** Gradient descent with each step divided by the size of all gradients so far. */
import type { Settings } from '../ops/settings.ts'
import { Optimizer, requireOption, type ParamGroup, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import type { Update } from './parameter-state.ts'

export interface AdagradOptions {
  /** Learning rate η ≥ 0. Default 0.01. */
  lr: number
  /** d ≥ 0 in `η / (1 + (t − 1)·d)`. Default 0. */
  lrDecay: number
  /** λ ≥ 0 in `g + λ·w`. Default 0. */
  weightDecay: number
  /** What the sum starts from, ≥ 0. Default 0. */
  initialAccumulatorValue: number
  /** ε ≥ 0, added to the root. Default 1e-10. */
  eps: number
  /** Go up instead of down. Default false. */
  maximize: boolean
}

/**
 * Adagrad: `s ← s + g²`, `w ← w − η · g / (√s + ε)`.
 *
 * @param params  tensors, or groups of them with options of their own
 * @throws ArgumentError `optimizer-option`
 * Source: Duchi, Hazan, Singer 2011.
 * @example const w = tensor([1], { requiresGrad: true }); w.sum().backward(); new optim.Adagrad([w], { lr: 0.5 }).step(); w.tolist() // [0.5]
 */
export class Adagrad extends Optimizer<AdagradOptions> {
  constructor(params: Parameters<AdagradOptions>, ...args: Settings<Partial<AdagradOptions>>) {
    super(
      params,
      optimizerOptions<AdagradOptions>(
        'Adagrad',
        { lr: 1e-2, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10, maximize: false },
        args,
      ),
    )
  }

  protected override get printedOnly(): Record<string, unknown> {
    return { foreach: null }
  }

  protected override check(options: AdagradOptions): void {
    super.check(options)
    const { lrDecay, initialAccumulatorValue, eps } = options
    requireOption(lrDecay >= 0, 'lrDecay', lrDecay, '≥ 0', 'Invalid lr_decay value')
    requireOption(
      initialAccumulatorValue >= 0,
      'initialAccumulatorValue',
      initialAccumulatorValue,
      '≥ 0',
      'Invalid initial_accumulator_value value',
    )
    requireOption(eps >= 0, 'eps', eps, '≥ 0', 'Invalid epsilon value')
  }

  protected override update(
    { w, g, round, state, buffer }: Update,
    { lr, lrDecay, initialAccumulatorValue, eps }: ParamGroup<AdagradOptions>,
  ): void {
    const t = ((state.step as number) ?? 0) + 1
    state.step = t
    const [step, epsilon] = [round(lr / (1 + (t - 1) * lrDecay)), round(eps)]
    const s = buffer('sum', initialAccumulatorValue)
    for (let i = 0; i < w.length; i++) {
      s[i]! += g[i]! * g[i]!
      const scale = round(round(Math.sqrt(s[i]!)) + epsilon)
      w[i]! -= round(round(step * g[i]!) / scale)
    }
  }
}
