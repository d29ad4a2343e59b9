/** Activations that follow x above 0, with options of their own. */
import { full } from '../ops/create.ts'
import { celu, elu } from '../ops/exponential-units.ts'
import { leakyRelu, prelu, threshold } from '../ops/rectifiers.ts'
import { rrelu } from '../ops/rrelu.ts'
import type { Settings } from '../ops/settings.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { type InPlace, inPlace, withInPlace } from './activation.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { Parameter } from './parameter.ts'

interface LeakyReLUOptions extends InPlace {
  /** The slope below 0. Default 0.01. */
  negativeSlope: number
}

/** x for x > 0, else a part of it. @example new nn.LeakyReLU(0.5)(tensor([-1, 2])).tolist() // [-0.5, 2] */
export class LeakyReLU extends Module {
  declare negativeSlope: number
  declare inplace: boolean

  constructor(...args: Settings<Partial<LeakyReLUOptions>>) {
    super()
    keepOptions<LeakyReLUOptions>(this, { negativeSlope: 0.01, inplace: false }, args)
  }

  override forward(x: Tensor): Tensor {
    return leakyRelu(x, { negativeSlope: this.negativeSlope, inplace: this.inplace })
  }

  override extraRepr(): string {
    return withInPlace(`negative_slope=${pythonRepr(this.negativeSlope)}`, this)
  }
}

interface AlphaOptions extends InPlace {
  /** The depth towards −∞. Default 1. */
  alpha: number
}

abstract class WithAlpha extends Module {
  declare alpha: number
  declare inplace: boolean

  constructor(...args: Settings<Partial<AlphaOptions>>) {
    super()
    keepOptions<AlphaOptions>(this, { alpha: 1, inplace: false }, args)
  }

  override extraRepr(): string {
    return withInPlace(`alpha=${pythonFloat(this.alpha)}`, this)
  }
}

/** x for x > 0, else `α(eˣ − 1)`. @example new nn.ELU()(tensor([2])).tolist() // [2] */
export class ELU extends WithAlpha {
  override forward(x: Tensor): Tensor {
    return elu(x, { alpha: this.alpha, inplace: this.inplace })
  }
}

/** x for x > 0, else `α(e^(x/α) − 1)`. @example new nn.CELU()(tensor([2])).tolist() // [2] */
export class CELU extends WithAlpha {
  override forward(x: Tensor): Tensor {
    return celu(x, { alpha: this.alpha, inplace: this.inplace })
  }
}

/** x above a threshold, else a value. @example new nn.Threshold(1, 7)(tensor([0, 2])).tolist() // [7, 2] */
export class Threshold extends Module {
  declare readonly threshold: number
  declare readonly value: number
  declare inplace: boolean

  constructor(...given: Row<[threshold: number, value: number], { threshold: number; value: number } & InPlace>) {
    const [limit, value, ...args] = inRow<[number, number], InPlace>(new.target.name, ['threshold', 'value'], given)
    super()
    Object.assign(this, { threshold: limit, value })
    keepOptions<InPlace>(this, inPlace, args)
  }

  override forward(x: Tensor): Tensor {
    return threshold(x, { threshold: this.threshold, value: this.value, inplace: this.inplace })
  }

  override extraRepr(): string {
    return withInPlace(`threshold=${pythonRepr(this.threshold)}, value=${pythonRepr(this.value)}`, this)
  }
}

interface PReLUOptions {
  /** One slope for all, or one for each channel. Default 1. */
  numParameters: number
  /** What the slopes begin with. Default 0.25. */
  init: number
}

/** x for x > 0, else a learned part of it. @example new nn.PReLU()(tensor([-4, 2])).tolist() // [-1, 2] */
export class PReLU extends Module {
  declare numParameters: number
  declare init: number
  declare weight: Parameter

  constructor(...args: Settings<Partial<PReLUOptions>>) {
    super()
    keepOptions<PReLUOptions>(this, { numParameters: 1, init: 0.25 }, args)
    this.weight = new Parameter(full([this.numParameters], this.init))
  }

  override forward(x: Tensor): Tensor {
    return prelu(x, this.weight)
  }

  override extraRepr(): string {
    return `num_parameters=${this.numParameters}`
  }
}

interface RReLUOptions extends InPlace {
  /** The smallest slope. Default 1/8. */
  lower: number
  /** The largest slope. Default 1/3. */
  upper: number
}

/**
 * As LeakyReLU, with slopes drawn anew for each number while training and their mean after it.
 * @example new nn.RReLU(0.25, 0.75).eval()(tensor([-2, 3])).tolist() // [-1, 3]
 */
export class RReLU extends Module {
  declare lower: number
  declare upper: number
  declare inplace: boolean

  constructor(...args: Settings<Partial<RReLUOptions>>) {
    super()
    keepOptions<RReLUOptions>(this, { lower: 1 / 8, upper: 1 / 3, inplace: false }, args)
  }

  override forward(x: Tensor): Tensor {
    return rrelu(x, { lower: this.lower, upper: this.upper, training: this.training, inplace: this.inplace })
  }

  override extraRepr(): string {
    return withInPlace(`lower=${pythonRepr(this.lower)}, upper=${pythonRepr(this.upper)}`, this)
  }
}
