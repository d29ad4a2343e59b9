/** Activations as modules: the functions of the same names, with their options kept. */
import { celu, elu, selu } from '../ops/exponential-units.ts'
import { glu } from '../ops/glu.ts'
import { hardshrink, hardsigmoid, hardswish, hardtanh, relu6, softshrink } from '../ops/hard-functions.ts'
import { full } from '../ops/create.ts'
import { leakyRelu, prelu, relu, threshold } from '../ops/rectifiers.ts'
import { rrelu } from '../ops/rrelu.ts'
import type { Settings } from '../ops/settings.ts'
import { logsigmoid, sigmoid } from '../ops/sigmoid.ts'
import { gelu, mish, silu, softplus, softsign, tanhshrink } from '../ops/smooth-units.ts'
import { tanh } from '../ops/hyperbolic.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { Parameter } from './parameter.ts'

interface InPlace {
  /** Write the result over the input. Default false. */
  inplace: boolean
}

const inPlace: InPlace = { inplace: false }

/** `, inplace=True` where it is so, after what came before. */
const withInPlace = (text: string, { inplace }: InPlace): string =>
  [text, ...(inplace ? ['inplace=True'] : [])].filter((part) => part !== '').join(', ')

abstract class PerhapsInPlace extends Module {
  declare inplace: boolean

  constructor(...args: Settings<Partial<InPlace>>) {
    super()
    keepOptions<InPlace>(this, inPlace, args)
  }

  override extraRepr(): string {
    return withInPlace('', this)
  }
}

/** `max(0, x)`. @example new nn.ReLU()(tensor([-1, 2])).tolist() // [0, 2] */
export class ReLU extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return relu(x, { inplace: this.inplace })
  }
}

/** `min(max(0, x), 6)`. @example new nn.ReLU6()(tensor([-1, 9])).tolist() // [0, 6] */
export class ReLU6 extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return relu6(x, { inplace: this.inplace })
  }
}

/** `λ·x` for x > 0, else `λα(eˣ − 1)`. @example new nn.SELU()(tensor([0])).tolist() // [0] */
export class SELU extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return selu(x, { inplace: this.inplace })
  }
}

/** `x · σ(x)`. @example new nn.SiLU()(tensor([0])).tolist() // [0] */
export class SiLU extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return silu(x, { inplace: this.inplace })
  }
}

/** `x · tanh(softplus(x))`. @example new nn.Mish()(tensor([0])).tolist() // [0] */
export class Mish extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return mish(x, { inplace: this.inplace })
  }
}

/** `min(max(0, x + 3), 6) / 6`. @example new nn.Hardsigmoid()(tensor([0])).tolist() // [0.5] */
export class Hardsigmoid extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return hardsigmoid(x, { inplace: this.inplace })
  }

  override extraRepr(): string {
    return ''
  }
}

/** `x · hardsigmoid(x)`. @example new nn.Hardswish()(tensor([3])).tolist() // [3] */
export class Hardswish extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return hardswish(x, { inplace: this.inplace })
  }

  override extraRepr(): string {
    return ''
  }
}

/** `1 / (1 + e⁻ˣ)`. @example new nn.Sigmoid()(tensor([0])).tolist() // [0.5] */
export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return sigmoid(x)
  }
}

/** `log σ(x)`. @example new nn.LogSigmoid()(tensor([0])).item() // -0.6931471824645996 */
export class LogSigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return logsigmoid(x)
  }
}

/** `tanh x`. @example new nn.Tanh()(tensor([0])).tolist() // [0] */
export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return tanh(x)
  }
}

/** `x − tanh x`. @example new nn.Tanhshrink()(tensor([0])).tolist() // [0] */
export class Tanhshrink extends Module {
  override forward(x: Tensor): Tensor {
    return tanhshrink(x)
  }
}

/** `x / (1 + |x|)`. @example new nn.Softsign()(tensor([1])).tolist() // [0.5] */
export class Softsign extends Module {
  override forward(x: Tensor): Tensor {
    return softsign(x)
  }
}

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

interface GELUOptions {
  /** 'none' for the exact one, 'tanh' for an approximation. Default 'none'. */
  approximate: string
}

