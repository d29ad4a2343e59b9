/** The mean of each window, and norms over windows made of it. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, runtimeError } from '../errors.ts'
import { spreadMeans, windowMeans, type Windows } from '../kernels/pooling.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { Extent } from './extent.ts'
import { input } from './operand.ts'
import { placesShape, planesOf, poolSizes, slidingAxes, windowsOf } from './pool-windows.ts'
import { required } from './required.ts'
import { settings, type Settings } from './settings.ts'

interface AvgPooling {
  readonly as: string
  readonly windows: Windows
  readonly divisor: number | null
  readonly image: Shape
  readonly result: Shape
}

export const AvgPool: Operation<AvgPooling> = {
  name: ({ as }) => as,
  forward([x], { windows, divisor, result }) {
    const out = newNumbers(x!.dtype, numelOf(result))
    windowMeans(out, values(x!), windows, divisor)
    return fromNumbers(out, result, x!.dtype)
  },
  gradient: [(g, _, params) => apply(Spread, [g], params)],
}

/** Each number, divided, on all elements of its window. */
const Spread: Operation<AvgPooling> = {
  name: ({ as }) => as.replace('Backward', 'BackwardBackward'),
  forward([g], { windows, divisor, image }) {
    const out = newNumbers(g!.dtype, numelOf(image))
    spreadMeans(out, values(g!), windows, divisor)
    return fromNumbers(out, image, g!.dtype)
  },
  gradient: [(g, _, params) => apply(AvgPool, [g], params)],
}

export interface AvgPoolOptions {
  /** The window. */
  kernelSize?: Extent
  /** Steps between windows. Default: the window's size. */
  stride?: Extent | null
  /** Zeros on both sides, at most half a window. Default: 0. */
  padding?: Extent
  /** Also a last window that stands partly outside. Default: false. */
  ceilMode?: boolean
  /** Whether those zeros count as elements. Default: true. */
  countIncludePad?: boolean
  /** Divide the sums by this instead of the number of elements. */
  divisorOverride?: number | null
}

const names = ['kernelSize', 'stride', 'padding', 'ceilMode', 'countIncludePad', 'divisorOverride'] as const

function pooled(operation: string, rank: number, x: Tensor, options: AvgPoolOptions, as: string): Tensor {
  const kernelSize = required(operation, 'kernelSize', options.kernelSize)
  const sizes = poolSizes(operation, rank, {
    kernelSize,
    stride: options.stride ?? kernelSize,
    padding: options.padding,
    ceilMode: options.ceilMode,
  })
  const { image, lead } = planesOf(
    operation,
    input(operation, x),
    rank,
    `non-empty ${rank + 1}D or ${rank + 2}D (batch mode) tensor expected for input`,
  )
  const { divisorOverride: divisor = null, countIncludePad = true } = options
  if (divisor === 0) {
    throw new ArgumentError(`${operation}: divisorOverride is 0; sums cannot be divided by it.`, {
      code: 'divisor-zero',
      params: { operation },
      torch: runtimeError('divisor must be not zero'),
    })
  }
  const axes = slidingAxes(operation, image, lead.at(-1)!, sizes, countIncludePad)
  return apply(AvgPool, [x], {
    as,
    windows: windowsOf(lead, axes),
    divisor,
    image: x.shape,
    result: placesShape(lead, axes),
  })
}

/**
 * The mean of each window along one dimension.
 *
 * @param x      [n, channels, length], or one signal without n
 * @param given  kernelSize, stride, padding, ceilMode, countIncludePad, in a row or by name
 * @returns  [n, channels, places]
 * @throws ShapeError `input-rank`, `output-too-small`; ArgumentError `window-argument`, `pool-padding`
 * Gradient: g divided by the window's size, to each of its elements.
 * @example avgPool1d(tensor([[[1, 3, 2, 0]]]), 2).tolist() // [[[2, 1]]]
 */
