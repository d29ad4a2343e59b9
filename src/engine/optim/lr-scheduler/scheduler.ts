/** What all schedules share: they count epochs, and set the learning rate of each group of an optimiser. */
import { ArgumentError, type TorchError } from '../../errors.ts'
import { Optimizer } from '../optimizer.ts'

export interface SchedulerOptions {
  /** The epoch to go on from; −1 to begin. */
  lastEpoch?: number
}

/** All a schedule remembers, as data. */
export interface SchedulerStateDict {
  lastEpoch: number
  stepCount: number
  baseLrs: number[]
  lastLr: number[]
  [more: string]: unknown
}

/**
 * What all schedules share: `step()` after each epoch, and the learning rates it has set.
 * @example const schedule = new optim.lrScheduler.StepLR(new optim.SGD([zeros(1)], { lr: 1 }), 2); schedule.step(); schedule.lastEpoch // 1
 */
/**
 * What all schedules share: `step` once an epoch, after the optimiser's; `getLastLr`, saving and loading. One of your own says in `learningRates` what comes next.
 *
 * @example const schedule = new optim.lrScheduler.StepLR(new optim.SGD([zeros(1)], { lr: 1 }), 1); schedule.step(); schedule.lastEpoch // 1
 */
export abstract class LRScheduler<Options extends object = object> {
  readonly optimizer: Optimizer
  readonly options: Options & SchedulerOptions
  /** The learning rate of each group before any schedule. */
  baseLrs: number[]
  /** The epoch the learning rates are for, from 0. */
  lastEpoch: number
  stepCount = 0
  lastLr: number[] = []

  constructor(optimizer: Optimizer, options: Options & SchedulerOptions) {
    requireOptimizer(optimizer)
    this.optimizer = optimizer
    this.options = options
    this.lastEpoch = options.lastEpoch ?? -1
    this.prepare()
    this.baseLrs = optimizer.paramGroups.map((group, i) => {
      if (this.lastEpoch === -1) group.initialLr ??= group.lr as number
      else if (group.initialLr === undefined) throw notResumable(i)
      return group.initialLr as number
    })
    this.initialStep()
  }

  /** The learning rate of each group for `lastEpoch`, most often from that before. */
  protected abstract learningRates(): number[]

  /** The same from the epoch alone, where there is a formula. */
  protected closedForm(): number[] {
    return this.learningRates()
  }

  /** Checks and changes before the first learning rates are read. */
  protected prepare(): void {}

  /** The learning rates now. */
  protected get currentLrs(): number[] {
    return this.optimizer.paramGroups.map((group) => group.lr as number)
  }

  /** Begins again: the optimiser has not stepped since, and this schedule has once. */
  initialStep(): void {
    this.optimizer.stepCount = 0
    this.stepCount = 0
    this.step()
  }

  /**
   * Goes on to the next epoch, after the optimiser's own step.
   * @param epoch  go to this epoch instead
   */
  step(epoch?: number): void {
    this.stepCount++
    this.lastEpoch = epoch ?? this.lastEpoch + 1
    this.assign(epoch === undefined ? this.learningRates() : this.closedForm())
  }

  protected assign(lrs: readonly number[]): void {
    this.optimizer.paramGroups.forEach((group, i) => (group.lr = lrs[i]))
    this.lastLr = this.currentLrs
  }

  /** The learning rate of each group, as last set. */
  getLastLr(): number[] {
    return this.lastLr
  }

  /** What it takes to go on later with `loadStateDict`. */
  stateDict(): SchedulerStateDict {
    const { lastEpoch, stepCount, baseLrs, lastLr } = this
    return { lastEpoch, stepCount, baseLrs: [...baseLrs], lastLr: [...lastLr] }
  }

  /** Goes on where `stateDict` was called. The optimiser's learning rates are in its own state. */
  loadStateDict(state: SchedulerStateDict): void {
    Object.assign(this, structuredClone(state))
  }
}

const valueError = (message: string): TorchError => ({ type: 'ValueError', message })

export function requireOptimizer(optimizer: unknown): void {
  if (optimizer instanceof Optimizer) return
  throw new ArgumentError(
    'A schedule changes the learning rates of an optimiser, which comes first: new StepLR(optimizer, { stepSize: 30 }).',
    {
      code: 'scheduler-optimizer',
      torch: { type: 'TypeError', message: `${typeof optimizer} is not an Optimizer` },
    },
  )
}

function notResumable(group: number): ArgumentError {
  return new ArgumentError(
    `lastEpoch: group ${group} of the optimiser has no initialLr to go on from. Load the optimiser's state first, or leave lastEpoch out.`,
    {
      code: 'scheduler-resume',
      params: { group },
      torch: {
        type: 'KeyError',
        message: `"param 'initial_lr' is not specified in param_groups[${group}] when resuming an optimizer"`,
      },
    },
  )
}

/** @throws ArgumentError `scheduler-option` unless `holds` */
export function requireSchedule(holds: boolean, option: string, value: unknown, range: string, torch: string): void {
  if (holds) return
  throw new ArgumentError(`${option} = ${String(value)} is out of range: it must be ${range}.`, {
    code: 'optimizer-option',
    params: { option, value: String(value), range },
    torch: valueError(torch),
  })
}

/** One value for each group, from one for all or one for each. */
export function perGroup<T>(option: string, value: T | readonly T[], { paramGroups }: Optimizer, torch?: string): T[] {
  const groups = paramGroups.length
  if (!Array.isArray(value)) return Array<T>(groups).fill(value as T)
  requireSchedule(
    value.length === groups,
    option,
    `[${value.length}]`,
    `[${groups}]`,
    torch ?? `expected ${groups} values for ${option}, got ${value.length}`,
  )
  return [...(value as T[])]
}