/** `x · Φ(x)`, Φ the normal distribution function. @example new nn.GELU()(tensor([0])).tolist() // [0] */
export class GELU extends Module {
  declare approximate: string

  constructor(...args: Settings<Partial<GELUOptions>>) {
    super()
    keepOptions<GELUOptions>(this, { approximate: 'none' }, args)
  }

  override forward(x: Tensor): Tensor {
    return gelu(x, { approximate: this.approximate })
  }

  override extraRepr(): string {
    return `approximate=${pythonRepr(this.approximate)}`
  }
}

interface SoftplusOptions {
  /** β. Default 1. */
  beta: number
  /** Above β·x of this, x itself. Default 20. */
  threshold: number
}

/** `log(1 + e^(βx)) / β`. @example new nn.Softplus()(tensor([0, 30])).tolist() // [0.6931471824645996, 30] */
export class Softplus extends Module {
  declare beta: number
  declare threshold: number

  constructor(...args: Settings<Partial<SoftplusOptions>>) {
    super()
    keepOptions<SoftplusOptions>(this, { beta: 1, threshold: 20 }, args)
  }

  override forward(x: Tensor): Tensor {
    return softplus(x, { beta: this.beta, threshold: this.threshold })
  }

  override extraRepr(): string {
    return `beta=${pythonFloat(this.beta)}, threshold=${pythonFloat(this.threshold)}`
  }
}

interface ShrinkOptions {
  /** λ ≥ 0. Default 0.5. */
  lambd: number
}

abstract class Shrink extends Module {
  declare lambd: number

  constructor(...args: Settings<Partial<ShrinkOptions>>) {
    super()
    keepOptions<ShrinkOptions>(this, { lambd: 0.5 }, args)
  }

  override extraRepr(): string {
    return pythonRepr(this.lambd)
  }
}

/** x nearer to 0 by λ, 0 within λ of it. @example new nn.Softshrink()(tensor([0.25, 2])).tolist() // [0, 1.5] */
export class Softshrink extends Shrink {
  override forward(x: Tensor): Tensor {
    return softshrink(x, { lambd: this.lambd })
  }
}

/** 0 within λ of 0, else x. @example new nn.Hardshrink()(tensor([0.25, 2])).tolist() // [0, 2] */
export class Hardshrink extends Shrink {
  override forward(x: Tensor): Tensor {
    return hardshrink(x, { lambd: this.lambd })
  }
}

interface HardtanhOptions extends InPlace {
  /** The smallest value. Default −1. */
  minVal: number
  /** The largest value. Default 1. */
  maxVal: number
}

/** `min(max(minVal, x), maxVal)`. @example new nn.Hardtanh()(tensor([-3, 0.5])).tolist() // [-1, 0.5] */
export class Hardtanh extends Module {
  declare minVal: number
  declare maxVal: number
  declare inplace: boolean

  constructor(...args: Settings<Partial<HardtanhOptions>>) {
    super()
    keepOptions<HardtanhOptions>(this, { minVal: -1, maxVal: 1, inplace: false }, args)
  }

  override forward(x: Tensor): Tensor {
    return hardtanh(x, { minVal: this.minVal, maxVal: this.maxVal, inplace: this.inplace })
  }

  override extraRepr(): string {
    return withInPlace(`min_val=${pythonFloat(this.minVal)}, max_val=${pythonFloat(this.maxVal)}`, this)
  }
}

/** x above a threshold, else a value. @example new nn.Threshold(1, 7)(tensor([0, 2])).tolist() // [7, 2] */
export class Threshold extends Module {
  declare readonly threshold: number
  declare readonly value: number
  declare inplace: boolean

  constructor(limit: number, value: number, ...args: Settings<Partial<InPlace>>) {
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

interface DimOption {
  /** The dimension, negative from the end. Default −1. */
  dim: number
}

/** `a · σ(b)` for the two halves of a dimension. @example new nn.GLU()(tensor([2, 0])).tolist() // [1] */
export class GLU extends Module {
  declare dim: number

  constructor(...args: Settings<Partial<DimOption>>) {
    super()
    keepOptions<DimOption>(this, { dim: -1 }, args)
  }

  override forward(x: Tensor): Tensor {
    return glu(x, { dim: this.dim })
  }

  override extraRepr(): string {
    return `dim=${this.dim}`
  }
}
