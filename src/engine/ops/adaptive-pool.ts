/** Pooling to a size asked for: the windows follow from it. */
import { apply } from '../autograd/apply.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { AvgPool } from './avg-pool.ts'
import { extents } from './extent.ts'
import { asAsked, maxima } from './max-pool.ts'
import { input } from './operand.ts'
import { adaptiveAxis, placesShape, planesOf, windowsOf } from './pool-windows.ts'
import { required } from './required.ts'
import { settings, type Settings } from './settings.ts'
import { requireFloating } from './types.ts'

/** A number for all spatial dimensions, or one for each; null keeps the input's. */
export type OutputSize = number | readonly (number | null)[]

export interface AdaptivePoolOptions {
  outputSize?: OutputSize | null
}

export interface AdaptiveMaxPoolOptions extends AdaptivePoolOptions {
  /** Give `[maxima, places]`, places counted row by row in each plane. Default: false. */
  returnIndices?: boolean
}

type Plain = AdaptiveMaxPoolOptions & { returnIndices?: false }

function wanted(operation: string, torchName: string, size: OutputSize | null | undefined, image: Shape): number[] {
  const given = required(operation, 'outputSize', size)
  const sizes = typeof given === 'number' ? given : given.map((s, d) => s ?? image[d] ?? 1)
  const all = typeof sizes === 'number' ? image.map(() => sizes) : sizes
  return extents(operation, 'outputSize', sizes, image.length, 0, {
    count:
      image.length === 1
        ? `${torchName}() argument 'output_size' should contain one int (got ${all.length})`
        : `${torchName}: output_size must be ${image.length}`,
    least: torchName.includes('max')
      ? `Trying to create tensor with negative dimension ${Math.min(...all)}: ${shown(all)}`
      : `${torchName}: elements of output_size must be greater than or equal to 0 but received {${all.join(', ')}}`,
  })
}

const checking = (x: Tensor, name: string): string =>
  `Expected 2 to 3 dimensions, but got ${x.ndim}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`

function means(operation: string, rank: number, x: Tensor, sizes: readonly number[]): Tensor {
  requireFloating(operation, x, `adaptive_avg_pool${rank}d`)
  if (sizes.every((size) => size === 1)) return x.mean({ dim: sizes.map((_, d) => d - rank), keepdim: true })
  const lead = x.shape.slice(0, -rank)
  const axes = x.shape.slice(-rank).map((size, d) => adaptiveAxis(size, sizes[d]!))
  return apply(AvgPool, [x], {
    as: `AdaptiveAvgPool${rank}DBackward0`,
    windows: windowsOf(lead, axes),
    divisor: null,
    image: x.shape,
    result: placesShape(lead, axes),
  })
}

/**
 * The means of as many windows as asked for, along one dimension.
 *
 * @param x      [n, channels, length], or one signal without n
 * @param given  outputSize
 * @returns  [n, channels, outputSize]; window i runs from ⌊i · length / size⌋ to ⌈(i + 1) · length / size⌉
 * @throws ShapeError `input-rank`; ArgumentError `window-argument`, `missing-argument`
 * Gradient: g divided by the window's size, to each of its elements.
 * @example adaptiveAvgPool1d(tensor([[[1, 2, 3, 6]]]), 2).tolist() // [[[1.5, 4.5]]]
 */
export function adaptiveAvgPool1d(x: Tensor, ...given: Settings<AdaptivePoolOptions>): Tensor {
  const operation = 'adaptiveAvgPool1d'
  const { outputSize } = settings<AdaptivePoolOptions>(operation, ['outputSize'], given)
  const { image } = ranked(operation, x, 1, checking(input(operation, x), 'adaptive_avg_pool1d'))
  const [size] = wanted(operation, 'adaptive_avg_pool1d', outputSize, image) as [number]
  return means(operation, 2, x.unsqueeze(-2), [1, size]).squeeze(-2)
}

/**
 * The means of as many windows as asked for, of an image.
 *
 * @param x      [n, channels, height, width], or one image without n
 * @param given  outputSize: a number, or [height, width], null for the input's own
 * @returns  [n, channels, …outputSize]
 * @throws as `adaptiveAvgPool1d`
 * Gradient: g divided by the window's size, to each of its elements.
 * Source: Lin, Chen, Yan 2014, §3.2 (size 1: global average pooling).
 * @example adaptiveAvgPool2d(tensor([[[1, 2], [3, 6]]]), 1).item() // 3
 */
export function adaptiveAvgPool2d(x: Tensor, ...given: Settings<AdaptivePoolOptions>): Tensor {
  const operation = 'adaptiveAvgPool2d'
  const { outputSize } = settings<AdaptivePoolOptions>(operation, ['outputSize'], given)
  const { image } = ranked(
    operation,
    x,
    2,
    `adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got ${shown(input(operation, x).shape)}`,
  )
  return means(operation, 2, x, wanted(operation, 'adaptive_avg_pool2d', outputSize, image))
}

