/** The learning rate up and down between two bounds, again and again. */
import { named, type Call } from '../../ops/arguments.ts'
import { setMomentum, takesMomentum } from './momentum.ts'
import type { Optimizer } from '../optimizer.ts'
import { LRScheduler, perGroup, requireSchedule, type SchedulerOptions } from './scheduler.ts'

export interface CyclicLROptions extends SchedulerOptions {
  /** The smallest learning rate, for all groups or for each. */
  baseLr: number | readonly number[]
  /** The largest, in the first cycle. */
  maxLr: number | readonly number[]
  /** Steps of a rise. Default 2000. */
  stepSizeUp?: number
  /** Steps of a fall. Default stepSizeUp. */
  stepSizeDown?: number
  /** 'triangular' keeps the height, 'triangular2' halves it each cycle, 'exp_range' multiplies it by γ each step. */
  mode?: 'triangular' | 'triangular2' | 'exp_range'
  /** γ of 'exp_range'. Default 1. */
  gamma?: number
  /** A factor of the height, in place of the mode's. */
  scaleFn?: (x: number) => number
  /** Whether scaleFn is given the 'cycle', from 1, or 'iterations', from 0. */
  scaleMode?: 'cycle' | 'iterations'
  /** Whether the momentum falls while the learning rate rises. Default true. */
  cycleMomentum?: boolean
  /** The smallest momentum. Default 0.8. */
  baseMomentum?: number | readonly number[]
  /** The largest momentum. Default 0.9. */
  maxMomentum?: number | readonly number[]
}

const defaults = {
  stepSizeUp: 2000,
  mode: 'triangular',
  gamma: 1,
  scaleMode: 'cycle',
  cycleMomentum: true,
  baseMomentum: 0.8,
  maxMomentum: 0.9,
  lastEpoch: -1,
} as const

type Bounds = Call<
  [baseLr: number | readonly number[], maxLr: number | readonly number[], stepSizeUp: number, stepSizeDown: number],
  Partial<CyclicLROptions>
>

/**
 * Triangles between baseLr and maxLr.
 *
 * Source: Smith 2017.
 * @throws ArgumentError `scheduler-momentum`, `optimizer-option`
 * @example const schedule = new optim.lrScheduler.CyclicLR(new optim.SGD([zeros(1)]), { baseLr: 0, maxLr: 1, stepSizeUp: 2 }); schedule.step(); schedule.getLastLr() // [0.5]
 */
export class CyclicLR extends LRScheduler<CyclicLROptions> {
  constructor(optimizer: Optimizer, ...args: Bounds) {
    const optional = [
      'stepSizeUp',
      'stepSizeDown',
      'mode',
      'gamma',
      'scaleFn',
      'scaleMode',
      'cycleMomentum',
      'baseMomentum',
      'maxMomentum',
      'lastEpoch',
    ] as const
    super(optimizer, { ...defaults, ...named<CyclicLROptions>('CyclicLR', ['baseLr', 'maxLr'], optional, args) })
    this.baseLrs = perGroup('baseLr', this.options.baseLr, optimizer)
  }

  protected override prepare(): void {
    const { baseLr, mode, scaleFn, cycleMomentum } = this.options
    requireSchedule(
      scaleFn !== undefined || mode! in scaleByMode,
      'mode',
      mode,
      Object.keys(scaleByMode).join(', '),
      'mode is invalid and scale_fn is None',
    )
    if (cycleMomentum) takesMomentum(this.optimizer)
    if (this.lastEpoch !== -1) return
    const lrs = perGroup('baseLr', baseLr, this.optimizer)
    this.optimizer.paramGroups.forEach((group, i) => (group.lr = lrs[i]))
  }

  protected learningRates(): number[] {
    const {
      baseLr,
      maxLr,
      stepSizeUp,
      stepSizeDown = stepSizeUp,
      mode,
      gamma,
      scaleFn,
      scaleMode,
      cycleMomentum,
      baseMomentum,
      maxMomentum,
    } = this.options as Required<CyclicLROptions>
    const total = stepSizeUp + stepSizeDown
    const rise = stepSizeUp / total
    const cycle = Math.floor(1 + this.lastEpoch / total)
    const x = 1 + this.lastEpoch / total - cycle
    const height = x <= rise ? x / rise : (x - 1) / (rise - 1)
    const perCycle = scaleFn === undefined ? mode !== 'exp_range' : scaleMode === 'cycle'
    const scale = (scaleFn ?? scaleByMode[mode](gamma))(perCycle ? cycle : this.lastEpoch)
    const each = (option: string, value: number | readonly number[]): number[] =>
      perGroup(option, value, this.optimizer)

    if (cycleMomentum) {
      const low = each('baseMomentum', baseMomentum)
      const high = each('maxMomentum', maxMomentum)
      this.optimizer.paramGroups.forEach((group, i) =>
        setMomentum(group, high[i]! - (high[i]! - low[i]!) * height * scale),
      )
    }
    const low = each('baseLr', baseLr)
    return each('maxLr', maxLr).map((high, i) => low[i]! + (high - low[i]!) * height * scale)
  }
}

const scaleByMode: Record<NonNullable<CyclicLROptions['mode']>, (gamma: number) => (x: number) => number> = {
  triangular: () => () => 1,
  triangular2: () => (cycle) => 1 / 2 ** (cycle - 1),
  exp_range: (gamma) => (step) => gamma ** step,
}
