/** Schedules along half a wave of the cosine. */
import { named, type Call } from '../../ops/arguments.ts'
import type { Optimizer } from '../optimizer.ts'
import { LRScheduler, requireSchedule, type SchedulerOptions } from './scheduler.ts'

export interface CosineAnnealingLROptions extends SchedulerOptions {
  /** T: epochs from the largest learning rate to the smallest. */
  TMax: number
  /** The smallest learning rate. Default 0. */
  etaMin?: number
}

/**
 * `ηₘᵢₙ + ½ (η₀ − ηₘᵢₙ)(1 + cos(π t/T))`; after T epochs it rises again.
 *
 * Source: Loshchilov and Hutter 2017, §3.
 * @example const schedule = new optim.lrScheduler.CosineAnnealingLR(new optim.SGD([zeros(1)], { lr: 1 }), { TMax: 2 }); schedule.step(); schedule.getLastLr() // [0.5]
 */
export class CosineAnnealingLR extends LRScheduler<Required<CosineAnnealingLROptions>> {
  constructor(optimizer: Optimizer, ...args: Call<[TMax: number, etaMin: number], Partial<CosineAnnealingLROptions>>) {
    const options = named<CosineAnnealingLROptions>('CosineAnnealingLR', ['TMax'], ['etaMin', 'lastEpoch'], args)
    super(optimizer, { etaMin: 0, lastEpoch: -1, ...options })
  }

  /** From the learning rate before, so that it can be chained with others; the closed form gives other last digits. */
  protected learningRates(): number[] {
    const { TMax, etaMin } = this.options
    const t = this.lastEpoch
    if (t === 0) return this.currentLrs
    if (this.stepCount === 1 && t > 0) {
      return this.baseLrs.map((lr) => etaMin + ((lr - etaMin) * (1 + Math.cos((t * Math.PI) / TMax))) / 2)
    }
    if ((t - 1 - TMax) % (2 * TMax) === 0) {
      return this.currentLrs.map((lr, i) => lr + ((this.baseLrs[i]! - etaMin) * (1 - Math.cos(Math.PI / TMax))) / 2)
    }
    const ratio = (1 + Math.cos((Math.PI * t) / TMax)) / (1 + Math.cos((Math.PI * (t - 1)) / TMax))
    return this.currentLrs.map((lr) => ratio * (lr - etaMin) + etaMin)
  }

  protected override closedForm(): number[] {
    const { TMax, etaMin } = this.options
    return this.baseLrs.map((lr) => etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * this.lastEpoch) / TMax))) / 2)
  }
}

export interface CosineAnnealingWarmRestartsOptions extends SchedulerOptions {
  /** Epochs of the first fall, a whole number from 1 up. */
  T0: number
  /** How many times longer each fall is than that before, a whole number from 1 up. Default 1. */
  TMult?: number
  /** The smallest learning rate. Default 0. */
  etaMin?: number
}

/**
 * The cosine's fall again and again, each from the full learning rate: `ηₘᵢₙ + ½ (η₀ − ηₘᵢₙ)(1 + cos(π t/T))` with t and T of the present fall.
 *
 * Source: Loshchilov and Hutter 2017.
 * @example const schedule = new optim.lrScheduler.CosineAnnealingWarmRestarts(new optim.SGD([zeros(1)], { lr: 1 }), { T0: 2 }); schedule.step(); schedule.step(); schedule.getLastLr() // [1]
 */
export class CosineAnnealingWarmRestarts extends LRScheduler<Required<CosineAnnealingWarmRestartsOptions>> {
  constructor(
    optimizer: Optimizer,
    ...args: Call<[T0: number, TMult: number, etaMin: number], Partial<CosineAnnealingWarmRestartsOptions>>
  ) {
    const options = named<CosineAnnealingWarmRestartsOptions>(
      'CosineAnnealingWarmRestarts',
      ['T0'],
      ['TMult', 'etaMin', 'lastEpoch'],
      args,
    )
    super(optimizer, { TMult: 1, etaMin: 0, lastEpoch: -1, ...options })
  }

  protected override prepare(): void {
    const { T0, TMult } = this.options
    requireSchedule(
      Number.isInteger(T0) && T0 > 0,
      'T0',
      T0,
      '1, 2, 3, …',
      `Expected positive integer T_0, but got ${T0}`,
    )
    requireSchedule(
      Number.isInteger(TMult) && TMult >= 1,
      'TMult',
      TMult,
      '1, 2, 3, …',
      `Expected integer T_mult >= 1, but got ${TMult}`,
    )
  }

  protected learningRates(): number[] {
    const { T0, TMult, etaMin } = this.options
    let sinceRestart = this.lastEpoch
    let length = T0
    for (; sinceRestart >= length; length *= TMult) sinceRestart -= length
    return this.baseLrs.map((lr) => etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * sinceRestart) / length))) / 2)
  }

  /** @param epoch  may be a fraction: between two epochs */
  override step(epoch?: number): void {
    super.step(epoch)
    this.lastEpoch = Math.floor(this.lastEpoch)
  }
}
