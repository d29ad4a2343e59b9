/** Dropout as layers: at work while training, absent in evaluation. */
import { ArgumentError } from '../errors.ts'
import { alphaDropout, dropout, dropout1d, dropout2d, dropout3d, featureAlphaDropout } from '../ops/dropout.ts'
import type { Settings } from '../ops/settings.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { ownLayers } from './own-layers.ts'

export interface DropoutLayerOptions {
  /** The probability of becoming 0. Default 0.5. */
  p: number
  /** Write the result over the input. Default false. */
  inplace: boolean
}

abstract class AnyDropout extends Module {
  declare p: number
  declare inplace: boolean

  constructor(...args: Settings<Partial<DropoutLayerOptions>>) {
    super()
    keepOptions<DropoutLayerOptions>(this, { p: 0.5, inplace: false }, args)
    const { p } = this
    if (p >= 0 && p <= 1) return
    throw new ArgumentError(`${this.constructor.name}: p is a probability, in [0, 1]; got ${p}.`, {
      code: 'dropout-probability',
      params: { operation: this.constructor.name, p },
      torch: { type: 'ValueError', message: `dropout probability has to be between 0 and 1, but got ${p}` },
    })
  }

  override extraRepr(): string {
    return `p=${pythonFloat(this.p)}, inplace=${pythonRepr(this.inplace)}`
  }
}

/**
 * While training, each number becomes 0 with probability p, and the others are divided by 1 − p.
 * Source: Srivastava et al. 2014.
 * @example new nn.Dropout(0.5).eval()(ones(3)).tolist() // [1, 1, 1]
 */
export class Dropout extends AnyDropout {
  override forward(x: Tensor): Tensor {
    const { p, training, inplace } = this
    return dropout(x, { p, training, inplace })
  }
}

/** Dropout of whole channels of [n, channels, length]. @example manualSeed(0); new nn.Dropout1d(0.5)(ones(1, 2, 2)).tolist() // [[[0, 0], [0, 0]]] */
export class Dropout1d extends AnyDropout {
  override forward(x: Tensor): Tensor {
    const { p, training, inplace } = this
    return dropout1d(x, { p, training, inplace })
  }
}

/**
 * Dropout of whole channels of [n, channels, height, width].
 * @example manualSeed(1); new nn.Dropout2d(0.5)(ones(1, 2, 1, 2)).tolist() // [[[[2, 2]], [[2, 2]]]]
 */
export class Dropout2d extends AnyDropout {
  override forward(x: Tensor): Tensor {
    const { p, training, inplace } = this
    return dropout2d(x, { p, training, inplace })
  }
}

/** Dropout of whole channels of [n, channels, depth, height, width]. @example new nn.Dropout3d(0.5)(ones(1, 2, 2, 2, 2)).shape // [1, 2, 2, 2, 2] */
export class Dropout3d extends AnyDropout {
  override forward(x: Tensor): Tensor {
    const { p, training, inplace } = this
    return dropout3d(x, { p, training, inplace })
  }
}

/**
 * Dropout that keeps mean 0 and variance 1, for SELU. Source: Klambauer et al. 2017.
 * @example new nn.AlphaDropout(0.5).eval()(ones(2)).tolist() // [1, 1]
 */
export class AlphaDropout extends AnyDropout {
  override forward(x: Tensor): Tensor {
    const { p, training } = this
    return alphaDropout(x, { p, training })
  }
}

/** AlphaDropout of whole channels. @example new nn.FeatureAlphaDropout(0.5).eval()(ones(1, 2, 1)).tolist() // [[[1], [1]]] */
export class FeatureAlphaDropout extends AnyDropout {
  override forward(x: Tensor): Tensor {
    const { p, training } = this
    return featureAlphaDropout(x, { p, training })
  }
}

ownLayers(Dropout)
