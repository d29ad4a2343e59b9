/** Normalisation of each channel over the batch, and of each channel of each image. */
import { changeInPlace } from '../autograd/in-place.ts'
import { noGrad } from '../autograd/mode.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { moments, type Moments } from '../kernels/normalize.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { normalized, normalizedBy, type Layout } from './normalization.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { requireFloating } from './types.ts'

export interface BatchNormOptions {
  /** [channels], updated in place while training; used when not. */
  runningMean?: Tensor | null
  runningVar?: Tensor | null
  /** [channels], multiplied. */
  weight?: Tensor | null
  /** [channels], added. */
  bias?: Tensor | null
  /** Whether the statistics are those of the batch. Default: false. */
  training?: boolean
  /** How much of the batch's statistics the running ones take on. Default: 0.1. */
  momentum?: number
  /** Added to the variance. Default: 1e-5. */
  eps?: number
}

function checkChannels(operation: string, name: string, tensor: Tensor | null, channels: number): void {
  if (tensor === null || (input(operation, tensor).numel() === channels && tensor.ndim === 1)) return
  const snake = name.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)
  throw new ShapeError(
    `${operation}: ${name} has shape ${shown(tensor.shape)}, the input has ${channels} channels: [${channels}] fits.`,
    {
      code: 'per-channel',
      params: { operation, name, shape: tensor.shape, channels },
      torch: runtimeError(`${snake} should contain ${channels} elements not ${tensor.numel()}`),
    },
  )
}

/** `(1 − momentum) · running + momentum · batch`; the variance of the batch without the bias of a sample's. */
function updateRunning(
  { mean, variance }: Moments,
  count: number,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  momentum: number,
): void {
  const mix = (running: Tensor | null, batch: Float64Array): void => {
    if (running === null) return
    changeInPlace('batchNorm', running, (old) => {
      const before = values(old)
      const after = newNumbers(old.dtype, before.length)
      for (let c = 0; c < after.length; c++) after[c] = momentum * batch[c]! + (1 - momentum) * before[c]!
      return fromNumbers(after, old.shape, old.dtype)
    })
  }
  noGrad(() => {
    mix(runningMean, mean)
    mix(
      runningVar,
      variance.map((v) => (v * count) / (count - 1)),
    )
  })
}

/**
 * Batch normalisation: `y = (x − μ) / √(σ² + ε) · w + b`, with the mean and variance of each channel over the batch and all places;
 * while training those of this batch, else the running ones.
 *
 * @param x      [n, channels, …]
 * @param given  runningMean, runningVar, weight, bias, training, momentum, eps, in a row or by name
 * @returns  the shape of x
 * @throws ArgumentError `one-value-per-channel`, `running-missing`; ShapeError `per-channel`, `input-rank`; DtypeError `dtype-not-supported`
 * Gradient: with x̂ = (x − μ) / √(σ² + ε) and ĝ = g · w, `dx = (ĝ − mean ĝ − x̂ · mean(ĝ · x̂)) / √(σ² + ε)`, `dw = Σ g · x̂`, `db = Σ g`;
 * with running statistics `dx = ĝ / √(σ² + ε)`.
 * Source: Ioffe, Szegedy 2015, algorithm 1.
 * @example batchNorm(tensor([[1], [3]]), null, null, { training: true }).tolist() // [[-0.9999949932098389], [0.9999949932098389]]
 */
export function batchNorm(x: Tensor, ...given: Settings<BatchNormOptions>): Tensor {
  const operation = 'batchNorm'
  const names = ['runningMean', 'runningVar', 'weight', 'bias', 'training', 'momentum', 'eps'] as const
  const options = settings<BatchNormOptions>(operation, names, given)
  const {
    runningMean = null,
    runningVar = null,
    weight = null,
    bias = null,
    training = false,
    momentum = 0.1,
    eps = 1e-5,
  } = options
  requireFloating(operation, input(operation, x), 'batch_norm')
  if (x.ndim < 2) {
    throw new ShapeError(`batchNorm: takes [n, channels, …], got shape ${shown(x.shape)}.`, {
      code: 'input-rank',
      params: { operation, shape: x.shape, expected: '2, 3, …' },
      torch: runtimeError(`running_mean should contain 0 elements not ${runningMean?.numel() ?? 0}`),
    })
  }
  const [batch, channels] = x.shape as [number, number]
  const length = numelOf(x.shape.slice(2))
  if (training && batch * length === 1) throw oneValue(operation, `torch.Size(${shown(x.shape)})`, x)
  for (const [name, tensor] of Object.entries({ runningMean, runningVar, weight, bias }))
    checkChannels(operation, name, tensor, channels)
  const layout: Layout = {
    as: 'NativeBatchNormBackward0',
    groups: { outer: batch, groups: channels, inner: length },
    channels: { count: channels, length },
    eps,
  }
  if (!training) {
    if (runningMean === null || runningVar === null)
      throw runningMissing(operation, runningMean === null ? 'runningMean' : 'runningVar')
    return normalizedBy(x, runningMean, runningVar, weight, bias, layout)
  }
  const batchMoments = moments(values(x), layout.groups)
  updateRunning(batchMoments, batch * length, runningMean, runningVar, momentum)
  return normalized(x, weight, bias, { ...layout, moments: batchMoments })
}

