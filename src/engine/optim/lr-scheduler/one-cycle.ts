/** One rise and one long fall of the learning rate, with the momentum the other way round. */
import { ArgumentError } from '../../errors.ts'
import { named, type Call } from '../../ops/arguments.ts'
import { setMomentum, takesMomentum } from './momentum.ts'
import type { Optimizer } from '../optimizer.ts'
import { LRScheduler, perGroup, requireSchedule, type SchedulerOptions } from './scheduler.ts'

export interface OneCycleLROptions extends SchedulerOptions {
  /** The largest learning rate, for all groups or for each. */
  maxLr: number | readonly number[]
  /** Steps in all; or epochs and stepsPerEpoch. */
  totalSteps?: number
  epochs?: number
  stepsPerEpoch?: number
  /** The part of the steps in which the learning rate rises, in [0, 1]. Default 0.3. */
  pctStart?: number
  /** The curve between two ends: 'cos' or 'linear'. Default 'cos'. */
  annealStrategy?: 'cos' | 'linear'
  /** Whether the momentum falls while the learning rate rises. Default true. */
  cycleMomentum?: boolean
  /** The smallest momentum. Default 0.85. */
  baseMomentum?: number | readonly number[]
  /** The largest momentum. Default 0.95. */
  maxMomentum?: number | readonly number[]
  /** It begins at maxLr / divFactor. Default 25. */
  divFactor?: number
  /** It ends at the beginning / finalDivFactor. Default 10,000. */
  finalDivFactor?: number
  /** Fall as long as it rose, then to the end. Default false. */
  threePhase?: boolean
}

const defaults = {
  pctStart: 0.3,
  annealStrategy: 'cos',
  cycleMomentum: true,
  baseMomentum: 0.85,
  maxMomentum: 0.95,
  divFactor: 25,
  finalDivFactor: 1e4,
  threePhase: false,
  lastEpoch: -1,
} as const

type Level = 'initial' | 'largest' | 'smallest'

interface Phase {
  readonly end: number
  readonly from: Level
  readonly to: Level
}

/**
 * From maxLr / divFactor up to maxLr in the first part of the steps, then down to almost 0.
 *
 * Source: Smith and Topin 2019.
 * @throws ArgumentError `scheduler-steps`, `scheduler-momentum`, `scheduler-ended`, `optimizer-option`
 * @example new optim.lrScheduler.OneCycleLR(new optim.SGD([zeros(1)], { momentum: 0.9 }), { maxLr: 1, totalSteps: 10, divFactor: 4 }).getLastLr() // [0.25]
 */
export class OneCycleLR extends LRScheduler<OneCycleLROptions> {
  constructor(
    optimizer: Optimizer,
    ...args: Call<[maxLr: number | readonly number[], totalSteps: number], Partial<OneCycleLROptions>>
  ) {
    const optional = [
      'totalSteps',
      'epochs',
      'stepsPerEpoch',
      ...(Object.keys(defaults) as (keyof typeof defaults)[]),
    ] as const
    super(optimizer, { ...defaults, ...named<OneCycleLROptions>('OneCycleLR', ['maxLr'], optional, args) })
  }

  get totalSteps(): number {
    const { totalSteps, epochs, stepsPerEpoch } = this.options
    const found = totalSteps ?? (epochs ?? NaN) * (stepsPerEpoch ?? NaN)
    if (Number.isNaN(found)) {
      throw new ArgumentError(
        'OneCycleLR: needs to know how long it is: { totalSteps }, or { epochs, stepsPerEpoch }.',
        {
          code: 'scheduler-steps',
          torch: { type: 'ValueError', message: 'You must define either total_steps OR (epochs AND steps_per_epoch)' },
        },
      )
    }
    requireSchedule(
      Number.isInteger(found) && found > 0,
      'totalSteps',
      found,
      '1, 2, 3, …',
      `Expected positive integer total_steps, but got ${found}`,
    )
    return found
  }

  protected override prepare(): void {
    const { pctStart, annealStrategy, cycleMomentum, maxLr, divFactor } = this.options as Required<OneCycleLROptions>
    void this.totalSteps
    requireSchedule(
      pctStart >= 0 && pctStart <= 1,
      'pctStart',
      pctStart,
      '≥ 0, ≤ 1',
      `Expected float between 0 and 1 pct_start, but got ${pctStart}`,
    )
    const isKnown = annealStrategy === 'cos' || annealStrategy === 'linear'
    requireSchedule(
      isKnown,
      'annealStrategy',
      annealStrategy,
      "'cos', 'linear'",
      `anneal_strategy must by one of 'cos' or 'linear', instead got ${String(annealStrategy)}`,
    )
    if (cycleMomentum) takesMomentum(this.optimizer)
    if (this.lastEpoch !== -1) return
    const largest = perGroup('maxLr', maxLr, this.optimizer)
    this.optimizer.paramGroups.forEach((group, i) => (group.initialLr = largest[i]! / divFactor))
  }

  protected get phases(): Phase[] {
    const { pctStart, threePhase } = this.options as Required<OneCycleLROptions>
    const steps = this.totalSteps
    const rise: Phase = { end: pctStart * steps - 1, from: 'initial', to: 'largest' }
    if (!threePhase) return [rise, { end: steps - 1, from: 'largest', to: 'smallest' }]
    return [
      rise,
      { end: 2 * pctStart * steps - 2, from: 'largest', to: 'initial' },
      { end: steps - 1, from: 'initial', to: 'smallest' },
    ]
  }

  protected learningRates(): number[] {
    const { maxLr, divFactor, finalDivFactor, annealStrategy, cycleMomentum, baseMomentum, maxMomentum } = this
      .options as Required<OneCycleLROptions>
    const step = this.lastEpoch
    if (step > this.totalSteps) {
      throw new ArgumentError(`OneCycleLR: step ${step + 1} of a cycle of ${this.totalSteps}. It ends there.`, {
        code: 'scheduler-ended',
        params: { step: step + 1, steps: this.totalSteps },
        torch: {
          type: 'ValueError',
          message: `Tried to step ${step + 1} times. The specified number of total steps is ${this.totalSteps}`,
        },
      })
    }
    const { phases } = this
    const at = Math.min(phases.findIndex(({ end }) => step <= end) >>> 0, phases.length - 1)
    const { end, from, to } = phases[at]!
    const start = at === 0 ? 0 : phases[at - 1]!.end
    const part = (step - start) / (end - start)
    const between = annealStrategy === 'cos' ? betweenByCosine : betweenByLine

    if (cycleMomentum) {
      const high = perGroup('maxMomentum', maxMomentum, this.optimizer)
      const low = perGroup('baseMomentum', baseMomentum, this.optimizer)
      const level = (name: Level, i: number): number => (name === 'largest' ? low[i]! : high[i]!)
      this.optimizer.paramGroups.forEach((group, i) => setMomentum(group, between(level(from, i), level(to, i), part)))
    }
    return perGroup('maxLr', maxLr, this.optimizer).map((largest) => {
      const levels = { largest, initial: largest / divFactor, smallest: largest / divFactor / finalDivFactor }
      return between(levels[from], levels[to], part)
    })
  }
}

const betweenByCosine = (start: number, end: number, part: number): number =>
  end + ((start - end) / 2) * (Math.cos(Math.PI * part) + 1)
const betweenByLine = (start: number, end: number, part: number): number => (end - start) * part + start
