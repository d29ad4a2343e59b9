/** The whole transformer: an encoder, and a decoder that looks at its result. */
import { full } from '../ops/create.ts'
import type { Settings } from '../ops/settings.ts'
import { triu } from '../ops/triangle.ts'
import type { Tensor } from '../tensor.ts'
import { xavierUniform_ } from './init/scaled.ts'
import { LayerNorm } from './layer-norm.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import {
  TransformerDecoder,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
  type DecoderMasks,
  type TransformerLayerOptions,
} from './transformer.ts'

export interface TransformerOptions extends Omit<TransformerLayerOptions, never> {
  /** The size of each place. Default 512. */
  dModel: number
  /** Heads of each attention. Default 8. */
  nhead: number
  /** Default 6. */
  numEncoderLayers: number
  /** Default 6. */
  numDecoderLayers: number
}

const defaults: TransformerOptions = {
  dModel: 512,
  nhead: 8,
  numEncoderLayers: 6,
  numDecoderLayers: 6,
  dimFeedforward: 2048,
  dropout: 0.1,
  activation: 'relu',
  layerNormEps: 1e-5,
  batchFirst: false,
  normFirst: false,
  bias: true,
}

/**
 * Encoder and decoder. Weights begin as xavier's even draws.
 * Source: Vaswani et al. 2017.
 * @example new nn.Transformer(4, 2, 1, 1, 8).eval()(ones(5, 1, 4), ones(3, 1, 4)).shape // [3, 1, 4]
 */
export class Transformer extends Module {
  declare encoder: TransformerEncoder
  declare decoder: TransformerDecoder
  declare readonly dModel: number
  declare readonly nhead: number
  declare readonly batchFirst: boolean

  constructor(...args: Settings<Partial<TransformerOptions>>) {
    super()
    const { dModel, nhead, numEncoderLayers, numDecoderLayers, ...layer } = optionsOf('Transformer', defaults, args)
    const { layerNormEps: eps, bias } = layer
    const encoderLayer = new TransformerEncoderLayer(dModel, nhead, layer)
    this.encoder = new TransformerEncoder(encoderLayer, numEncoderLayers, new LayerNorm(dModel, { eps, bias }))
    const decoderLayer = new TransformerDecoderLayer(dModel, nhead, layer)
    this.decoder = new TransformerDecoder(decoderLayer, numDecoderLayers, new LayerNorm(dModel, { eps, bias }))
    this.dModel = dModel
    this.nhead = nhead
    this.batchFirst = layer.batchFirst
    for (const parameter of this.parameters()) if (parameter.ndim > 1) xavierUniform_(parameter)
  }

  override forward(
    src: Tensor,
    tgt: Tensor,
    {
      srcMask = null,
      srcKeyPaddingMask = null,
      ...masks
    }: DecoderMasks & { srcMask?: Tensor | null; srcKeyPaddingMask?: Tensor | null } = {},
  ): Tensor {
    const memory = this.encoder(src, { mask: srcMask, srcKeyPaddingMask })
    return this.decoder(tgt, memory, masks)
  }

  /** The mask that hides what comes later: −∞ above the diagonal. @example nn.Transformer.generateSquareSubsequentMask(2).tolist() // [[0, -Infinity], [0, 0]] */
  static generateSquareSubsequentMask(length: number): Tensor {
    return triu(full([length, length], -Infinity), 1)
  }
}