const oneValue = (operation: string, size: string, x: Tensor): ArgumentError =>
  new ArgumentError(
    `${operation}: shape ${shown(x.shape)} has one value for each channel, which is its own mean: the result would be 0. Take a larger batch, or eval mode.`,
    {
      code: 'one-value-per-channel',
      params: { operation, shape: x.shape },
      torch: {
        type: 'ValueError',
        message: `Expected more than 1 value per channel when training, got input size ${size}`,
      },
    },
  )

const runningMissing = (operation: string, name: string): ArgumentError =>
  new ArgumentError(`${operation}: without { training: true } it needs ${name}.`, {
    code: 'running-missing',
    params: { operation, name },
    torch: runtimeError(
      `${name === 'runningMean' ? 'running_mean' : 'running_var'} must be defined in evaluation mode`,
    ),
  })

export interface InstanceNormOptions extends Omit<BatchNormOptions, 'training'> {
  /** Whether the statistics are those of each image. Default: true. */
  useInputStats?: boolean
}

/**
 * Instance normalisation: as `batchNorm`, but with the statistics of each channel of each image alone.
 *
 * @param x      [n, channels, …]
 * @param given  runningMean, runningVar, weight, bias, useInputStats, momentum, eps, in a row or by name
 * @returns  the shape of x
 * @throws ArgumentError `one-value-per-channel`, `running-missing`; ShapeError `per-channel`
 * Gradient: as `batchNorm`'s. Source: Ulyanov, Vedaldi, Lempitsky 2016.
 * @example instanceNorm(tensor([[[1, 3]]])).tolist() // [[[-0.9999949932098389, 0.9999949932098389]]]
 */
export function instanceNorm(x: Tensor, ...given: Settings<InstanceNormOptions>): Tensor {
  const operation = 'instanceNorm'
  const names = ['runningMean', 'runningVar', 'weight', 'bias', 'useInputStats', 'momentum', 'eps'] as const
  const options = settings<InstanceNormOptions>(operation, names, given)
  const {
    runningMean = null,
    runningVar = null,
    weight = null,
    bias = null,
    useInputStats = true,
    momentum,
    eps,
  } = options
  const places = numelOf(input(operation, x).shape.slice(2))
  if (useInputStats && places === 1) {
    throw new ArgumentError(
      `instanceNorm: shape ${shown(x.shape)} has one value for each channel of an image, which is its own mean.`,
      {
        code: 'one-value-per-channel',
        params: { operation, shape: x.shape },
        torch: {
          type: 'ValueError',
          message: `Expected more than 1 spatial element when training, got input size torch.Size(${shown(x.shape)})`,
        },
      },
    )
  }
  if (!useInputStats && (runningMean === null || runningVar === null)) {
    throw new ArgumentError('instanceNorm: without useInputStats it needs runningMean and runningVar.', {
      code: 'running-missing',
      params: { operation, name: 'runningMean, runningVar' },
      torch: runtimeError('Expected running_mean and running_var to be defined when use_input_stats is false'),
    })
  }
  const [batch, channels] = x.shape as [number, number]
  for (const [name, tensor] of Object.entries({ runningMean, runningVar, weight, bias }))
    checkChannels(operation, name, tensor, channels)
  // Every channel of every image as a channel of its own.
  const wide = x.reshape(1, batch * channels, ...x.shape.slice(2))
  const repeated = (t: Tensor | null): Tensor | null => t && t.expand(batch, channels).reshape(batch * channels)
  const [mean, variance] = [repeated(runningMean?.detach() ?? null), repeated(runningVar?.detach() ?? null)]
  const copies = [mean, variance].map((t) => t?.clone() ?? null)
  const result = batchNorm(wide, copies[0]!, copies[1]!, repeated(weight), repeated(bias), {
    training: useInputStats,
    momentum,
    eps,
  })
  if (useInputStats) {
    noGrad(() => {
      runningMean?.copy_(copies[0]!.reshape(batch, channels).mean({ dim: 0 }))
      runningVar?.copy_(copies[1]!.reshape(batch, channels).mean({ dim: 0 }))
    })
  }
  return result.view(x.shape)
}
