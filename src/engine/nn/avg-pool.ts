/** The mean, or another norm, of each window, as layers. */
import { avgPool1d, avgPool2d, avgPool3d, lpPool1d, lpPool2d } from '../ops/avg-pool.ts'
import type { Extent } from '../ops/extent.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { perDimension } from './conv.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { ownLayers } from './own-layers.ts'

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

  constructor(...given: Row<[kernelSize: Extent], { kernelSize: Extent } & AvgPoolOptions>) {
    const [kernelSize, ...args] = inRow<[Extent], AvgPoolOptions>(new.target.name, ['kernelSize'], given)
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

  constructor(
    ...given: Row<[normType: number, kernelSize: Extent], { normType: number; kernelSize: Extent } & LpPoolOptions>
  ) {
    const [normType, kernelSize, ...args] = inRow<[number, Extent], LpPoolOptions>(
      new.target.name,
      ['normType', 'kernelSize'],
      given,
    )
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

ownLayers(AvgPool2d)
