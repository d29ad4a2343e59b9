/** Convolutions as layers. */
import { conv1d, conv2d, conv3d, type ConvOptions as FunctionOptions } from '../ops/conv.ts'
import { empty } from '../ops/create.ts'
import type { Extent } from '../ops/extent.ts'
import { pad } from '../ops/pad.ts'
import { ArgumentError, type TorchError } from '../errors.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { fansOf } from './init/fans.ts'
import { uniform_ } from './init/fill.ts'
import { kaimingUniform_ } from './init/scaled.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { ownLayers } from './own-layers.ts'
import { Parameter } from './parameter.ts'

export type PaddingMode = 'zeros' | 'reflect' | 'replicate' | 'circular'

/** Channels in, channels out and the window, in a row or by name, and options. */
export type ConvArguments<Options extends object> = Row<
  [inChannels: number, outChannels: number, kernelSize: Extent],
  { inChannels: number; outChannels: number; kernelSize: Extent } & Options
>

export interface ConvOptions {
  /** Steps between places of the window. Default 1. */
  stride: Extent
  /** Numbers on both sides; 'valid' for none, 'same' for a result as large as the input. Default 0. */
  padding: Extent | 'valid' | 'same'
  /** Steps between elements of the window. Default 1. */
  dilation: Extent
  /** Parts into which channels are divided, each on its own. Default 1. */
  groups: number
  /** Whether a bias is learned and added. Default true. */
  bias: boolean
  /** What the padding is made of. Default 'zeros'. */
  paddingMode: PaddingMode
}

const defaults: ConvOptions = { stride: 1, padding: 0, dilation: 1, groups: 1, bias: true, paddingMode: 'zeros' }

const valueError = (message: string): TorchError => ({ type: 'ValueError', message })

/** One number for each spatial dimension. */
export const perDimension = (value: Extent, rank: number): number[] =>
  typeof value === 'number' ? Array<number>(rank).fill(value) : [...value]

/** @throws ArgumentError `conv-groups` where channels cannot be divided into equal groups */
export function requireGroups(name: 'inChannels' | 'outChannels', channels: number, groups: number): void {
  if (Number.isInteger(groups) && groups > 0 && channels % groups === 0) return
  throw new ArgumentError(`${name} = ${channels} cannot be divided into ${groups} equal groups.`, {
    code: 'conv-groups',
    params: { name, channels, groups },
    torch: valueError(
      groups > 0
        ? `${name === 'inChannels' ? 'in_channels' : 'out_channels'} must be divisible by groups`
        : 'groups must be a positive integer',
    ),
  })
}

/** What the layers of one, two and three dimensions share. */
export abstract class Conv extends Module {
  declare readonly inChannels: number
  declare readonly outChannels: number
  declare readonly kernelSize: number[]
  declare readonly stride: number[]
  declare readonly padding: number[] | 'valid' | 'same'
  declare readonly dilation: number[]
  declare readonly groups: number
  declare readonly paddingMode: PaddingMode
  declare weight: Parameter
  declare bias: Parameter | null

  constructor(rank: number, given: ConvArguments<ConvOptions>) {
    super()
    const [inChannels, outChannels, kernelSize, ...args] = inRow<[number, number, Extent], ConvOptions>(
      new.target.name,
      ['inChannels', 'outChannels', 'kernelSize'],
      given,
    )
    const { stride, padding, dilation, groups, bias, paddingMode } = optionsOf(this.constructor.name, defaults, args)
    requireGroups('inChannels', inChannels, groups)
    requireGroups('outChannels', outChannels, groups)
    this.inChannels = inChannels
    this.outChannels = outChannels
    this.kernelSize = perDimension(kernelSize, rank)
    this.stride = perDimension(stride, rank)
    this.padding = typeof padding === 'string' ? padding : perDimension(padding, rank)
    this.dilation = perDimension(dilation, rank)
    this.groups = groups
    this.paddingMode = paddingMode
    this.weight = new Parameter(empty([outChannels, inChannels / groups, ...this.kernelSize]))
    this.bias = bias ? new Parameter(empty([outChannels])) : null
    this.resetParameters()
  }

