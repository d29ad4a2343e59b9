/** Pooling to a size that is asked for, as layers. */
import {
  type OutputSize,
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveAvgPool3d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
} from '../ops/adaptive-pool.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'

abstract class AdaptivePool extends Module {
  declare readonly outputSize: OutputSize

  /** @param outputSize  one size for all dimensions or one for each; null keeps the input's */
  constructor(...given: Row<[outputSize: OutputSize], { outputSize: OutputSize }>) {
    const [outputSize] = inRow<[OutputSize], object>(new.target.name, ['outputSize'], given)
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

  constructor(...given: Row<[outputSize: OutputSize], { outputSize: OutputSize } & { returnIndices?: boolean }>) {
    const [outputSize, ...args] = inRow<[OutputSize], { returnIndices?: boolean }>(
      new.target.name,
      ['outputSize'],
      given,
    )
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
