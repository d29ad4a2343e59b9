/** Transposed convolutions: from each element of the input a window of the output. */
import { apply } from '../autograd/apply.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { Tensor } from '../tensor.ts'
import { batched, checkWeight, convExtents } from './conv-checks.ts'
import { TransposedConvolution, type Geometry } from './convolution.ts'
import { triple, type Extent } from './extent.ts'
import { settings, type Settings } from './settings.ts'

export interface ConvTransposeOptions {
  /** [filters], added to each channel of the result. */
  bias?: Tensor | null
  /** Steps in the output between neighbours of the input. Default: 1. */
  stride?: Extent
  /** Elements cut off on both sides of the output. Default: 0. */
  padding?: Extent
  /** Elements added behind the output: of several sizes that a strided convolution makes equal, which one. Default: 0. */
  outputPadding?: Extent
  /** Parts into which channels and filters are divided, each on its own. Default: 1. */
  groups?: number
  /** Steps between elements of the window. Default: 1. */
  dilation?: Extent
}

function convolvedBack(
  operation: string,
  rank: number,
  input: Tensor,
  weight: Tensor,
  given: Settings<ConvTransposeOptions>,
): Tensor {
  const options = settings<ConvTransposeOptions>(
    operation,
    ['bias', 'stride', 'padding', 'outputPadding', 'groups', 'dilation'],
    given,
  )
  const { bias = null, groups = 1 } = options
  const x = batched(operation, input, rank)
  const stride = convExtents(operation, 'stride', options.stride ?? 1, rank, 1)
  const padding = convExtents(operation, 'padding', options.padding ?? 0, rank, 0)
  const dilation = convExtents(operation, 'dilation', options.dilation ?? 1, rank, 1)
  const outputPadding = convExtents(operation, 'outputPadding', options.outputPadding ?? 0, rank, 0)
  checkWeight(operation, x, weight, bias, groups, true)
  checkOutputPadding(operation, outputPadding, stride, dilation)
  const places = x.shape.slice(2)
  const kernel = weight.shape.slice(2)
  const image = places.map(
    (size, d) => (size - 1) * stride[d]! - 2 * padding[d]! + dilation[d]! * (kernel[d]! - 1) + 1 + outputPadding[d]!,
  )
  if (image.some((size) => size < 1)) throw tooSmall(operation, places, image)
  const [batch, filters] = x.shape as [number, number]
  const channels = weight.shape[1]! * groups
  const geometry: Geometry = {
    batch,
    groups,
    channels,
    filters,
    image: triple(image, 1),
    kernel: triple(kernel, 1),
    places: triple(places, 1),
    stride: triple(stride, 1),
    padding: triple(padding, 0),
    dilation: triple(dilation, 1),
    shapes: { image: [batch, channels, ...image], weight: weight.shape, result: x.shape },
  }
  const result = apply(TransposedConvolution, bias === null ? [x, weight] : [x, weight, bias], geometry)
  return x === input ? result : result.squeeze(0)
}

function checkOutputPadding(operation: string, outputPadding: number[], stride: number[], dilation: number[]): void {
  if (outputPadding.every((size, d) => size < Math.max(stride[d]!, dilation[d]!))) return
  const named = (name: string, values: number[]): string => {
    const sides = ['depth', 'height', 'width'].slice(-Math.max(values.length, 2))
    const all = values.length === 1 ? [name === 'output_padding' ? 0 : 1, ...values] : values
    return sides.map((side, d) => `${name}_${side}: ${all[d]}`).join(' ')
  }
  throw new ArgumentError(
    `${operation}: outputPadding ${shown(outputPadding)} must be smaller than the stride ${shown(stride)} or the dilation ${shown(dilation)}: more would only be zeros.`,
    {
      code: 'output-padding',
      params: { operation, outputPadding, stride, dilation },
      torch: runtimeError(
        `output padding must be smaller than either stride or dilation, but got ${named('output_padding', outputPadding)} ${named('stride', stride)} ${named('dilation', dilation)}`,
      ),
    },
  )
}

function tooSmall(operation: string, places: readonly number[], image: readonly number[]): ShapeError {
  const by = (sizes: readonly number[]): string => `(${sizes.join(' x ')})`
  return new ShapeError(
    `${operation}: an input of ${shown(places)} would give an output of ${shown(image)}. Less padding makes it larger.`,
    {
      code: 'output-too-small',
      params: { operation, input: places, output: image },
      torch: runtimeError(
        `Given input size per channel: ${by(places)}. Calculated output size per channel: ${by(image)}. Output size is too small`,
      ),
    },
  )
}

/**
 * Transposed convolution along one dimension: each element of the input adds the window, scaled, to the output.
 *
 * @param input   [n, channels, length], or one signal without n
 * @param weight  [channels, filters / groups, kernel]
 * @param given   bias, stride, padding, outputPadding, groups, dilation, in a row or by name
 * @returns  [n, filters, (length − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1]
 * @throws ShapeError `input-rank`, `channels`, `bias-shape`, `output-too-small`; ArgumentError `window-argument`, `groups`, `output-padding`
 * Gradient: of the input, g convolved (`conv1d`) with the same weight.
 * Source: Dumoulin, Visin 2016, §4.
 * @example convTranspose1d(tensor([[[1, 2]]]), tensor([[[1, 1]]])).tolist() // [[[1, 3, 2]]]
 */
export function convTranspose1d(input: Tensor, weight: Tensor, ...given: Settings<ConvTransposeOptions>): Tensor {
  return convolvedBack('convTranspose1d', 1, input, weight, given)
}

/**
 * Transposed convolution of images: each element of the input adds the window, scaled, to the output.
 *
 * @param input   [n, channels, height, width], or one image without n
 * @param weight  [channels, filters / groups, kernel height, kernel width]
 * @param given   bias, stride, padding, outputPadding, groups, dilation, in a row or by name
 * @returns  [n, filters, (height − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1, … width]
 * @throws as `convTranspose1d`
 * Gradient: of the input, g convolved (`conv2d`) with the same weight.
 * Source: Dumoulin, Visin 2016, §4.
 * @example convTranspose2d(tensor([[[[2]]]]), tensor([[[[1, 3]]]])).tolist() // [[[[2, 6]]]]
 */
export function convTranspose2d(input: Tensor, weight: Tensor, ...given: Settings<ConvTransposeOptions>): Tensor {
  return convolvedBack('convTranspose2d', 2, input, weight, given)
}

/**
 * Transposed convolution of volumes: as `convTranspose2d`, over depth, height and width.
 *
 * @param input   [n, channels, depth, height, width], or one volume without n
 * @param weight  [channels, filters / groups, kernel depth, kernel height, kernel width]
 * @param given   bias, stride, padding, outputPadding, groups, dilation, in a row or by name
 * @returns  [n, filters, …]
 * @throws as `convTranspose1d`
 * Gradient: of the input, g convolved (`conv3d`) with the same weight.
 * @example convTranspose3d(tensor([[[[[2]]]]]), ones(1, 1, 1, 1, 2)).tolist() // [[[[[2, 2]]]]]
 */
export function convTranspose3d(input: Tensor, weight: Tensor, ...given: Settings<ConvTransposeOptions>): Tensor {
  return convolvedBack('convTranspose3d', 3, input, weight, given)
}
