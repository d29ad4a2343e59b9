/** Normalisation of each example alone: over its last dimensions, or over groups of its channels. */
import { ArgumentError, ShapeError, runtimeError, shown, type TorchError } from '../errors.ts'
import { numelOf, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { normalized } from './normalization.ts'
import { input } from './operand.ts'
import { required } from './required.ts'
import { settings, type Settings } from './settings.ts'
import { requireFloating, requireSameType } from './types.ts'

export interface LayerNormOptions {
  /** The sizes of the last dimensions, over which mean and variance are taken. */
  normalizedShape?: Shape
  /** [...normalizedShape], multiplied. */
  weight?: Tensor | null
  /** [...normalizedShape], added. */
  bias?: Tensor | null
  /** Added to the variance. Default: 1e-5. */
  eps?: number
}

function checkNormalized(operation: string, x: Tensor, shape: Shape): void {
  if (shape.length === 0) {
    throw new ArgumentError(
      `${operation}: normalizedShape is empty. The size of the last dimension: [${x.shape.at(-1)}].`,
      {
        code: 'normalized-shape',
        params: { operation, shape: x.shape, normalizedShape: shape },
        torch: runtimeError(
          'Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []',
        ),
      },
    )
  }
  if (sameShape(x.shape.slice(-shape.length), shape)) return
  throw new ShapeError(
    `${operation}: the last dimensions of ${shown(x.shape)} are not ${shown(shape)}, as normalizedShape says.`,
    {
      code: 'normalized-shape',
      params: { operation, shape: x.shape, normalizedShape: shape },
      torch: runtimeError(
        `Given normalized_shape=${shown(shape)}, expected input with shape [*, ${shape.join(', ')}], but got input of size${shown(x.shape)}`,
      ),
    },
  )
}

function checkParameter(
  operation: string,
  name: string,
  tensor: Tensor | null,
  x: Tensor,
  shape: Shape,
  torch: TorchError,
): void {
  if (tensor === null) return
  if (!sameShape(input(operation, tensor).shape, shape)) {
    throw new ShapeError(`${operation}: ${name} has shape ${shown(tensor.shape)}, ${shown(shape)} fits.`, {
      code: 'parameter-shape',
      params: { operation, name, shape: tensor.shape, expected: shape },
      torch,
    })
  }
  requireSameType(
    operation,
    x,
    tensor,
    x.dtype === 'float64'
      ? 'expected scalar type Double but found Float'
      : 'expected scalar type Float but found Double',
  )
}

/**
 * Layer normalisation: `y = (x − μ) / √(σ² + ε) · w + b`, with mean and variance over the last dimensions of each example.
 *
 * @param x                [..., ...normalizedShape]
 * @param normalizedShape  the sizes of those dimensions
 * @param given            weight, bias, eps, in a row or by name
 * @returns  the shape of x
 * @throws ShapeError `normalized-shape`, `parameter-shape`; DtypeError `dtype-not-supported`
 * Gradient: with x̂ = (x − μ) / √(σ² + ε) and ĝ = g · w, `dx = (ĝ − mean ĝ − x̂ · mean(ĝ · x̂)) / √(σ² + ε)`, `dw = Σ g · x̂`, `db = Σ g`.
 * Source: Ba, Kiros, Hinton 2016, §3.
 * @example layerNorm(tensor([1, 3]), [2], { eps: 0 }).tolist() // [-1, 1]
 */
export function layerNorm(x: Tensor, ...given: Settings<LayerNormOptions>): Tensor {
  const operation = 'layerNorm'
  const options = settings<LayerNormOptions>(operation, ['normalizedShape', 'weight', 'bias', 'eps'], given)
  const { weight = null, bias = null, eps = 1e-5 } = options
  const shape = required(operation, 'normalizedShape', options.normalizedShape)
  requireFloating(operation, input(operation, x), 'LayerNormKernelImpl')
  checkNormalized(operation, x, shape)
  const torch = (name: string, tensor: Tensor | null): TorchError =>
    runtimeError(
      `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape ${shown(tensor?.shape ?? [])} and normalized_shape = ${shown(shape)}`,
    )
  checkParameter(operation, 'weight', weight, x, shape, torch('weight', weight))
  checkParameter(operation, 'bias', bias, x, shape, torch('bias', bias))
  const inner = numelOf(shape)
  const rows = numelOf(x.shape.slice(0, x.ndim - shape.length))
  return normalized(x, weight, bias, {
    as: 'NativeLayerNormBackward0',
    groups: { outer: 1, groups: rows, inner },
    channels: { count: inner, length: 1 },
    eps,
  })
}

export interface RmsNormOptions {
  /** The sizes of the last dimensions, over which the mean square is taken. */
  normalizedShape?: Shape
  /** [...normalizedShape], multiplied. */
  weight?: Tensor | null
  /** Added to the mean square. Default: the distance from 1 to the next number of the type. */
  eps?: number | null
}

/**
 * Root mean square normalisation: `y = x / √(mean(x²) + ε) · w` over the last dimensions.
 *
 * @param x                [..., ...normalizedShape]
 * @param normalizedShape  the sizes of those dimensions
 * @param given            weight, eps, in a row or by name
 * @returns  the shape of x
 * @throws ShapeError `normalized-shape`, `parameter-shape`; DtypeError `dtype-not-supported`
 * Gradient: with r = 1 / √(mean(x²) + ε) and ĝ = g · w, `dx = r · (ĝ − x · r² · mean(ĝ · x))`, `dw = Σ g · x · r`.
 * Source: Zhang, Sennrich 2019, §3.
 * @example rmsNorm(tensor([3, -3]), [2]).tolist() // [1, -1]
 */
export function rmsNorm(x: Tensor, ...given: Settings<RmsNormOptions>): Tensor {
  const operation = 'rmsNorm'
  const options = settings<RmsNormOptions>(operation, ['normalizedShape', 'weight', 'eps'], given)
  const { weight = null } = options
  const shape = required(operation, 'normalizedShape', options.normalizedShape)
  requireFloating(operation, input(operation, x), 'rms_norm')
  checkNormalized(operation, x, shape)
  checkParameter(
    operation,
    'weight',
    weight,
    x,
    shape,
    runtimeError(
      `Expected weight to be of same shape as normalized_shape, but got weight of shape ${shown(weight?.shape ?? [])} and normalized_shape = ${shown(shape)}`,
    ),
  )
  const eps = options.eps ?? (x.dtype === 'float32' ? 2 ** -23 : Number.EPSILON)
  const scale = x
    .square()
    .mean({ dim: shape.map((_, d) => d - shape.length), keepdim: true })
    .add(eps)
    .rsqrt()
  const y = x.mul(scale)
  return weight === null ? y : y.mul(weight)
}

export interface GroupNormOptions {
  /** Groups into which the channels are divided. */
  numGroups?: number
  /** [channels], multiplied. */
  weight?: Tensor | null
  /** [channels], added. */
  bias?: Tensor | null
  /** Added to the variance. Default: 1e-5. */
  eps?: number
}

/**
 * Group normalisation: `y = (x − μ) / √(σ² + ε) · w + b`, with mean and variance over each group of channels of each example.
 *
 * @param x          [n, channels, …]
 * @param numGroups  a divisor of the number of channels: 1 is layer normalisation without the batch, `channels` instance normalisation
 * @param given      weight, bias, eps, in a row or by name
 * @returns  the shape of x
 * @throws ArgumentError `channel-groups`, `one-value-per-channel`; ShapeError `parameter-shape`, `input-rank`; DtypeError `dtype-not-supported`
 * Gradient: as `layerNorm`'s, with w by channel. Source: Wu, He 2018, §3.
 * @example groupNorm(tensor([[1, 3, 5, 5]]), 2, { eps: 1e-12 }).tolist() // [[-1, 1, 0, 0]]
 */
export function groupNorm(x: Tensor, ...given: Settings<GroupNormOptions>): Tensor {
  const operation = 'groupNorm'
  const options = settings<GroupNormOptions>(operation, ['numGroups', 'weight', 'bias', 'eps'], given)
  const { weight = null, bias = null, eps = 1e-5 } = options
  const groups = required(operation, 'numGroups', options.numGroups)
  checkGroups(operation, x, groups)
  requireFloating(operation, x, 'GroupNormKernelImpl')
  const [batch, channels] = x.shape as [number, number]
  const torch = (name: string, tensor: Tensor | null): TorchError =>
    runtimeError(
      `Expected ${name} to be a vector of size equal to the number of channels in input, but got ${name} of shape ${shown(tensor?.shape ?? [])} and input of shape ${shown(x.shape)}`,
    )
  checkParameter(operation, 'weight', weight, x, [channels], torch('weight', weight))
  checkParameter(operation, 'bias', bias, x, [channels], torch('bias', bias))
  const length = numelOf(x.shape.slice(2))
  const inner = (channels / groups) * length
  return normalized(x, weight, bias, {
    as: 'NativeGroupNormBackward0',
    groups: { outer: 1, groups: batch * groups, inner },
    channels: { count: channels, length },
    eps,
  })
}

function checkGroups(operation: string, x: Tensor, groups: number): void {
  const { shape, ndim } = input(operation, x)
  if (ndim < 2) {
    throw new ShapeError(`groupNorm: takes [n, channels, …], got shape ${shown(shape)}.`, {
      code: 'input-rank',
      params: { operation, shape, expected: '2, 3, …' },
      torch: runtimeError(`Expected at least 2 dimensions for input tensor but received ${ndim}`),
    })
  }
  if (!(groups > 0) || shape[1]! % groups !== 0) {
    throw new ArgumentError(
      `groupNorm: ${groups} groups do not share the ${shape[1]} channels of ${shown(shape)} evenly.`,
      {
        code: 'channel-groups',
        params: { operation, groups, channels: shape[1] },
        torch: runtimeError(
          groups > 0
            ? `Expected number of channels in input to be divisible by num_groups, but got input of shape ${shown(shape)} and num_groups=${groups}`
            : `Expected num groups to be greater than 0, got ${groups}`,
        ),
      },
    )
  }
  if (((shape[0]! * shape[1]!) / groups) * numelOf(shape.slice(2)) === 1) {
    throw new ArgumentError(
      `groupNorm: shape ${shown(shape)} has one value for each group, which is its own mean: the result would be 0.`,
      {
        code: 'one-value-per-channel',
        params: { operation, shape },
        torch: {
          type: 'ValueError',
          message: `Expected more than 1 value per channel when training, got input size ${shown(shape)}`,
        },
      },
    )
  }
}