export function avgPool1d(x: Tensor, ...given: Settings<Omit<AvgPoolOptions, 'divisorOverride'>>): Tensor {
  const operation = 'avgPool1d'
  const options = settings<Omit<AvgPoolOptions, 'divisorOverride'>>(
    operation,
    ['kernelSize', 'stride', 'padding', 'ceilMode', 'countIncludePad'],
    given,
  )
  const kernelSize = required(operation, 'kernelSize', options.kernelSize)
  const { kernel, stride, padding } = poolSizes(operation, 1, {
    kernelSize,
    stride: options.stride ?? kernelSize,
    padding: options.padding,
  })
  planesOf(
    operation,
    x,
    1,
    `Expected 2 to 3 dimensions, but got ${input(operation, x).ndim}-dimensional tensor for argument #1 'self' (while checking arguments for avg_pool1d)`,
  )
  // As a strip of height 1, which is how PyTorch does it.
  const strip = { ...options, kernelSize: [1, kernel[0]!], stride: [1, stride[0]!], padding: [0, padding[0]!] }
  return pooled(operation, 2, x.unsqueeze(-2), strip, 'AvgPool2DBackward0').squeeze(-2)
}

/**
 * The mean of each window of an image.
 *
 * @param x      [n, channels, height, width], or one image without n
 * @param given  kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride, in a row or by name
 * @returns  [n, channels, places high, places wide]
 * @throws as `avgPool1d`; ArgumentError `divisor-zero`
 * Gradient: g divided by the window's size, to each of its elements.
 * Source: LeCun, Bottou, Bengio, Haffner 1998, §II.A (subsampling).
 * @example avgPool2d(tensor([[[[1, 2], [4, 3]]]]), 2).item() // 2.5
 */
export function avgPool2d(x: Tensor, ...given: Settings<AvgPoolOptions>): Tensor {
  return pooled('avgPool2d', 2, x, settings<AvgPoolOptions>('avgPool2d', names, given), 'AvgPool2DBackward0')
}

/** As `avgPool2d`, for volumes [n, channels, depth, height, width]. @example avgPool3d(ones(1, 2, 2, 2), 2).item() // 1 */
export function avgPool3d(x: Tensor, ...given: Settings<AvgPoolOptions>): Tensor {
  return pooled('avgPool3d', 3, x, settings<AvgPoolOptions>('avgPool3d', names, given), 'AvgPool3DBackward0')
}

export interface LpPoolOptions {
  /** The power p. */
  normType?: number
  kernelSize?: Extent
  /** Default: the window's size. */
  stride?: Extent | null
  /** Default: false. */
  ceilMode?: boolean
}

function lpPooled(rank: number, x: Tensor, given: Settings<LpPoolOptions>): Tensor {
  const operation = `lpPool${rank}d`
  const { normType, kernelSize, ...rest } = settings<LpPoolOptions>(
    operation,
    ['normType', 'kernelSize', 'stride', 'ceilMode'],
    given,
  )
  const p = required(operation, 'normType', normType)
  const window = required(operation, 'kernelSize', kernelSize)
  const pool = rank === 1 ? avgPool1d : avgPool2d
  const means = pool(input(operation, x).pow(p), { ...rest, kernelSize: window })
  const size = numelOf(typeof window === 'number' ? new Array<number>(rank).fill(window) : window)
  return means
    .sign()
    .mul(means.abs().relu())
    .mul(size)
    .pow(1 / p)
}

/**
 * The p-norm of each window along one dimension: `(Σ xᵖ)^(1/p)`.
 *
 * @param x      [n, channels, length], or one signal without n
 * @param given  normType p, kernelSize, stride, ceilMode, in a row or by name
 * @returns  [n, channels, places]
 * @throws as `avgPool1d`
 * Gradient: `g · (x / norm)ᵖ⁻¹`; NaN where a whole window is 0, as in PyTorch.
 * @example lpPool1d(tensor([[[3, 4]]]), 2, 2).item() // 5
 */
export function lpPool1d(x: Tensor, ...given: Settings<LpPoolOptions>): Tensor {
  return lpPooled(1, x, given)
}

/** As `lpPool1d`, for images. @example lpPool2d(tensor([[[3], [4]]]), 2, [2, 1]).item() // 5 */
export function lpPool2d(x: Tensor, ...given: Settings<LpPoolOptions>): Tensor {
  return lpPooled(2, x, given)
}
