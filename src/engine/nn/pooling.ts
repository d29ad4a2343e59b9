/** Pooling as layers: the largest, or the mean, of each window. */
import {
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveAvgPool3d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  type OutputSize,
} from '../ops/adaptive-pool.ts'
import { avgPool1d, avgPool2d, avgPool3d, lpPool1d, lpPool2d } from '../ops/avg-pool.ts'
import type { Extent } from '../ops/extent.ts'
import { maxPool1d, maxPool2d, maxPool3d, maxUnpool1d, maxUnpool2d } from '../ops/max-pool.ts'
import type { Settings } from '../ops/settings.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { perDimension } from './conv.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'

interface MaxPoolOptions {
  /** Steps between windows. Default: the window's size. */
  stride: Extent
  /** −∞ on both sides, at most half a window. Default 0. */
  padding: Extent
  /** Steps between elements of the window. Default 1. */
  dilation: Extent
  /** Give `[maxima, places]`. Default false. */
  returnIndices: boolean
  /** Also a last window that stands partly outside. Default false. */
  ceilMode: boolean
}

abstract class MaxPool extends Module {
  declare readonly kernelSize: Extent
  declare readonly stride: Extent
  declare readonly padding: Extent
  declare readonly dilation: Extent
  declare readonly returnIndices: boolean
  declare readonly ceilMode: boolean

  constructor(kernelSize: Extent, ...args: Settings<Partial<MaxPoolOptions>>) {
    super()
    Object.assign(this, { kernelSize })
    keepOptions<MaxPoolOptions>(
      this,
      { stride: kernelSize, padding: 0, dilation: 1, returnIndices: false, ceilMode: false },
      args,
    )
  }

  protected get options() {
    const { kernelSize, stride, padding, dilation, returnIndices, ceilMode } = this
    return { kernelSize, stride: stride ?? kernelSize, padding, dilation, returnIndices, ceilMode }
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding, dilation, ceilMode } = this.options
    const parts = { kernel_size: kernelSize, stride, padding, dilation, ceil_mode: ceilMode }
    return Object.entries(parts)
      .map(([name, value]) => `${name}=${pythonRepr(value)}`)
      .join(', ')
  }
}

/** The largest of each window of [n, channels, length]; with `returnIndices`, `[maxima, places]`. @example new nn.MaxPool1d(2)(tensor([[[1, 3, 2, 0]]])).tolist() // [[[3, 2]]] */
export class MaxPool1d extends MaxPool {
  override forward(x: Tensor): any {
    return maxPool1d(x, this.options)
  }
}

/** The largest of each window of [n, channels, height, width]; with `returnIndices`, `[maxima, places]`. @example new nn.MaxPool2d(2)(ones(1, 1, 4, 4)).shape // [1, 1, 2, 2] */
export class MaxPool2d extends MaxPool {
  override forward(x: Tensor): any {
    return maxPool2d(x, this.options)
  }
}

/**
 * The largest of each window of [n, channels, depth, height, width]; with `returnIndices`, `[maxima, places]`.
 * @example new nn.MaxPool3d(2)(ones(1, 1, 2, 2, 2)).item() // 1
 */
export class MaxPool3d extends MaxPool {
  override forward(x: Tensor): any {
    return maxPool3d(x, this.options)
  }
}

interface UnpoolOptions {
  /** Steps between windows. Default: the window's size. */
  stride: Extent
  /** What was padded. Default 0. */
  padding: Extent
}

abstract class MaxUnpool extends Module {
  declare readonly kernelSize: Extent
  declare readonly stride: Extent
  declare readonly padding: Extent
  protected abstract readonly rank: number

  constructor(kernelSize: Extent, ...args: Settings<Partial<UnpoolOptions>>) {
    super()
    Object.assign(this, { kernelSize })
    keepOptions<UnpoolOptions>(this, { stride: kernelSize, padding: 0 }, args)
  }

  protected options(outputSize: readonly number[] | undefined) {
    const { kernelSize, stride, padding } = this
    return { kernelSize, stride, padding, ...(outputSize === undefined ? {} : { outputSize }) }
  }

  override extraRepr(): string {
    const tuple = (value: Extent): string => pythonRepr(perDimension(value, this.rank))
    return `kernel_size=${tuple(this.kernelSize)}, stride=${tuple(this.stride)}, padding=${tuple(this.padding)}`
  }
}

