/** Activations whose shape is an option. */
import { glu } from '../ops/glu.ts'
import { hardshrink, hardtanh, softshrink } from '../ops/hard-functions.ts'
import type { Settings } from '../ops/settings.ts'
import { gelu, softplus } from '../ops/smooth-units.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { type InPlace, withInPlace } from './activation.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { ownLayers } from './own-layers.ts'

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

ownLayers(GELU)
