/** Schedules that fall in steps. */
import { named, type Call } from '../../ops/arguments.ts'
import type { Optimizer } from '../optimizer.ts'
import { LRScheduler, requireSchedule, type SchedulerOptions } from './scheduler.ts'

export interface StepLROptions extends SchedulerOptions {
  /** Epochs between two steps. */
  stepSize: number
  /** The factor at each step. Default 0.1. */
  gamma?: number
}

/**
 * The learning rate times γ every `stepSize` epochs: `η₀ · γ^⌊t / stepSize⌋`.
 * @example const schedule = new optim.lrScheduler.StepLR(new optim.SGD([zeros(1)], { lr: 1 }), { stepSize: 2, gamma: 0.5 }); schedule.step(); schedule.step(); schedule.getLastLr() // [0.5]
 */
export class StepLR extends LRScheduler<Required<StepLROptions>> {
  constructor(optimizer: Optimizer, ...args: Call<[stepSize: number, gamma: number], Partial<StepLROptions>>) {
    const options = named<StepLROptions>('StepLR', ['stepSize'], ['gamma', 'lastEpoch'], args)
    super(optimizer, { gamma: 0.1, lastEpoch: -1, ...options })
  }

  protected learningRates(): number[] {
    const { stepSize, gamma } = this.options
    if (this.lastEpoch === 0 || this.lastEpoch % stepSize !== 0) return this.currentLrs
    return this.currentLrs.map((lr) => lr * gamma)
  }

  protected override closedForm(): number[] {
    const { stepSize, gamma } = this.options
    return this.baseLrs.map((lr) => lr * gamma ** Math.floor(this.lastEpoch / stepSize))
  }
}

export interface MultiStepLROptions extends SchedulerOptions {
  /** The epochs of the steps; one named twice counts twice. */
  milestones: readonly number[]
  /** The factor at each step. Default 0.1. */
  gamma?: number
}

/**
 * The learning rate times γ at each milestone.
 * @example const schedule = new optim.lrScheduler.MultiStepLR(new optim.SGD([zeros(1)], { lr: 1 }), { milestones: [1, 3], gamma: 0.5 }); schedule.step(); schedule.getLastLr() // [0.5]
 */
export class MultiStepLR extends LRScheduler<Required<MultiStepLROptions>> {
  constructor(
    optimizer: Optimizer,
    ...args: Call<[milestones: readonly number[], gamma: number], Partial<MultiStepLROptions>>
  ) {
    const options = named<MultiStepLROptions>('MultiStepLR', ['milestones'], ['gamma', 'lastEpoch'], args)
    super(optimizer, { gamma: 0.1, lastEpoch: -1, ...options })
  }

  protected learningRates(): number[] {
    const { milestones, gamma } = this.options
    const times = milestones.filter((milestone) => milestone === this.lastEpoch).length
    return times === 0 ? this.currentLrs : this.currentLrs.map((lr) => lr * gamma ** times)
  }

  protected override closedForm(): number[] {
    const { milestones, gamma } = this.options
    const passed = milestones.filter((milestone) => milestone <= this.lastEpoch).length
    return this.baseLrs.map((lr) => lr * gamma ** passed)
  }
}

export interface ConstantLROptions extends SchedulerOptions {
  /** The factor at first, in [0, 1]. Default 1/3. */
  factor?: number
  /** The epoch from which the full learning rate holds. Default 5. */
  totalIters?: number
}

/**
 * A part of the learning rate for the first epochs: `η₀ · factor` while t < totalIters, then η₀.
 * @example new optim.lrScheduler.ConstantLR(new optim.SGD([zeros(1)], { lr: 1 }), { factor: 0.5 }).getLastLr() // [0.5]
 */
export class ConstantLR extends LRScheduler<Required<ConstantLROptions>> {
  constructor(optimizer: Optimizer, ...args: Call<[factor: number, totalIters: number], Partial<ConstantLROptions>>) {
    const options = named<ConstantLROptions>('ConstantLR', [], ['factor', 'totalIters', 'lastEpoch'], args)
    super(optimizer, { factor: 1 / 3, totalIters: 5, lastEpoch: -1, ...options })
  }

  protected override prepare(): void {
    const { factor } = this.options
    requireSchedule(
      factor >= 0 && factor <= 1,
      'factor',
      factor,
      '≥ 0, ≤ 1',
      'Constant multiplicative factor expected to be between 0 and 1.',
    )
  }

  protected learningRates(): number[] {
    const { factor, totalIters } = this.options
    if (this.lastEpoch === 0) return this.currentLrs.map((lr) => lr * factor)
    return this.lastEpoch === totalIters ? this.currentLrs.map((lr) => lr * (1 / factor)) : this.currentLrs
  }

  protected override closedForm(): number[] {
    const { factor, totalIters } = this.options
    return this.baseLrs.map((lr) => lr * (this.lastEpoch >= totalIters ? factor + (1 - factor) : factor))
  }
}
