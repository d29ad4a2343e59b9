/** Fully connected layers. */
import { empty } from '../ops/create.ts'
import { bilinear, linear } from '../ops/linear.ts'
import type { DType } from '../dtype.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { uniform_, warnOfEmpty } from './init/fill.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { ownLayers } from './own-layers.ts'
import { Parameter } from './parameter.ts'

export interface LinearOptions {
  /** Whether a bias is learned and added. Default true. */
  bias: boolean
  /** Of the parameters. Default float32. */
  dtype: DType
}

const defaults: LinearOptions = { bias: true, dtype: 'float32' }

/** Of the first weights, as `kaimingUniform_` with a = √5 rounds it: close to 1 / √inputs. */
const boundOf = (inputs: number): number => Math.sqrt(3) * (Math.sqrt(2 / (1 + Math.sqrt(5) ** 2)) / Math.sqrt(inputs))

/**
 * An affine map `y = x · Wᵀ + b` with learned W [outFeatures, inFeatures] and b [outFeatures].
 *
 * W and b begin as even draws from [−1/√inFeatures, 1/√inFeatures).
 * @param inFeatures   the size of the last dimension of x
 * @param outFeatures  the size of the last dimension of y
 * @param args         bias (default true), in a row or by name
 * @example new nn.Linear(2, 3)(ones(4, 2)).shape // [4, 3]
 */
export class Linear extends Module {
  declare readonly inFeatures: number
  declare readonly outFeatures: number
  declare weight: Parameter
  declare bias: Parameter | null

  constructor(
    ...given: Row<
      [inFeatures: number, outFeatures: number],
      { inFeatures: number; outFeatures: number } & LinearOptions
    >
  ) {
    const [inFeatures, outFeatures, ...args] = inRow<[number, number], LinearOptions>(
      new.target.name,
      ['inFeatures', 'outFeatures'],
      given,
    )
    super()
    const { bias, dtype } = optionsOf('Linear', defaults, args)
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
    this.weight = new Parameter(empty([outFeatures, inFeatures], { dtype }))
    this.bias = bias ? new Parameter(empty([outFeatures], { dtype })) : null
    this.resetParameters()
  }

  /** Draws the parameters again. */
  resetParameters(): void {
    if (this.weight.numel() === 0) warnOfEmpty('kaimingUniform_')
    else uniform_(this.weight, -boundOf(this.inFeatures), boundOf(this.inFeatures))
    if (this.bias === null) return
    const bound = this.inFeatures > 0 ? 1 / Math.sqrt(this.inFeatures) : 0
    uniform_(this.bias, -bound, bound)
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias)
  }

  override extraRepr(): string {
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}, bias=${pythonRepr(this.bias !== null)}`
  }
}

/**
 * A form linear in each of two inputs: `yₒ = x₁ᵀ · Wₒ · x₂ + bₒ`, W [outFeatures, in1Features, in2Features].
 *
 * W and b begin as even draws from [−1/√in1Features, 1/√in1Features).
 * @example new nn.Bilinear(2, 3, 4)(ones(5, 2), ones(5, 3)).shape // [5, 4]
 */
export class Bilinear extends Module {
  declare readonly in1Features: number
  declare readonly in2Features: number
  declare readonly outFeatures: number
  declare weight: Parameter
  declare bias: Parameter | null

  constructor(
    ...given: Row<
      [in1Features: number, in2Features: number, outFeatures: number],
      { in1Features: number; in2Features: number; outFeatures: number } & LinearOptions
    >
  ) {
    const [in1Features, in2Features, outFeatures, ...args] = inRow<[number, number, number], LinearOptions>(
      new.target.name,
      ['in1Features', 'in2Features', 'outFeatures'],
      given,
    )
    super()
    const { bias, dtype } = optionsOf('Bilinear', defaults, args)
    this.in1Features = in1Features
    this.in2Features = in2Features
    this.outFeatures = outFeatures
    this.weight = new Parameter(empty([outFeatures, in1Features, in2Features], { dtype }))
    this.bias = bias ? new Parameter(empty([outFeatures], { dtype })) : null
    this.resetParameters()
  }

  /** Draws the parameters again. */
  resetParameters(): void {
    const bound = 1 / Math.sqrt(this.weight.shape[1]!)
    uniform_(this.weight, -bound, bound)
    if (this.bias !== null) uniform_(this.bias, -bound, bound)
  }

  override forward(x1: Tensor, x2: Tensor): Tensor {
    return bilinear(x1, x2, this.weight, this.bias)
  }

  override extraRepr(): string {
    const { in1Features, in2Features, outFeatures, bias } = this
    return `in1_features=${in1Features}, in2_features=${in2Features}, out_features=${outFeatures}, bias=${pythonRepr(bias !== null)}`
  }
}

/** What comes in goes out: a place for a layer that is not there. @example new nn.Identity()(ones(1)).item() // 1 */
export class Identity extends Module {
  constructor(..._ignored: unknown[]) {
    super()
  }

  override forward(x: Tensor): Tensor {
    return x
  }
}

ownLayers(Linear)