/**
 * Puts what MaxPool1d with `returnIndices` gave back to its places, 0 elsewhere.
 * @example new nn.MaxUnpool1d(2)(tensor([[[3]]]), tensor([[[1]]], { dtype: 'int64' })).tolist() // [[[0, 3]]]
 */
export class MaxUnpool1d extends MaxUnpool {
  protected get rank(): number {
    return 1
  }

  override forward(x: Tensor, indices: Tensor, outputSize?: readonly number[]): Tensor {
    return maxUnpool1d(x, indices, this.options(outputSize))
  }
}

/**
 * Puts what MaxPool2d with `returnIndices` gave back to its places, 0 elsewhere.
 * @example new nn.MaxUnpool2d(2)(tensor([[[[4]]]]), tensor([[[[2]]]], { dtype: 'int64' })).tolist() // [[[[0, 0], [4, 0]]]]
 */
export class MaxUnpool2d extends MaxUnpool {
  protected get rank(): number {
    return 2
  }

  override forward(x: Tensor, indices: Tensor, outputSize?: readonly number[]): Tensor {
    return maxUnpool2d(x, indices, this.options(outputSize))
  }
}

interface AvgPoolOptions {
  /** Steps between windows. Default: the window's size. */
  stride: Extent
  /** Zeros on both sides, at most half a window. Default 0. */
  padding: Extent
  /** Also a last window that stands partly outside. Default false. */
  ceilMode: boolean
  /** Whether those zeros count as elements. Default true. */
  countIncludePad: boolean
  /** Divide the sums by this instead of the number of elements. */
  divisorOverride: number | null
}

abstract class AvgPool extends Module {
  declare readonly kernelSize: Extent
  declare readonly stride: Extent
  declare readonly padding: Extent
  declare readonly ceilMode: boolean
  declare readonly countIncludePad: boolean
  declare readonly divisorOverride: number | null

  constructor(kernelSize: Extent, ...args: Settings<Partial<AvgPoolOptions>>) {
    super()
    Object.assign(this, { kernelSize })
    keepOptions<AvgPoolOptions>(
      this,
      { stride: kernelSize, padding: 0, ceilMode: false, countIncludePad: true, divisorOverride: null },
      args,
    )
  }

  protected get options() {
    const { kernelSize, stride, padding, ceilMode, countIncludePad } = this
    return { kernelSize, stride: stride ?? kernelSize, padding, ceilMode, countIncludePad }
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding } = this.options
    return `kernel_size=${pythonRepr(kernelSize)}, stride=${pythonRepr(stride)}, padding=${pythonRepr(padding)}`
  }
}

/** The mean of each window of [n, channels, length]. @example new nn.AvgPool1d(2)(tensor([[[1, 3]]])).item() // 2 */
export class AvgPool1d extends AvgPool {
  override forward(x: Tensor): Tensor {
    return avgPool1d(x, this.options)
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding } = this.options
    const tuple = (value: Extent): string => pythonRepr(perDimension(value, 1))
    return `kernel_size=${tuple(kernelSize)}, stride=${tuple(stride)}, padding=${tuple(padding)}`
  }
}

/** The mean of each window of [n, channels, height, width]. @example new nn.AvgPool2d(2)(ones(1, 1, 4, 4)).shape // [1, 1, 2, 2] */
export class AvgPool2d extends AvgPool {
  override forward(x: Tensor): Tensor {
    return avgPool2d(x, { ...this.options, divisorOverride: this.divisorOverride })
  }
}

/** The mean of each window of [n, channels, depth, height, width]. @example new nn.AvgPool3d(2)(ones(1, 1, 2, 2, 2)).item() // 1 */
export class AvgPool3d extends AvgPool {
  override forward(x: Tensor): Tensor {
    return avgPool3d(x, { ...this.options, divisorOverride: this.divisorOverride })
  }
}

abstract class AdaptivePool extends Module {
  declare readonly outputSize: OutputSize

  /** @param outputSize  one size for all dimensions or one for each; null keeps the input's */
  constructor(outputSize: OutputSize) {
    super()
    this.outputSize = outputSize
  }

