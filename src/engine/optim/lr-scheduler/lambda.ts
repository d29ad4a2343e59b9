/** Schedules by a function of the epoch. */
import { named, type Call } from '../../ops/arguments.ts'
import type { Optimizer } from '../optimizer.ts'
import { LRScheduler, perGroup, type SchedulerOptions } from './scheduler.ts'

/** A factor from the epoch. */
export type Lambda = (epoch: number) => number

export interface LambdaLROptions extends SchedulerOptions {
  /** The factor at an epoch: one function for all groups, or one for each. */
  lrLambda: Lambda | readonly Lambda[]
}

type LambdaCall = Call<[lrLambda: Lambda | readonly Lambda[]], Partial<LambdaLROptions>>

abstract class ByFunction extends LRScheduler<LambdaLROptions> {
  protected get lambdas(): Lambda[] {
    const { lrLambda } = this.options
    const groups = this.optimizer.paramGroups.length
    const given = Array.isArray(lrLambda) ? lrLambda.length : groups
    return perGroup<Lambda>('lrLambda', lrLambda, this.optimizer, `Expected ${groups} lr_lambdas, but got ${given}`)
  }
}

/**
 * `η₀ · f(t)`.
 * @example const schedule = new optim.lrScheduler.LambdaLR(new optim.SGD([zeros(1)], { lr: 1 }), (epoch) => 1 / (1 + epoch)); schedule.step(); schedule.getLastLr() // [0.5]
 */
export class LambdaLR extends ByFunction {
  constructor(optimizer: Optimizer, ...args: LambdaCall) {
    super(optimizer, named<LambdaLROptions>('LambdaLR', ['lrLambda'], ['lastEpoch'], args))
  }

  protected learningRates(): number[] {
    return this.lambdas.map((f, i) => this.baseLrs[i]! * f(this.lastEpoch))
  }
}

/**
 * The learning rate before times f(t), from epoch 1 on.
 * @example const schedule = new optim.lrScheduler.MultiplicativeLR(new optim.SGD([zeros(1)], { lr: 1 }), () => 0.5); schedule.step(); schedule.getLastLr() // [0.5]
 */
export class MultiplicativeLR extends ByFunction {
  constructor(optimizer: Optimizer, ...args: LambdaCall) {
    super(optimizer, named<LambdaLROptions>('MultiplicativeLR', ['lrLambda'], ['lastEpoch'], args))
  }

  protected learningRates(): number[] {
    const lrs = this.currentLrs
    return this.lastEpoch > 0 ? this.lambdas.map((f, i) => lrs[i]! * f(this.lastEpoch)) : lrs
  }
}
