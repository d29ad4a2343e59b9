/** Larger images by interpolation, as layers. */
import { interpolate, type InterpolateOptions } from '../ops/interpolate.ts'
import type { Settings } from '../ops/settings.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'

interface UpsampleOptions {
  /** The size of the result, for all dimensions or for each. */
  size: number | readonly number[] | null
  /** By how much it is larger, for all dimensions or for each. */
  scaleFactor: number | readonly number[] | null
  /** 'nearest', 'linear', 'bilinear', 'bicubic', 'trilinear'. Default 'nearest'. */
  mode: InterpolateOptions['mode']
  /** Whether corners lie on corners. Default false, where the mode asks. */
  alignCorners: boolean | null
  /** Take the factor from the sizes that came out. */
  recomputeScaleFactor: boolean | null
}

/**
 * Signals, images and volumes made larger: [n, channels, …].
 * @param args  size or scaleFactor, mode, alignCorners, in a row or by name
 * @example new nn.Upsample({ scaleFactor: 2 })(ones(1, 1, 2, 2)).shape // [1, 1, 4, 4]
 */
export class Upsample extends Module {
  declare readonly size: number | readonly number[] | null
  declare readonly scaleFactor: number | readonly number[] | null
  declare readonly mode: InterpolateOptions['mode']
  declare readonly alignCorners: boolean | null
  declare readonly recomputeScaleFactor: boolean | null

  constructor(...args: Settings<Partial<UpsampleOptions>>) {
    super()
    keepOptions<UpsampleOptions>(
      this,
      { size: null, scaleFactor: null, mode: 'nearest', alignCorners: null, recomputeScaleFactor: null },
      args,
    )
  }

  override forward(x: Tensor): Tensor {
    const { size, scaleFactor, mode, alignCorners, recomputeScaleFactor } = this
    return interpolate(x, { size, scaleFactor, mode, alignCorners, recomputeScaleFactor })
  }

  override extraRepr(): string {
    const { size, scaleFactor, mode } = this
    const factor =
      typeof scaleFactor === 'number' ? pythonFloat(scaleFactor) : `(${scaleFactor?.map(pythonFloat).join(', ')})`
    return `${scaleFactor === null ? `size=${pythonRepr(size)}` : `scale_factor=${factor}`}, mode=${pythonRepr(mode)}`
  }
}

/**
 * Images made larger by repeating pixels.
 * @example new nn.UpsamplingNearest2d({ scaleFactor: 2 })(tensor([[[[1, 2]]]])).tolist() // [[[[1, 1, 2, 2], [1, 1, 2, 2]]]]
 */
export class UpsamplingNearest2d extends Upsample {
  constructor(...args: Settings<Partial<Pick<UpsampleOptions, 'size' | 'scaleFactor'>>>) {
    super(...args)
  }
}

/**
 * Images made larger by lines between pixels, corners on corners.
 * @example new nn.UpsamplingBilinear2d({ scaleFactor: 2 })(ones(1, 1, 2, 2)).shape // [1, 1, 4, 4]
 */
export class UpsamplingBilinear2d extends Upsample {
  constructor(options: Partial<Pick<UpsampleOptions, 'size' | 'scaleFactor'>>) {
    super({ ...options, mode: 'bilinear', alignCorners: true })
  }
}
