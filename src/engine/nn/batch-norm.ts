/** Normalisation by the batch, and by each image, as layers that learn a scale and a shift. */
import { noGrad } from '../autograd/mode.ts'
import { ShapeError, shown } from '../errors.ts'
import { batchNorm, instanceNorm } from '../ops/batch-norm.ts'
import { ones, zeros } from '../ops/create.ts'
import type { Settings } from '../ops/settings.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { Parameter } from './parameter.ts'

export interface BatchNormOptions {
  /** ε, added to the variance. Default 1e-5. */
  eps: number
  /** How much of a batch's statistics the running ones take on; null for the mean of all batches. Default 0.1. */
  momentum: number | null
  /** Whether a scale and a shift are learned. Default true; false for instance norm. */
  affine: boolean
  /** Whether running statistics are kept for evaluation. Default true; false for instance norm. */
  trackRunningStats: boolean
}

/** What both share: a scale and a shift, running statistics and a count of batches. */
abstract class Norm extends Module {
  declare readonly numFeatures: number
  declare eps: number
  declare momentum: number | null
  declare readonly affine: boolean
  declare readonly trackRunningStats: boolean
  declare weight: Parameter | null
  declare bias: Parameter | null
  declare runningMean: Tensor | null
  declare runningVar: Tensor | null
  declare numBatchesTracked: Tensor | null

  constructor(numFeatures: number, defaults: BatchNormOptions, args: Settings<Partial<BatchNormOptions>>) {
    super()
    this.numFeatures = numFeatures
    const { eps, momentum, affine, trackRunningStats } = optionsOf(this.constructor.name, defaults, args)
    this.eps = eps
    this.momentum = momentum
    this.affine = affine
    this.trackRunningStats = trackRunningStats
    this.weight = affine ? new Parameter(ones([numFeatures])) : null
    this.bias = affine ? new Parameter(zeros([numFeatures])) : null
    this.registerBuffer('runningMean', trackRunningStats ? zeros([numFeatures]) : null)
    this.registerBuffer('runningVar', trackRunningStats ? ones([numFeatures]) : null)
    this.registerBuffer('numBatchesTracked', trackRunningStats ? zeros([], { dtype: 'int64' }) : null)
  }

  /** The statistics as before the first batch. */
  resetRunningStats(): void {
    noGrad(() => {
      this.runningMean?.zero_()
      this.runningVar?.fill_(1)
      this.numBatchesTracked?.zero_()
    })
  }

  /** Statistics, scale and shift as at first. */
  resetParameters(): void {
    this.resetRunningStats()
    noGrad(() => {
      this.weight?.fill_(1)
      this.bias?.zero_()
    })
  }

  /** @throws ShapeError `input-rank` unless x has one of these numbers of dimensions */
  protected requireRank(x: Tensor, ...ranks: number[]): void {
    if (ranks.includes(x.ndim)) return
    const name = this.constructor.name
    throw new ShapeError(`${name}: takes an input of ${ranks.join(' or ')} dimensions, got shape ${shown(x.shape)}.`, {
      code: 'input-rank',
      params: { operation: name, shape: x.shape, expected: ranks.join(', ') },
      torch: {
        type: 'ValueError',
        message: `expected ${ranks.map((rank) => `${rank}D`).join(' or ')} input (got ${x.ndim}D input)`,
      },
    })
  }

  override extraRepr(): string {
    const { numFeatures, eps, momentum, affine, trackRunningStats } = this
    const parts = { eps, momentum, affine, track_running_stats: trackRunningStats }
    return [numFeatures, ...Object.entries(parts).map(([name, value]) => `${name}=${pythonRepr(value)}`)].join(', ')
  }
}

abstract class BatchNorm extends Norm {
  protected abstract readonly ranks: number[]

  constructor(...given: Row<[numFeatures: number], { numFeatures: number } & BatchNormOptions>) {
    const [numFeatures, ...args] = inRow<[number], BatchNormOptions>(new.target.name, ['numFeatures'], given)
    super(numFeatures, { eps: 1e-5, momentum: 0.1, affine: true, trackRunningStats: true }, args)
  }

