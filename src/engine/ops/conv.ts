/** Convolutions in one, two and three dimensions. */
import { apply } from '../autograd/apply.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { Tensor } from '../tensor.ts'
import { batched, checkWeight, convExtents } from './conv-checks.ts'
import { Convolution, type Geometry } from './convolution.ts'
import { triple, type Extent } from './extent.ts'
import { choice, settings, type Settings } from './settings.ts'

export interface ConvOptions {
  /** [filters], added to each channel of the result. */
  bias?: Tensor | null
  /** Steps between places of the window. Default: 1. */
  stride?: Extent
  /** Zeros on both sides; `'valid'` for none, `'same'` for a result as large as the input. Default: 0. */
  padding?: Extent | 'valid' | 'same'
  /** Steps between elements of the window. Default: 1. */
  dilation?: Extent
  /** Parts into which channels and filters are divided, each on its own. Default: 1. */
  groups?: number
}

/** Zeros before the first element and in all, for each dimension. */
function zerosAround(
  operation: string,
  padding: Extent | 'valid' | 'same',
  kernel: number[],
  stride: number[],
  dilation: number[],
): { before: number[]; total: number[] } {
  if (typeof padding !== 'string') {
    const before = convExtents(operation, 'padding', padding, kernel.length, 0)
    return { before, total: before.map((p) => 2 * p) }
  }
  const word = choice(
    operation,
    'padding',
    padding,
    ['valid', 'same'],
    runtimeError(`Invalid padding string: '${padding}'`),
  )
  if (word === 'valid') return { before: kernel.map(() => 0), total: kernel.map(() => 0) }
  if (stride.some((s) => s !== 1)) {
    throw new ArgumentError(
      `${operation}: padding 'same' means a result as large as the input, a stride of ${shown(stride)} means a smaller one. Give the padding as a number.`,
      {
        code: 'same-with-stride',
        params: { operation, stride },
        torch: runtimeError("padding='same' is not supported for strided convolutions"),
      },
    )
  }
  const total = kernel.map((size, d) => dilation[d]! * (size - 1))
  // An odd zero stands behind.
  return { before: total.map((t) => Math.floor(t / 2)), total }
}

function convolved(
  operation: string,
  rank: number,
  input: Tensor,
  weight: Tensor,
  given: Settings<ConvOptions>,
): Tensor {
  const options = settings<ConvOptions>(operation, ['bias', 'stride', 'padding', 'dilation', 'groups'], given)
  const { bias = null, groups = 1, padding = 0 } = options
  const x = batched(operation, input, rank)
  const stride = convExtents(operation, 'stride', options.stride ?? 1, rank, 1)
  const dilation = convExtents(operation, 'dilation', options.dilation ?? 1, rank, 1)
  checkWeight(operation, x, weight, bias, groups, false)
  const image = x.shape.slice(2)
  const kernel = weight.shape.slice(2)
  const { before, total } = zerosAround(operation, padding, kernel, stride, dilation)
  const padded = image.map((size, d) => size + total[d]!)
  const window = kernel.map((size, d) => dilation[d]! * (size - 1) + 1)
  if (window.some((size, d) => size > padded[d]!)) throw tooLarge(operation, padded, window)
  const places = padded.map((size, d) => Math.floor((size - window[d]!) / stride[d]!) + 1)
  const [batch, channels] = x.shape as [number, number]
  const filters = weight.shape[0]!
  const geometry: Geometry = {
    batch,
    groups,
    channels,
    filters,
    image: triple(image, 1),
    kernel: triple(kernel, 1),
    places: triple(places, 1),
    stride: triple(stride, 1),
    padding: triple(before, 0),
    dilation: triple(dilation, 1),
    shapes: { image: x.shape, weight: weight.shape, result: [batch, filters, ...places] },
  }
  const result = apply(Convolution, bias === null ? [x, weight] : [x, weight, bias], geometry)
  return x === input ? result : result.squeeze(0)
}

function tooLarge(operation: string, padded: readonly number[], window: readonly number[]): ShapeError {
  const by = (sizes: readonly number[]): string => `(${sizes.join(' x ')})`
  return new ShapeError(
    `${operation}: a window of ${shown(window)} does not fit into ${shown(padded)}, the input with its padding.`,
    {
      code: 'window-too-large',
      params: { operation, window, input: padded },
      torch: runtimeError(
        `Calculated padded input size per channel: ${by(padded)}. Kernel size: ${by(window)}. Kernel size can't be greater than actual input size`,
      ),
    },
  )
}

/**
 * Convolution along one dimension: `outₙₒᵢ = bₒ + Σ꜀ₖ wₒ꜀ₖ · xₙ꜀,ₛᵢ₊ₖ`, for a stride s.
 *
 * @param input   [n, channels, length], or one signal without n
 * @param weight  [filters, channels / groups, kernel]
 * @param given   bias, stride, padding, dilation, groups, in a row or by name
 * @returns  [n, filters, ⌊(length + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1]
 * @throws ShapeError `input-rank`, `channels`, `bias-shape`, `window-too-large`; ArgumentError `window-argument`, `groups`, `same-with-stride`
 * Gradient: of the input, g convolved with the same weight the other way (`convTranspose1d`); of the weight, g against what each place saw.
 * Source: Goodfellow, Bengio, Courville 2016, §9.1 and §9.5.
 * @example conv1d(tensor([[[1, 2, 3]]]), tensor([[[1, 1]]])).tolist() // [[[3, 5]]]
 */
export function conv1d(input: Tensor, weight: Tensor, ...given: Settings<ConvOptions>): Tensor {
  return convolved('conv1d', 1, input, weight, given)
}

/**
 * Convolution of images: `outₙₒᵢⱼ = bₒ + Σ꜀ₖₗ wₒ꜀ₖₗ · xₙ꜀,ₛᵢ₊ₖ,ₛⱼ₊ₗ`, for a stride s. The window is not mirrored, as everywhere in deep learning.
 *
 * @param input   [n, channels, height, width], or one image without n
 * @param weight  [filters, channels / groups, kernel height, kernel width]
 * @param given   bias, stride, padding, dilation, groups, in a row or by name
 * @returns  [n, filters, ⌊(height + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1, … width]
 * @throws ShapeError `input-rank`, `channels`, `bias-shape`, `window-too-large`; ArgumentError `window-argument`, `groups`, `same-with-stride`
 * Gradient: of the input, g convolved with the same weight the other way (`convTranspose2d`); of the weight, g against what each place saw.
 * Source: Goodfellow, Bengio, Courville 2016, §9.1 and §9.5; Dumoulin, Visin 2016.
 * @example conv2d(tensor([[[[1, 2], [3, 4]]]]), tensor([[[[1, 0], [0, 1]]]])).item() // 5
 */
export function conv2d(input: Tensor, weight: Tensor, ...given: Settings<ConvOptions>): Tensor {
  return convolved('conv2d', 2, input, weight, given)
}

/**
 * Convolution of volumes: as `conv2d`, over depth, height and width.
 *
 * @param input   [n, channels, depth, height, width], or one volume without n
 * @param weight  [filters, channels / groups, kernel depth, kernel height, kernel width]
 * @param given   bias, stride, padding, dilation, groups, in a row or by name
 * @returns  [n, filters, …]
 * @throws as `conv2d`
 * Gradient: as `conv2d`'s.
 * @example conv3d(ones(1, 1, 2, 2, 2), ones(1, 1, 2, 2, 2)).item() // 8
 */
export function conv3d(input: Tensor, weight: Tensor, ...given: Settings<ConvOptions>): Tensor {
  return convolved('conv3d', 3, input, weight, given)
}
