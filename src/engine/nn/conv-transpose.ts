/** Transposed convolutions as layers: what undoes the shape of a convolution. */
import {
  convTranspose1d,
  convTranspose2d,
  convTranspose3d,
  type ConvTransposeOptions as FunctionOptions,
} from '../ops/conv-transpose.ts'
import { empty } from '../ops/create.ts'
import type { Extent } from '../ops/extent.ts'
import { ShapeError, shown } from '../errors.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { perDimension, requireGroups, type ConvArguments } from './conv.ts'
import { fansOf } from './init/fans.ts'
import { uniform_ } from './init/fill.ts'
import { kaimingUniform_ } from './init/scaled.ts'
import { inRow } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { Parameter } from './parameter.ts'

export interface ConvTransposeOptions {
  /** Steps in the output for one in the input. Default 1. */
  stride: Extent
  /** Numbers cut off on both sides of the output. Default 0. */
  padding: Extent
  /** Numbers added on one side of the output, fewer than the stride. Default 0. */
  outputPadding: Extent
  /** Parts into which channels are divided, each on its own. Default 1. */
  groups: number
  /** Whether a bias is learned and added. Default true. */
  bias: boolean
  /** Steps between elements of the window. Default 1. */
  dilation: Extent
}

const defaults: ConvTransposeOptions = { stride: 1, padding: 0, outputPadding: 0, groups: 1, bias: true, dilation: 1 }

abstract class ConvTranspose extends Module {
  declare readonly inChannels: number
  declare readonly outChannels: number
  declare readonly kernelSize: number[]
  declare readonly stride: number[]
  declare readonly padding: number[]
  declare readonly outputPadding: number[]
  declare readonly dilation: number[]
  declare readonly groups: number
  declare weight: Parameter
  declare bias: Parameter | null

  constructor(rank: number, given: ConvArguments<ConvTransposeOptions>) {
    super()
    const [inChannels, outChannels, kernelSize, ...args] = inRow<[number, number, Extent], ConvTransposeOptions>(
      new.target.name,
      ['inChannels', 'outChannels', 'kernelSize'],
      given,
    )
    const { stride, padding, outputPadding, dilation, groups, bias } = optionsOf(this.constructor.name, defaults, args)
    requireGroups('inChannels', inChannels, groups)
    requireGroups('outChannels', outChannels, groups)
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.kernelSize = perDimension(kernelSize, rank)
    this.stride = perDimension(stride, rank)
    this.padding = perDimension(padding, rank)
    this.outputPadding = perDimension(outputPadding, rank)
    this.dilation = perDimension(dilation, rank)
    this.groups = groups
    this.weight = new Parameter(empty([inChannels, outChannels / groups, ...this.kernelSize]))
    this.bias = bias ? new Parameter(empty([outChannels])) : null
    this.resetParameters()
  }

  /** Draws the parameters again. */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) })
    if (this.bias === null) return
    const { fanIn } = fansOf('ConvTranspose', this.weight)
    if (fanIn > 0) uniform_(this.bias, -1 / Math.sqrt(fanIn), 1 / Math.sqrt(fanIn))
  }

  /** The options of the function; where a size is asked for, with the output padding that makes it. */
  protected options(x: Tensor, outputSize: readonly number[] | undefined): FunctionOptions {
    const { bias, stride, padding, groups, dilation } = this
    return {
      bias,
      stride,
      padding,
      groups,
      dilation,
      outputPadding: outputSize === undefined ? this.outputPadding : this.missing(x, outputSize),
    }
  }

  private missing(x: Tensor, outputSize: readonly number[]): number[] {
    const { kernelSize, stride, padding, dilation } = this
    const rank = kernelSize.length
    const wanted = outputSize.slice(-rank)
    const image = x.shape.slice(-rank)
    const least = image.map(
      (size, d) => (size - 1) * stride[d]! - 2 * padding[d]! + dilation[d]! * (kernelSize[d]! - 1) + 1,
    )
    const most = least.map((size, d) => size + stride[d]! - 1)
    if (wanted.length !== rank || wanted.some((size, d) => size < least[d]! || size > most[d]!)) {
      throw new ShapeError(
        `${this.constructor.name}: cannot make ${shown(outputSize)} of ${shown(image)}; from ${shown(least)} to ${shown(most)} it can.`,
        {
          code: 'conv-output-size',
          params: { wanted: outputSize, least, most },
          torch: {
            type: 'ValueError',
            message: `requested an output size of ${shown(wanted)}, but valid sizes range from ${shown(least)} to ${shown(most)} (for an input of torch.Size(${shown(image)}))`,
          },
        },
      )
    }
    return wanted.map((size, d) => size - least[d]!)
  }

  override extraRepr(): string {
    const { inChannels, outChannels, kernelSize, stride, padding, dilation, outputPadding, groups, bias } = this
    const parts = [
      `${inChannels}, ${outChannels}`,
      `kernel_size=${pythonRepr(kernelSize)}`,
      `stride=${pythonRepr(stride)}`,
    ]
    if (padding.some((p) => p !== 0)) parts.push(`padding=${pythonRepr(padding)}`)
    if (dilation.some((d) => d !== 1)) parts.push(`dilation=${pythonRepr(dilation)}`)
    if (outputPadding.some((p) => p !== 0)) parts.push(`output_padding=${pythonRepr(outputPadding)}`)
    if (groups !== 1) parts.push(`groups=${groups}`)
    if (bias === null) parts.push('bias=False')
    return parts.join(', ')
  }
}

/**
 * Transposed convolution along one dimension, of [n, inChannels, length].
 *
 * W [inChannels, outChannels / groups, kernelSize].
 * @param args  stride, padding, outputPadding, groups, bias, dilation, in a row or by name
 * @throws ShapeError `conv-output-size` for a size that cannot be made
 * @example new nn.ConvTranspose1d(1, 2, 2, { stride: 2 })(ones(1, 1, 3)).shape // [1, 2, 6]
 */
export class ConvTranspose1d extends ConvTranspose {
  constructor(...given: ConvArguments<ConvTransposeOptions>) {
    super(1, given)
  }

  override forward(x: Tensor, outputSize?: readonly number[]): Tensor {
    return convTranspose1d(x, this.weight, this.options(x, outputSize))
  }
}

/**
 * Transposed convolution of images [n, inChannels, height, width]: often to make them larger.
 *
 * W [inChannels, outChannels / groups, height, width of the window].
 * @param args  stride, padding, outputPadding, groups, bias, dilation, in a row or by name
 * @throws ShapeError `conv-output-size` for a size that cannot be made
 * @example new nn.ConvTranspose2d(1, 2, 2, { stride: 2 })(ones(1, 1, 3, 3)).shape // [1, 2, 6, 6]
 */
export class ConvTranspose2d extends ConvTranspose {
  constructor(...given: ConvArguments<ConvTransposeOptions>) {
    super(2, given)
  }

  override forward(x: Tensor, outputSize?: readonly number[]): Tensor {
    return convTranspose2d(x, this.weight, this.options(x, outputSize))
  }
}

/** Transposed convolution of volumes: as ConvTranspose2d. @example new nn.ConvTranspose3d(1, 2, 2)(ones(1, 1, 1, 1, 1)).shape // [1, 2, 2, 2, 2] */
export class ConvTranspose3d extends ConvTranspose {
  constructor(...given: ConvArguments<ConvTransposeOptions>) {
    super(3, given)
  }

  override forward(x: Tensor, outputSize?: readonly number[]): Tensor {
    return convTranspose3d(x, this.weight, this.options(x, outputSize))
  }
}