  override forward(x: Tensor): Tensor {
    this.requireRank(x, ...this.ranks)
    const { runningMean, runningVar, weight, bias, eps, training } = this
    const learns = training && runningMean !== null
    return batchNorm(x, {
      runningMean: training && !learns ? null : runningMean,
      runningVar: training && !learns ? null : runningVar,
      weight,
      bias,
      training: training || runningMean === null,
      momentum: learns ? this.countBatch() : 0,
      eps,
    })
  }

  /** Counts one more batch, and says how much its statistics count. */
  private countBatch(): number {
    const count = this.numBatchesTracked!
    noGrad(() => count.add_(1))
    return this.momentum ?? 1 / (count.item() as number)
  }
}

/**
 * Batch normalisation of [n, numFeatures] or [n, numFeatures, length]: `y = (x − μ) / √(σ² + ε) · w + b` for each feature.
 *
 * While training, μ and σ² are the batch's, and the running ones move towards them; in evaluation, the running ones.
 * @param args  eps, momentum, affine, trackRunningStats, in a row or by name
 * @throws ShapeError `input-rank`; ArgumentError `one-value-per-channel`
 * Source: Ioffe and Szegedy 2015.
 * @example new nn.BatchNorm1d(1)(tensor([[1], [3]])).round().tolist() // [[-1], [1]]
 */
export class BatchNorm1d extends BatchNorm {
  protected get ranks(): number[] {
    return [2, 3]
  }
}

/** Batch normalisation of images [n, numFeatures, height, width]: as BatchNorm1d. @example new nn.BatchNorm2d(3)(ones(2, 3, 4, 4)).shape // [2, 3, 4, 4] */
export class BatchNorm2d extends BatchNorm {
  protected get ranks(): number[] {
    return [4]
  }
}

/**
 * Batch normalisation of volumes [n, numFeatures, depth, height, width]: as BatchNorm1d.
 * @example new nn.BatchNorm3d(2)(ones(1, 2, 2, 2, 2)).shape // [1, 2, 2, 2, 2]
 */
export class BatchNorm3d extends BatchNorm {
  protected get ranks(): number[] {
    return [5]
  }
}

abstract class InstanceNorm extends Norm {
  protected abstract readonly rank: number

  constructor(...given: Row<[numFeatures: number], { numFeatures: number } & BatchNormOptions>) {
    const [numFeatures, ...args] = inRow<[number], BatchNormOptions>(new.target.name, ['numFeatures'], given)
    super(numFeatures, { eps: 1e-5, momentum: 0.1, affine: false, trackRunningStats: false }, args)
  }

  override forward(x: Tensor): Tensor {
    this.requireRank(x, this.rank - 1, this.rank)
    const { runningMean, runningVar, weight, bias, eps, training } = this
    const batched = x.ndim === this.rank ? x : x.unsqueeze(0)
    const options = {
      runningMean,
      runningVar,
      weight,
      bias,
      useInputStats: training || !this.trackRunningStats,
      momentum: this.momentum ?? 0,
      eps,
    }
    const y = instanceNorm(batched, options)
    return x.ndim === this.rank ? y : y.squeeze(0)
  }
}

/**
 * Normalisation of each channel of each signal [n, numFeatures, length] by itself. Source: Ulyanov, Vedaldi, Lempitsky 2016.
 * @example new nn.InstanceNorm1d(1)(tensor([[[1, 3]]])).round().tolist() // [[[-1, 1]]]
 */
export class InstanceNorm1d extends InstanceNorm {
  protected get rank(): number {
    return 3
  }
}

/**
 * Normalisation of each channel of each image [n, numFeatures, height, width] by itself.
 * @example new nn.InstanceNorm2d(3)(ones(2, 3, 4, 4)).shape // [2, 3, 4, 4]
 */
export class InstanceNorm2d extends InstanceNorm {
  protected get rank(): number {
    return 4
  }
}

/** Normalisation of each channel of each volume by itself. @example new nn.InstanceNorm3d(2)(ones(1, 2, 2, 2, 2)).shape // [1, 2, 2, 2, 2] */
export class InstanceNorm3d extends InstanceNorm {
  protected get rank(): number {
    return 5
  }
}