/** As `adaptiveAvgPool2d`, for volumes. @example adaptiveAvgPool3d(ones(1, 2, 2, 2), 1).item() // 1 */
export function adaptiveAvgPool3d(x: Tensor, ...given: Settings<AdaptivePoolOptions>): Tensor {
  const operation = 'adaptiveAvgPool3d'
  const { outputSize } = settings<AdaptivePoolOptions>(operation, ['outputSize'], given)
  const { image } = ranked(
    operation,
    x,
    3,
    `adaptive_avg_pool3d(): Expected 4D or 5D tensor, but got ${shown(input(operation, x).shape)}`,
  )
  return means(operation, 3, x, wanted(operation, 'adaptive_avg_pool3d', outputSize, image))
}

/** As `planesOf`, but an image may be empty: its mean is NaN. */
function ranked(operation: string, x: Tensor, rank: number, torch: string): { image: Shape } {
  const right = x.ndim === rank + 1 || x.ndim === rank + 2
  return right ? { image: x.shape.slice(-rank) } : planesOf(operation, x, rank, torch)
}

function largest(operation: string, x: Tensor, rank: number, sizes: readonly number[]): [Tensor, Tensor] {
  requireFloating(operation, x, `adaptive_max_pool${rank}d`)
  const empty = x.shape.findIndex((size, d) => d > 0 && size === 0)
  if (empty > 0) {
    throw new ShapeError(
      `${operation}: dimension ${empty} of ${shown(x.shape)} is empty: nothing is the largest of nothing.`,
      {
        code: 'empty-dimension',
        params: { operation, shape: x.shape, dim: empty },
        torch: runtimeError(
          `adaptive_max_pool${rank}d(): Expected input to have non-zero size for non-batch dimensions, but input has sizes ${shown(x.shape)} with dimension ${empty} being empty`,
        ),
      },
    )
  }
  const lead = x.shape.slice(0, -rank)
  const axes = x.shape.slice(-rank).map((size, d) => adaptiveAxis(size, sizes[d]!))
  return maxima(`AdaptiveMaxPool${rank}DBackward0`, x, lead, windowsOf(lead, axes), placesShape(lead, axes))
}

/**
 * The largest elements of as many windows as asked for, along one dimension.
 *
 * @param x      [n, channels, length], or one signal without n
 * @param given  outputSize, returnIndices, in a row or by name
 * @returns  [n, channels, outputSize]; with `returnIndices` also where the maxima stood
 * @throws ShapeError `input-rank`, `empty-dimension`; ArgumentError `window-argument`, `missing-argument`
 * Gradient: g to the largest element of each window, the first of equals.
 * @example adaptiveMaxPool1d(tensor([[[1, 2, 3, 6]]]), 2).tolist() // [[[2, 6]]]
 */
export function adaptiveMaxPool1d(x: Tensor, ...given: Settings<Plain>): Tensor
export function adaptiveMaxPool1d(x: Tensor, ...given: Settings<AdaptiveMaxPoolOptions>): [Tensor, Tensor]
export function adaptiveMaxPool1d(x: Tensor, ...given: Settings<AdaptiveMaxPoolOptions>): Tensor | [Tensor, Tensor] {
  const operation = 'adaptiveMaxPool1d'
  const { outputSize, returnIndices = false } = settings<AdaptiveMaxPoolOptions>(
    operation,
    ['outputSize', 'returnIndices'],
    given,
  )
  const { image } = ranked(operation, x, 1, checking(input(operation, x), 'adaptive_max_pool1d'))
  const [size] = wanted(operation, 'adaptive_max_pool1d', outputSize, image) as [number]
  const both = (): [Tensor, Tensor] => {
    const [out, places] = largest(operation, x.unsqueeze(-2), 2, [1, size])
    return [out.squeeze(-2), places.squeeze(-2)]
  }
  return asAsked(both, returnIndices)
}

/**
 * The largest elements of as many windows as asked for, of an image.
 *
 * @param x      [n, channels, height, width], or one image without n
 * @param given  outputSize (null for the input's own), returnIndices, in a row or by name
 * @returns  [n, channels, …outputSize]; with `returnIndices` also where the maxima stood
 * @throws as `adaptiveMaxPool1d`
 * Gradient: g to the largest element of each window, the first of equals.
 * @example adaptiveMaxPool2d(tensor([[[1, 2], [3, 6]]]), 1).item() // 6
 */
export function adaptiveMaxPool2d(x: Tensor, ...given: Settings<Plain>): Tensor
export function adaptiveMaxPool2d(x: Tensor, ...given: Settings<AdaptiveMaxPoolOptions>): [Tensor, Tensor]
export function adaptiveMaxPool2d(x: Tensor, ...given: Settings<AdaptiveMaxPoolOptions>): Tensor | [Tensor, Tensor] {
  const operation = 'adaptiveMaxPool2d'
  const { outputSize, returnIndices = false } = settings<AdaptiveMaxPoolOptions>(
    operation,
    ['outputSize', 'returnIndices'],
    given,
  )
  const { image } = ranked(
    operation,
    x,
    2,
    `adaptive_max_pool2d(): Expected 3D or 4D tensor, but got: ${shown(input(operation, x).shape)}`,
  )
  const both = () => largest(operation, x, 2, wanted(operation, 'adaptive_max_pool2d', outputSize, image))
  return asAsked(both, returnIndices)
}
