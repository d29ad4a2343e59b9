/** The largest of each window, as layers. */
import type { Extent } from '../ops/extent.ts'
import { maxPool1d, maxPool2d, maxPool3d, maxUnpool1d, maxUnpool2d } from '../ops/max-pool.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { perDimension } from './conv.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { ownLayers } from './own-layers.ts'

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

  constructor(...given: Row<[kernelSize: Extent], { kernelSize: Extent } & MaxPoolOptions>) {
    const [kernelSize, ...args] = inRow<[Extent], MaxPoolOptions>(new.target.name, ['kernelSize'], given)
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

  constructor(...given: Row<[kernelSize: Extent], { kernelSize: Extent } & UnpoolOptions>) {
    const [kernelSize, ...args] = inRow<[Extent], UnpoolOptions>(new.target.name, ['kernelSize'], given)
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

ownLayers(MaxPool2d)
