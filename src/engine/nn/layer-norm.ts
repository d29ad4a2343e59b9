/** Normalisation of each example by itself, as layers. */
import { ArgumentError } from '../errors.ts'
import { groupNorm, layerNorm, rmsNorm } from '../ops/layer-norm.ts'
import { ones, zeros } from '../ops/create.ts'
import { localResponseNorm } from '../ops/response-norm.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { ones_, zeros_ } from './init/fill.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { keepOptions, optionsOf } from './options.ts'
import { ownLayers } from './own-layers.ts'
import { Parameter } from './parameter.ts'

const shapeOf = (size: number | readonly number[]): number[] => (typeof size === 'number' ? [size] : [...size])

export interface LayerNormOptions {
  /** ε, added to the variance. Default 1e-5. */
  eps: number
  /** Whether a scale is learned. Default true. */
  elementwiseAffine: boolean
  /** Whether a shift is learned with it. Default true. */
  bias: boolean
}

/**
 * Normalisation over the last dimensions: `y = (x − μ) / √(σ² + ε) · w + b`, w and b in the shape of those dimensions.
 *
 * @param normalizedShape  the last dimensions, or the size of the last one
 * @param args  eps, elementwiseAffine, bias, in a row or by name
 * Source: Ba, Kiros, Hinton 2016.
 * @example new nn.LayerNorm(2)(tensor([1, 3])).round().tolist() // [-1, 1]
 */
export class LayerNorm extends Module {
  declare readonly normalizedShape: number[]
  declare eps: number
  declare readonly elementwiseAffine: boolean
  declare weight: Parameter | null
  declare bias: Parameter | null

  constructor(
    ...given: Row<
      [normalizedShape: number | readonly number[]],
      { normalizedShape: number | readonly number[] } & LayerNormOptions
    >
  ) {
    const [normalizedShape, ...args] = inRow<[number | readonly number[]], LayerNormOptions>(
      new.target.name,
      ['normalizedShape'],
      given,
    )
    super()
    const { eps, elementwiseAffine, bias } = optionsOf<LayerNormOptions>(
      'LayerNorm',
      { eps: 1e-5, elementwiseAffine: true, bias: true },
      args,
    )
    this.normalizedShape = shapeOf(normalizedShape)
    this.eps = eps
    this.elementwiseAffine = elementwiseAffine
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape)) : null
    this.bias = elementwiseAffine && bias ? new Parameter(zeros(this.normalizedShape)) : null
  }

  /** Scale and shift as at first. */
  resetParameters(): void {
    if (this.weight !== null) ones_(this.weight)
    if (this.bias !== null) zeros_(this.bias)
  }

  override forward(x: Tensor): Tensor {
    const { normalizedShape, weight, bias, eps } = this
    return layerNorm(x, normalizedShape, { weight, bias, eps })
  }

  override extraRepr(): string {
    return `${pythonRepr(this.normalizedShape)}, eps=${pythonRepr(this.eps)}, elementwise_affine=${pythonRepr(this.elementwiseAffine)}`
  }
}

export interface RMSNormOptions {
  /** ε, added to the mean square; null for the smallest step above 1 of the type. Default null. */
  eps: number | null
  /** Whether a scale is learned. Default true. */
  elementwiseAffine: boolean
}

/**
 * Division by the root of the mean square over the last dimensions: `y = x / √(mean x² + ε) · w`.
 *
 * @param normalizedShape  the last dimensions, or the size of the last one
 * @param args  eps, elementwiseAffine, in a row or by name
 * Source: Zhang and Sennrich 2019.
 * @example new nn.RMSNorm(2)(tensor([1, 1])).round().tolist() // [1, 1]
 */
export class RMSNorm extends Module {
  declare readonly normalizedShape: number[]
  declare eps: number | null
  declare readonly elementwiseAffine: boolean
  declare weight: Parameter | null

  constructor(
    ...given: Row<
      [normalizedShape: number | readonly number[]],
      { normalizedShape: number | readonly number[] } & RMSNormOptions
    >
  ) {
    const [normalizedShape, ...args] = inRow<[number | readonly number[]], RMSNormOptions>(
      new.target.name,
      ['normalizedShape'],
      given,
    )
    super()
    this.normalizedShape = shapeOf(normalizedShape)
    keepOptions<RMSNormOptions>(this, { eps: null, elementwiseAffine: true }, args)
    this.weight = this.elementwiseAffine ? new Parameter(ones(this.normalizedShape)) : null
  }

