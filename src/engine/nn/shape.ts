/** Layers that only arrange numbers anew. */
import type { Extent } from '../ops/extent.ts'
import { channelShuffle, pixelShuffle, pixelUnshuffle } from '../ops/pixel-shuffle.ts'
import type { Settings } from '../ops/settings.ts'
import { fold, unfold } from '../ops/unfold.ts'
import { flatten } from '../ops/flatten.ts'
import { pythonRepr } from '../print/python.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { ownLayers } from './own-layers.ts'

interface FlattenOptions {
  /** The first dimension of those that become one. Default 1: each example of a batch stays apart. */
  startDim: number
  /** The last one. Default −1. */
  endDim: number
}

/** Several dimensions as one. @example new nn.Flatten()(ones(2, 3, 4)).shape // [2, 12] */
export class Flatten extends Module {
  declare readonly startDim: number
  declare readonly endDim: number

  constructor(...args: Settings<Partial<FlattenOptions>>) {
    super()
    keepOptions<FlattenOptions>(this, { startDim: 1, endDim: -1 }, args)
  }

  override forward(x: Tensor): Tensor {
    return flatten(x, this.startDim, this.endDim)
  }

  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`
  }
}

/** One dimension as several. @example new nn.Unflatten(1, [3, 4])(ones(2, 12)).shape // [2, 3, 4] */
export class Unflatten extends Module {
  declare readonly dim: number
  declare readonly unflattenedSize: Shape

  constructor(...given: Row<[dim: number, unflattenedSize: Shape], { dim: number; unflattenedSize: Shape }>) {
    const [dim, unflattenedSize] = inRow<[number, Shape], object>(new.target.name, ['dim', 'unflattenedSize'], given)
    super()
    this.dim = dim
    this.unflattenedSize = unflattenedSize
  }

  override forward(x: Tensor): Tensor {
    return x.unflatten(this.dim, this.unflattenedSize)
  }

  override extraRepr(): string {
    return `dim=${this.dim}, unflattened_size=${pythonRepr(this.unflattenedSize)}`
  }
}

/**
 * r² channels as an image r times as large: [n, c·r², h, w] to [n, c, h·r, w·r]. Source: Shi et al. 2016.
 * @example new nn.PixelShuffle(2)(arange(4).reshape(1, 4, 1, 1)).tolist() // [[[[0, 1], [2, 3]]]]
 */
export class PixelShuffle extends Module {
  declare readonly upscaleFactor: number

  constructor(...given: Row<[upscaleFactor: number], { upscaleFactor: number }>) {
    const [upscaleFactor] = inRow<[number], object>(new.target.name, ['upscaleFactor'], given)
    super()
    this.upscaleFactor = upscaleFactor
  }

  override forward(x: Tensor): Tensor {
    return pixelShuffle(x, this.upscaleFactor)
  }

  override extraRepr(): string {
    return `upscale_factor=${this.upscaleFactor}`
  }
}

/** The reverse of PixelShuffle. @example new nn.PixelUnshuffle(2)(ones(1, 1, 4, 4)).shape // [1, 4, 2, 2] */
export class PixelUnshuffle extends Module {
  declare readonly downscaleFactor: number

  constructor(...given: Row<[downscaleFactor: number], { downscaleFactor: number }>) {
    const [downscaleFactor] = inRow<[number], object>(new.target.name, ['downscaleFactor'], given)
    super()
    this.downscaleFactor = downscaleFactor
  }

  override forward(x: Tensor): Tensor {
    return pixelUnshuffle(x, this.downscaleFactor)
  }

  override extraRepr(): string {
    return `downscale_factor=${this.downscaleFactor}`
  }
}

/**
 * Channels dealt out anew among groups. Source: Zhang et al. 2018.
 * @example new nn.ChannelShuffle(2)(arange(4).reshape(1, 4, 1, 1)).flatten().tolist() // [0, 2, 1, 3]
 */
export class ChannelShuffle extends Module {
  declare readonly groups: number

  constructor(...given: Row<[groups: number], { groups: number }>) {
    const [groups] = inRow<[number], object>(new.target.name, ['groups'], given)
    super()
    this.groups = groups
  }

  override forward(x: Tensor): Tensor {
    return channelShuffle(x, this.groups)
  }

  override extraRepr(): string {
    return `groups=${this.groups}`
  }
}

interface WindowOptions {
  /** Steps between elements of the window. Default 1. */
  dilation: Extent
  /** Zeros on both sides. Default 0. */
  padding: Extent
  /** Steps between windows. Default 1. */
  stride: Extent
}

const windowDefaults: WindowOptions = { dilation: 1, padding: 0, stride: 1 }

/** Every window of an image as a column: [n, c · window, places]. @example new nn.Unfold(2)(ones(1, 3, 4, 4)).shape // [1, 12, 9] */
export class Unfold extends Module {
  declare readonly kernelSize: Extent
  declare readonly dilation: Extent
  declare readonly padding: Extent
  declare readonly stride: Extent

  constructor(...given: Row<[kernelSize: Extent], { kernelSize: Extent } & WindowOptions>) {
    const [kernelSize, ...args] = inRow<[Extent], WindowOptions>(new.target.name, ['kernelSize'], given)
    super()
    Object.assign(this, { kernelSize })
    keepOptions<WindowOptions>(this, windowDefaults, args)
  }

  override forward(x: Tensor): Tensor {
    const { kernelSize, dilation, padding, stride } = this
    return unfold(x, { kernelSize, dilation, padding, stride })
  }

  override extraRepr(): string {
    const { kernelSize, dilation, padding, stride } = this
    return `kernel_size=${pythonRepr(kernelSize)}, dilation=${pythonRepr(dilation)}, padding=${pythonRepr(padding)}, stride=${pythonRepr(stride)}`
  }
}

/**
 * Columns of windows added up to an image: the reverse of Unfold, up to how often each number was in a window.
 * @example new nn.Fold([2, 2], 1)(arange(4).float().reshape(1, 1, 4)).tolist() // [[[[0, 1], [2, 3]]]]
 */
export class Fold extends Module {
  declare readonly outputSize: Extent
  declare readonly kernelSize: Extent
  declare readonly dilation: Extent
  declare readonly padding: Extent
  declare readonly stride: Extent

  constructor(
    ...given: Row<[outputSize: Extent, kernelSize: Extent], { outputSize: Extent; kernelSize: Extent } & WindowOptions>
  ) {
    const [outputSize, kernelSize, ...args] = inRow<[Extent, Extent], WindowOptions>(
      new.target.name,
      ['outputSize', 'kernelSize'],
      given,
    )
    super()
    Object.assign(this, { outputSize, kernelSize })
    keepOptions<WindowOptions>(this, windowDefaults, args)
  }

  override forward(x: Tensor): Tensor {
    const { outputSize, kernelSize, dilation, padding, stride } = this
    return fold(x, { outputSize, kernelSize, dilation, padding, stride })
  }

  override extraRepr(): string {
    const { outputSize, kernelSize, dilation, padding, stride } = this
    const window = `kernel_size=${pythonRepr(kernelSize)}, dilation=${pythonRepr(dilation)}, padding=${pythonRepr(padding)}, stride=${pythonRepr(stride)}`
    return `output_size=${pythonRepr(outputSize)}, ${window}`
  }
}

ownLayers(Flatten)
