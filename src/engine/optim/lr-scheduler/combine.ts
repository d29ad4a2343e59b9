/** Several schedules of one optimiser: one after another, or all at once. */
import { ArgumentError } from '../../errors.ts'
import type { Optimizer } from '../optimizer.ts'
import type { LRScheduler } from './scheduler.ts'

function requireSameOptimizer(
  schedulers: readonly LRScheduler[],
  optimizer: Optimizer,
  torch: (index: number) => string,
): void {
  const other = schedulers.findIndex((scheduler) => scheduler.optimizer !== optimizer)
  if (other < 0) return
  throw new ArgumentError(`Schedules that are combined change one optimiser; number ${other + 1} changes another.`, {
    code: 'scheduler-mixed',
    params: { index: other + 1 },
    torch: { type: 'ValueError', message: torch(other) },
  })
}

/**
 * One schedule after another: number i + 1 takes over at milestone i, from its own beginning.
 * @throws ArgumentError `scheduler-mixed`, `scheduler-milestones`
 * @example const sgd = new optim.SGD([zeros(1)], { lr: 1 }); new SequentialLR(sgd, [new ConstantLR(sgd, 0.5), new ExponentialLR(sgd, 0.9)], [2]).getLastLr() // [0.5]
 */
export class SequentialLR {
  readonly optimizer: Optimizer
  readonly schedulers: readonly LRScheduler[]
  readonly milestones: readonly number[]
  lastEpoch: number
  lastLr: number[]

  constructor(
    optimizer: Optimizer,
    schedulers: readonly LRScheduler[],
    milestones: readonly number[] | { milestones: readonly number[] },
  ) {
    this.optimizer = optimizer
    this.schedulers = schedulers
    this.milestones = 'milestones' in milestones ? milestones.milestones : milestones
    this.lastEpoch = 0
    requireSameOptimizer(
      schedulers,
      optimizer,
      (i) =>
        `Sequential Schedulers expects all schedulers to belong to the same optimizer, but got schedulers at index ${i} to be different than the optimizer passed in.`,
    )
    if (this.milestones.length !== schedulers.length - 1) {
      const [found, wanted] = [this.milestones.length, schedulers.length - 1]
      throw new ArgumentError(
        `SequentialLR: ${schedulers.length} schedules have ${wanted} epochs at which one takes over from another, got ${found}.`,
        {
          code: 'scheduler-milestones',
          params: { wanted, found },
          torch: {
            type: 'ValueError',
            message: `Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got number of schedulers ${schedulers.length} and the number of milestones to be equal to ${found}`,
          },
        },
      )
    }
    // Each of them made its first step when it was made; only that of the first one counts.
    for (const group of optimizer.paramGroups) group.lr = group.initialLr
    for (const scheduler of schedulers) scheduler.lastEpoch--
    schedulers[0]!.initialStep()
    this.lastLr = schedulers[0]!.getLastLr()
  }

  /** Goes on to the next epoch. */
  step(): void {
    this.lastEpoch++
    const passed = this.milestones.filter((milestone) => milestone <= this.lastEpoch).length
    const scheduler = this.schedulers[passed]!
    scheduler.step(this.milestones[passed - 1] === this.lastEpoch ? 0 : undefined)
    this.lastLr = scheduler.getLastLr()
  }

  /** The learning rate of each group, as last set. */
  getLastLr(): number[] {
    return this.lastLr
  }

  /** What it takes to go on later with `loadStateDict`. */
  stateDict(): Record<string, unknown> {
    return {
      lastEpoch: this.lastEpoch,
      lastLr: [...this.lastLr],
      schedulers: this.schedulers.map((scheduler) => scheduler.stateDict()),
    }
  }

  /** Goes on where `stateDict` was called. */
  loadStateDict({ schedulers, ...state }: Record<string, unknown>): void {
    Object.assign(this, structuredClone(state))
    this.schedulers.forEach((scheduler, i) =>
      scheduler.loadStateDict((schedulers as ReturnType<LRScheduler['stateDict']>[])[i]!),
    )
  }
}

/**
 * Several schedules at once: each goes on from what the one before it made of the learning rate.
 * @throws ArgumentError `scheduler-mixed`
 * @example const sgd = new optim.SGD([zeros(1)], { lr: 1 }); const both = new ChainedScheduler([new ExponentialLR(sgd, 0.5), new ExponentialLR(sgd, 0.5)]); both.step(); both.getLastLr() // [0.25]
 */
export class ChainedScheduler {
  readonly optimizer: Optimizer
  readonly schedulers: readonly LRScheduler[]
  lastLr: number[]

  constructor(schedulers: readonly LRScheduler[], optimizer: Optimizer = schedulers[0]!.optimizer) {
    this.optimizer = optimizer
    this.schedulers = schedulers
    requireSameOptimizer(
      schedulers,
      optimizer,
      (i) =>
        `ChainedScheduler expects all schedulers to belong to the same optimizer, but got schedulers at index 0 and ${i} to be different`,
    )
    this.lastLr = optimizer.paramGroups.map((group) => group.lr as number)
  }

  /** Goes on to the next epoch. */
  step(): void {
    for (const scheduler of this.schedulers) scheduler.step()
    this.lastLr = this.optimizer.paramGroups.map((group) => group.lr as number)
  }

  /** The learning rate of each group, as last set. */
  getLastLr(): number[] {
    return this.lastLr
  }

  /** What it takes to go on later with `loadStateDict`. */
  stateDict(): Record<string, unknown> {
    return { lastLr: [...this.lastLr], schedulers: this.schedulers.map((scheduler) => scheduler.stateDict()) }
  }

  /** Goes on where `stateDict` was called. */
  loadStateDict({ schedulers, ...state }: Record<string, unknown>): void {
    Object.assign(this, structuredClone(state))
    this.schedulers.forEach((scheduler, i) =>
      scheduler.loadStateDict((schedulers as ReturnType<LRScheduler['stateDict']>[])[i]!),
    )
  }
}