  /** The scale as at first. */
  resetParameters(): void {
    if (this.weight !== null) ones_(this.weight)
  }

  override forward(x: Tensor): Tensor {
    const { normalizedShape, weight, eps } = this
    return rmsNorm(x, normalizedShape, { weight, ...(eps === null ? {} : { eps }) })
  }

  override extraRepr(): string {
    return `${pythonRepr(this.normalizedShape)}, eps=${pythonRepr(this.eps)}, elementwise_affine=${pythonRepr(this.elementwiseAffine)}`
  }
}

export interface GroupNormOptions {
  /** ε, added to the variance. Default 1e-5. */
  eps: number
  /** Whether a scale and a shift are learned for each channel. Default true. */
  affine: boolean
}

/**
 * Normalisation of groups of channels of [n, numChannels, …], each example by itself.
 *
 * @param numGroups    divides numChannels
 * @param args         eps, affine, in a row or by name
 * @throws ArgumentError `group-norm`
 * Source: Wu and He 2018.
 * @example new nn.GroupNorm(2, 4)(ones(1, 4, 3)).shape // [1, 4, 3]
 */
export class GroupNorm extends Module {
  declare readonly numGroups: number
  declare readonly numChannels: number
  declare eps: number
  declare readonly affine: boolean
  declare weight: Parameter | null
  declare bias: Parameter | null

  constructor(
    ...given: Row<
      [numGroups: number, numChannels: number],
      { numGroups: number; numChannels: number } & GroupNormOptions
    >
  ) {
    const [numGroups, numChannels, ...args] = inRow<[number, number], GroupNormOptions>(
      new.target.name,
      ['numGroups', 'numChannels'],
      given,
    )
    super()
    if (numChannels % numGroups !== 0) {
      throw new ArgumentError(`GroupNorm: ${numChannels} channels cannot be divided into ${numGroups} equal groups.`, {
        code: 'conv-groups',
        params: { name: 'numChannels', channels: numChannels, groups: numGroups },
        torch: { type: 'ValueError', message: 'num_channels must be divisible by num_groups' },
      })
    }
    this.numGroups = numGroups
    this.numChannels = numChannels
    keepOptions<GroupNormOptions>(this, { eps: 1e-5, affine: true }, args)
    this.weight = this.affine ? new Parameter(ones([numChannels])) : null
    this.bias = this.affine ? new Parameter(zeros([numChannels])) : null
  }

  /** Scale and shift as at first. */
  resetParameters(): void {
    if (this.weight !== null) ones_(this.weight)
    if (this.bias !== null) zeros_(this.bias)
  }

  override forward(x: Tensor): Tensor {
    const { numGroups, weight, bias, eps } = this
    return groupNorm(x, numGroups, { weight, bias, eps })
  }

  override extraRepr(): string {
    return `${this.numGroups}, ${this.numChannels}, eps=${pythonRepr(this.eps)}, affine=${pythonRepr(this.affine)}`
  }
}

interface ResponseNormOptions {
  /** α. Default 1e-4. */
  alpha: number
  /** β. Default 0.75. */
  beta: number
  /** k. Default 1. */
  k: number
}

/**
 * Division by the activity of `size` neighbouring channels. Source: Krizhevsky, Sutskever, Hinton 2012, §3.3.
 * @example new nn.LocalResponseNorm(2)(zeros(1, 3, 2)).shape // [1, 3, 2]
 */
export class LocalResponseNorm extends Module {
  declare readonly size: number
  declare alpha: number
  declare beta: number
  declare k: number

  constructor(...given: Row<[size: number], { size: number } & ResponseNormOptions>) {
    const [size, ...args] = inRow<[number], ResponseNormOptions>(new.target.name, ['size'], given)
    super()
    this.size = size
    keepOptions<ResponseNormOptions>(this, { alpha: 1e-4, beta: 0.75, k: 1 }, args)
  }

  override forward(x: Tensor): Tensor {
    const { size, alpha, beta, k } = this
    return localResponseNorm(x, size, { alpha, beta, k })
  }

  override extraRepr(): string {
    return `${this.size}, alpha=${pythonRepr(this.alpha)}, beta=${pythonRepr(this.beta)}, k=${pythonFloat(this.k)}`
  }
}

ownLayers(LayerNorm)