  /** Draws the parameters again. */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) })
    if (this.bias === null) return
    const { fanIn } = fansOf('Conv', this.weight)
    if (fanIn > 0) uniform_(this.bias, -1 / Math.sqrt(fanIn), 1 / Math.sqrt(fanIn))
  }

  /** The input with its margins, and what is left to be padded by the convolution itself. */
  protected padded(x: Tensor): { x: Tensor; options: FunctionOptions } {
    const { bias, stride, padding, dilation, groups, paddingMode } = this
    const options = { bias, stride, dilation, groups }
    if (paddingMode === 'zeros') return { x, options: { ...options, padding } }
    return { x: pad(x, this.margins(), { mode: paddingMode }), options }
  }

  /** Before and after, the last dimension first. */
  private margins(): number[] {
    const { padding, kernelSize, dilation } = this
    return kernelSize
      .flatMap((size, d) => {
        const total = padding === 'same' ? dilation[d]! * (size - 1) : padding === 'valid' ? 0 : 2 * padding[d]!
        const before = Math.floor(total / 2)
        return [[before, total - before]]
      })
      .reverse()
      .flat()
  }

  override extraRepr(): string {
    const { inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, paddingMode } = this
    const parts = [
      `${inChannels}, ${outChannels}`,
      `kernel_size=${pythonRepr(kernelSize)}`,
      `stride=${pythonRepr(stride)}`,
    ]
    if (typeof padding === 'string') parts.push(`padding=${padding}`)
    else if (padding.some((p) => p !== 0)) parts.push(`padding=${pythonRepr(padding)}`)
    if (dilation.some((d) => d !== 1)) parts.push(`dilation=${pythonRepr(dilation)}`)
    if (groups !== 1) parts.push(`groups=${groups}`)
    if (bias === null) parts.push('bias=False')
    if (paddingMode !== 'zeros') parts.push(`padding_mode=${paddingMode}`)
    return parts.join(', ')
  }
}

/**
 * Convolution along one dimension, of [n, inChannels, length] or one signal without n.
 *
 * W [outChannels, inChannels / groups, kernelSize] and b begin as even draws from [−1/√fan, 1/√fan), fan = inChannels / groups · kernelSize.
 * @param args  stride, padding, dilation, groups, bias, paddingMode, in a row or by name
 * @example new nn.Conv1d(1, 2, 3, { padding: 1 })(ones(1, 1, 5)).shape // [1, 2, 5]
 */
export class Conv1d extends Conv {
  constructor(...given: ConvArguments<ConvOptions>) {
    super(1, given)
  }

  override forward(input: Tensor): Tensor {
    const { x, options } = this.padded(input)
    return conv1d(x, this.weight, options)
  }
}

/**
 * Convolution of images [n, inChannels, height, width], or one image without n.
 *
 * W [outChannels, inChannels / groups, height, width of the window] and b begin as even draws from [−1/√fan, 1/√fan).
 * @param args  stride, padding, dilation, groups, bias, paddingMode, in a row or by name
 * @example new nn.Conv2d(1, 4, 3)(ones(1, 1, 8, 8)).shape // [1, 4, 6, 6]
 */
export class Conv2d extends Conv {
  constructor(...given: ConvArguments<ConvOptions>) {
    super(2, given)
  }

  override forward(input: Tensor): Tensor {
    const { x, options } = this.padded(input)
    return conv2d(x, this.weight, options)
  }
}

/** Convolution of volumes [n, inChannels, depth, height, width]: as Conv2d. @example new nn.Conv3d(1, 2, 2)(ones(1, 1, 3, 3, 3)).shape // [1, 2, 2, 2, 2] */
export class Conv3d extends Conv {
  constructor(...given: ConvArguments<ConvOptions>) {
    super(3, given)
  }

  override forward(input: Tensor): Tensor {
    const { x, options } = this.padded(input)
    return conv3d(x, this.weight, options)
  }
}

ownLayers(Conv1d, Conv2d)
