/** Schedules that fall, or rise, a little each epoch. */
import { named, type Call } from '../../ops/arguments.ts'
import type { Optimizer } from '../optimizer.ts'
import { LRScheduler, requireSchedule, type SchedulerOptions } from './scheduler.ts'

export interface ExponentialLROptions extends SchedulerOptions {
  /** The factor at each epoch. */
  gamma: number
}

/**
 * `η₀ · γᵗ`.
 * @example const schedule = new optim.lrScheduler.ExponentialLR(new optim.SGD([zeros(1)], { lr: 1 }), { gamma: 0.5 }); schedule.step(); schedule.getLastLr() // [0.5]
 */
export class ExponentialLR extends LRScheduler<Required<ExponentialLROptions>> {
  constructor(optimizer: Optimizer, ...args: Call<[gamma: number], Partial<ExponentialLROptions>>) {
    super(optimizer, { lastEpoch: -1, ...named<ExponentialLROptions>('ExponentialLR', ['gamma'], ['lastEpoch'], args) })
  }

  protected learningRates(): number[] {
    return this.lastEpoch === 0 ? this.currentLrs : this.currentLrs.map((lr) => lr * this.options.gamma)
  }

  protected override closedForm(): number[] {
    return this.baseLrs.map((lr) => lr * this.options.gamma ** this.lastEpoch)
  }
}

export interface LinearLROptions extends SchedulerOptions {
  /** The factor at first, in (0, 1]. Default 1/3. */
  startFactor?: number
  /** The factor in the end, in [0, 1]. Default 1. */
  endFactor?: number
  /** Epochs from the one to the other. Default 5. */
  totalIters?: number
}

/**
 * `η₀ · (s + (e − s) · min(t, T) / T)`: a straight line from startFactor s to endFactor e in T = totalIters epochs. A warm-up, mostly.
 * @example const schedule = new optim.lrScheduler.LinearLR(new optim.SGD([zeros(1)], { lr: 1 }), { startFactor: 0.5, totalIters: 2 }); schedule.step(); schedule.getLastLr() // [0.75]
 */
export class LinearLR extends LRScheduler<Required<LinearLROptions>> {
  constructor(
    optimizer: Optimizer,
    ...args: Call<[startFactor: number, endFactor: number, totalIters: number], Partial<LinearLROptions>>
  ) {
    const options = named<LinearLROptions>(
      'LinearLR',
      [],
      ['startFactor', 'endFactor', 'totalIters', 'lastEpoch'],
      args,
    )
    super(optimizer, { startFactor: 1 / 3, endFactor: 1, totalIters: 5, lastEpoch: -1, ...options })
  }

  protected override prepare(): void {
    const { startFactor, endFactor } = this.options
    const torch = 'Starting multiplicative factor expected to be greater than 0 and less or equal to 1.'
    requireSchedule(startFactor > 0 && startFactor <= 1, 'startFactor', startFactor, '> 0, ≤ 1', torch)
    requireSchedule(
      endFactor >= 0 && endFactor <= 1,
      'endFactor',
      endFactor,
      '≥ 0, ≤ 1',
      'Ending multiplicative factor expected to be between 0 and 1.',
    )
  }

  protected learningRates(): number[] {
    const { startFactor, endFactor, totalIters } = this.options
    if (this.lastEpoch === 0) return this.currentLrs.map((lr) => lr * startFactor)
    if (this.lastEpoch > totalIters) return this.currentLrs
    const rise = endFactor - startFactor
    return this.currentLrs.map((lr) => lr * (1 + rise / (totalIters * startFactor + (this.lastEpoch - 1) * rise)))
  }

  protected override closedForm(): number[] {
    const { startFactor, endFactor, totalIters } = this.options
    return this.baseLrs.map(
      (lr) => lr * (startFactor + ((endFactor - startFactor) * Math.min(totalIters, this.lastEpoch)) / totalIters),
    )
  }
}

export interface PolynomialLROptions extends SchedulerOptions {
  /** Epochs until the learning rate is 0. Default 5. */
  totalIters?: number
  /** p. Default 1. */
  power?: number
}

/**
 * `η₀ · (1 − t/T)ᵖ`, 0 from T = totalIters on.
 * @example const schedule = new optim.lrScheduler.PolynomialLR(new optim.SGD([zeros(1)], { lr: 1 }), { totalIters: 4 }); schedule.step(); schedule.getLastLr() // [0.75]
 */
export class PolynomialLR extends LRScheduler<Required<PolynomialLROptions>> {
  constructor(optimizer: Optimizer, ...args: Call<[totalIters: number, power: number], Partial<PolynomialLROptions>>) {
    const options = named<PolynomialLROptions>('PolynomialLR', [], ['totalIters', 'power', 'lastEpoch'], args)
    super(optimizer, { totalIters: 5, power: 1, lastEpoch: -1, ...options })
  }

  protected learningRates(): number[] {
    const { totalIters, power } = this.options
    const t = this.lastEpoch
    if (t === 0 || t > totalIters) return this.currentLrs
    const factor = ((1 - t / totalIters) / (1 - (t - 1) / totalIters)) ** power
    return this.currentLrs.map((lr) => lr * factor)
  }

  protected override closedForm(): number[] {
    const { totalIters, power } = this.options
    return this.baseLrs.map((lr) => lr * (1 - Math.min(totalIters, this.lastEpoch) / totalIters) ** power)
  }
}
