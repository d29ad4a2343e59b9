/** A smaller learning rate when nothing gets better any more. */
import { choice, settings, type Settings } from '../../ops/settings.ts'
import type { Tensor } from '../../tensor.ts'
import type { Optimizer } from '../optimizer.ts'
import { perGroup, requireOptimizer, requireSchedule } from './scheduler.ts'

export interface ReduceLROnPlateauOptions {
  /** Whether the measure should be small ('min', default) or large ('max'). */
  mode?: 'min' | 'max'
  /** The factor at each reduction, below 1. Default 0.1. */
  factor?: number
  /** Epochs without a better measure that are let pass. Default 10. */
  patience?: number
  /** How much better counts as better. Default 1e-4. */
  threshold?: number
  /** Whether the threshold is a part of the best measure ('rel', default) or a difference ('abs'). */
  thresholdMode?: 'rel' | 'abs'
  /** Epochs after a reduction that do not count. Default 0. */
  cooldown?: number
  /** The smallest learning rate, for all groups or for each. Default 0. */
  minLr?: number | readonly number[]
  /** Reductions smaller than this are left out. Default 1e-8. */
  eps?: number
}

const defaults = {
  mode: 'min',
  factor: 0.1,
  patience: 10,
  threshold: 1e-4,
  thresholdMode: 'rel',
  cooldown: 0,
  minLr: 0,
  eps: 1e-8,
} as const

/**
 * Multiplies the learning rate by `factor` when a measure has not become better for more than `patience` epochs.
 * @throws ArgumentError `optimizer-option`, `not-a-choice`
 * @example const schedule = new optim.lrScheduler.ReduceLROnPlateau(new optim.SGD([zeros(1)], { lr: 1 }), { factor: 0.5, patience: 0 }); schedule.step(3); schedule.step(3); schedule.getLastLr() // [0.5]
 */
export class ReduceLROnPlateau {
  readonly optimizer: Optimizer
  readonly options: Required<ReduceLROnPlateauOptions>
  /** The best measure so far. */
  best: number
  badEpochs = 0
  cooldownLeft = 0
  lastEpoch = 0
  lastLr: number[]

  constructor(optimizer: Optimizer, ...args: Settings<ReduceLROnPlateauOptions>) {
    requireOptimizer(optimizer)
    this.optimizer = optimizer
    this.options = {
      ...defaults,
      ...settings<ReduceLROnPlateauOptions>(
        'ReduceLROnPlateau',
        Object.keys(defaults) as (keyof ReduceLROnPlateauOptions)[],
        args,
      ),
    }
    const { factor, mode, thresholdMode } = this.options
    requireSchedule(factor < 1, 'factor', factor, '< 1', 'Factor should be < 1.0.')
    choice('ReduceLROnPlateau', 'mode', mode, ['min', 'max'], {
      type: 'ValueError',
      message: `mode ${mode} is unknown!`,
    })
    choice('ReduceLROnPlateau', 'thresholdMode', thresholdMode, ['rel', 'abs'], {
      type: 'ValueError',
      message: `threshold mode ${thresholdMode} is unknown!`,
    })
    this.best = mode === 'min' ? Infinity : -Infinity
    this.lastLr = this.#lrs
  }

  get #lrs(): number[] {
    return this.optimizer.paramGroups.map((group) => group.lr as number)
  }

  /**
   * Goes on to the next epoch.
   * @param measure  what should become better: a validation loss, most often
   */
  step(measure: number | Tensor): void {
    const current = typeof measure === 'number' ? measure : Number(measure.item())
    this.lastEpoch++
    if (this.#isBetter(current)) {
      this.best = current
      this.badEpochs = 0
    } else {
      this.badEpochs++
    }
    if (this.cooldownLeft > 0) {
      this.cooldownLeft--
      this.badEpochs = 0
    }
    if (this.badEpochs > this.options.patience) {
      this.#reduce()
      this.cooldownLeft = this.options.cooldown
      this.badEpochs = 0
    }
    this.lastLr = this.#lrs
  }

  #isBetter(current: number): boolean {
    const { mode, threshold, thresholdMode } = this.options
    const isRelative = thresholdMode === 'rel'
    if (mode === 'min') return current < (isRelative ? this.best * (1 - threshold) : this.best - threshold)
    return current > (isRelative ? this.best * (threshold + 1) : this.best + threshold)
  }

  #reduce(): void {
    const { factor, minLr, eps } = this.options
    const groups = this.optimizer.paramGroups.length
    const smallest = perGroup(
      'minLr',
      minLr,
      this.optimizer,
      `expected ${groups} min_lrs, got ${Array.isArray(minLr) ? minLr.length : 1}`,
    )
    this.optimizer.paramGroups.forEach((group, i) => {
      const lr = group.lr as number
      const reduced = Math.max(lr * factor, smallest[i]!)
      if (lr - reduced > eps) group.lr = reduced
    })
  }

  /** The learning rate of each group, as last set. */
  getLastLr(): number[] {
    return this.lastLr
  }

  /** What it takes to go on later with `loadStateDict`. */
  stateDict(): Record<string, unknown> {
    const { best, badEpochs, cooldownLeft, lastEpoch, lastLr } = this
    return { best, badEpochs, cooldownLeft, lastEpoch, lastLr: [...lastLr] }
  }

  /** Goes on where `stateDict` was called. */
  loadStateDict(state: Record<string, unknown>): void {
    Object.assign(this, structuredClone(state))
  }
}