  override extraRepr(): string {
    return `output_size=${pythonRepr(this.outputSize)}`
  }
}

/**
 * Means of as many windows as make the size asked for, of [n, channels, length].
 * @example new nn.AdaptiveAvgPool1d(2)(tensor([[[1, 3, 5, 7]]])).tolist() // [[[2, 6]]]
 */
export class AdaptiveAvgPool1d extends AdaptivePool {
  override forward(x: Tensor): Tensor {
    return adaptiveAvgPool1d(x, this.outputSize)
  }
}

/** Means of as many windows as make the size asked for, of [n, channels, height, width]. @example new nn.AdaptiveAvgPool2d(1)(ones(1, 3, 5, 7)).shape // [1, 3, 1, 1] */
export class AdaptiveAvgPool2d extends AdaptivePool {
  override forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, this.outputSize)
  }
}

/**
 * Means of as many windows as make the size asked for, of [n, channels, depth, height, width].
 * @example new nn.AdaptiveAvgPool3d(1)(ones(1, 2, 3, 3, 3)).shape // [1, 2, 1, 1, 1]
 */
export class AdaptiveAvgPool3d extends AdaptivePool {
  override forward(x: Tensor): Tensor {
    return adaptiveAvgPool3d(x, this.outputSize)
  }
}

abstract class AdaptiveMaxPool extends AdaptivePool {
  declare readonly returnIndices: boolean

  constructor(outputSize: OutputSize, ...args: Settings<{ returnIndices?: boolean }>) {
    super(outputSize)
    keepOptions<{ returnIndices: boolean }>(this, { returnIndices: false }, args)
  }
}

/**
 * The largest of as many windows as make the size asked for, of [n, channels, length].
 * @example new nn.AdaptiveMaxPool1d(2)(tensor([[[1, 3, 5, 7]]])).tolist() // [[[3, 7]]]
 */
export class AdaptiveMaxPool1d extends AdaptiveMaxPool {
  override forward(x: Tensor): any {
    return adaptiveMaxPool1d(x, this.outputSize, this.returnIndices)
  }
}

/**
 * The largest of as many windows as make the size asked for, of [n, channels, height, width].
 * @example new nn.AdaptiveMaxPool2d(1)(tensor([[[[1, 2], [4, 3]]]])).item() // 4
 */
export class AdaptiveMaxPool2d extends AdaptiveMaxPool {
  override forward(x: Tensor): any {
    return adaptiveMaxPool2d(x, this.outputSize, this.returnIndices)
  }
}

interface LpPoolOptions {
  /** Steps between windows. Default: the window's size. */
  stride: Extent | null
  /** Also a last window that stands partly outside. Default false. */
  ceilMode: boolean
}

abstract class LPPool extends Module {
  declare readonly normType: number
  declare readonly kernelSize: Extent
  declare readonly stride: Extent | null
  declare readonly ceilMode: boolean

  constructor(normType: number, kernelSize: Extent, ...args: Settings<Partial<LpPoolOptions>>) {
    super()
    Object.assign(this, { normType, kernelSize })
    keepOptions<LpPoolOptions>(this, { stride: null, ceilMode: false }, args)
  }

  protected get options() {
    const { stride, ceilMode } = this
    return { stride, ceilMode }
  }

  override extraRepr(): string {
    const { normType, kernelSize, stride, ceilMode } = this
    const norm = Number.isInteger(normType) ? String(normType) : pythonFloat(normType)
    return `norm_type=${norm}, kernel_size=${pythonRepr(kernelSize)}, stride=${pythonRepr(stride)}, ceil_mode=${pythonRepr(ceilMode)}`
  }
}

/** The p-norm of each window of [n, channels, length]. @example new nn.LPPool1d(2, 2)(tensor([[[3, 4]]])).item() // 5 */
export class LPPool1d extends LPPool {
  override forward(x: Tensor): Tensor {
    return lpPool1d(x, this.normType, this.kernelSize, this.options)
  }
}

/** The p-norm of each window of [n, channels, height, width]. @example new nn.LPPool2d(1, 2)(ones(1, 1, 2, 2)).item() // 4 */
export class LPPool2d extends LPPool {
  override forward(x: Tensor): Tensor {
    return lpPool2d(x, this.normType, this.kernelSize, this.options)
  }
}
