/** The transformer's layers. */
import { relu } from '../ops/rectifiers.ts'
import { gelu } from '../ops/smooth-units.ts'
import { ArgumentError, runtimeError } from '../errors.ts'
import { snakeCase } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { ModuleList } from './containers.ts'
import { Dropout } from './dropout.ts'
import { LayerNorm } from './layer-norm.ts'
import { Linear } from './linear.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { MultiheadAttention } from './multihead-attention.ts'
import { optionsOf } from './options.ts'

export type Activation = 'relu' | 'gelu' | ((x: Tensor) => Tensor)

export interface TransformerLayerOptions {
  /** The width of the hidden layer. Default 2048. */
  dimFeedforward: number
  /** The probability of dropping a number while training. Default 0.1. */
  dropout: number
  /** 'relu', 'gelu' or a function. Default 'relu'. */
  activation: Activation
  /** ε of the normalisations. Default 1e-5. */
  layerNormEps: number
  /** [n, length, dModel] instead of [length, n, dModel]. Default false. */
  batchFirst: boolean
  /** Normalise before each part instead of after it. Default false. */
  normFirst: boolean
  /** Whether the layers have biases. Default true. */
  bias: boolean
}

const defaults: TransformerLayerOptions = {
  dimFeedforward: 2048,
  dropout: 0.1,
  activation: 'relu',
  layerNormEps: 1e-5,
  batchFirst: false,
  normFirst: false,
  bias: true,
}

function activationOf(activation: Activation): (x: Tensor) => Tensor {
  if (typeof activation === 'function') return activation
  if (activation === 'relu') return (x) => relu(x)
  if (activation === 'gelu') return (x) => gelu(x)
  throw new ArgumentError(`activation is 'relu', 'gelu' or a function, got '${String(activation)}'.`, {
    code: 'not-a-choice',
    params: {
      operation: 'TransformerEncoderLayer',
      option: 'activation',
      value: String(activation),
      known: 'relu, gelu',
    },
    torch: runtimeError(`activation should be relu/gelu, not ${String(activation)}`),
  })
}

export interface EncoderMasks {
  /** What each place may not look at: bool [length, length], or numbers to be added. */
  srcMask?: Tensor | null
  /** Which places are padding: bool [n, length]. */
  srcKeyPaddingMask?: Tensor | null
  /** Whether srcMask hides what comes later. */
  isCausal?: boolean
}

/**
 * Self-attention and a network of one hidden layer, each added to what came in and normalised:
 * `x ← norm(x + attention(x))`, `x ← norm(x + W₂ · a(W₁ x))`; with normFirst `x ← x + f(norm(x))`.
 *
 * @param dModel  the size of each place
 * @param nhead   heads of the attention, a divisor of dModel
 * @param args    dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, bias, in a row or by name
 * Source: Vaswani et al. 2017, §3.1; norm first: Xiong et al. 2020.
 * @example new nn.TransformerEncoderLayer(4, 2, 8).eval()(ones(3, 1, 4)).shape // [3, 1, 4]
 */
export class TransformerEncoderLayer extends Module {
  declare selfAttn: MultiheadAttention
  declare linear1: Linear
  declare dropout: Dropout
  declare linear2: Linear
  declare readonly normFirst: boolean
  declare norm1: LayerNorm
  declare norm2: LayerNorm
  declare dropout1: Dropout
  declare dropout2: Dropout
  declare activation: (x: Tensor) => Tensor

  constructor(
    ...given: Row<[dModel: number, nhead: number], { dModel: number; nhead: number } & TransformerLayerOptions>
  ) {
    const [dModel, nhead, ...args] = inRow<[number, number], TransformerLayerOptions>(
      new.target.name,
      ['dModel', 'nhead'],
      given,
    )
    super()
    const {
      dimFeedforward,
      dropout,
      activation,
      layerNormEps: eps,
      batchFirst,
      normFirst,
      bias,
    } = optionsOf('TransformerEncoderLayer', defaults, args)
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, batchFirst, bias })
    this.linear1 = new Linear(dModel, dimFeedforward, { bias })
    this.dropout = new Dropout(dropout)
    this.linear2 = new Linear(dimFeedforward, dModel, { bias })
    this.normFirst = normFirst
    this.norm1 = new LayerNorm(dModel, { eps, bias })
    this.norm2 = new LayerNorm(dModel, { eps, bias })
    this.dropout1 = new Dropout(dropout)
    this.dropout2 = new Dropout(dropout)
    this.activation = activationOf(activation)
  }

  override forward(
    src: Tensor,
    { srcMask = null, srcKeyPaddingMask = null, isCausal = false }: EncoderMasks = {},
  ): Tensor {
    const attend = (x: Tensor): Tensor => {
      const [y] = this.selfAttn(x, x, x, {
        attnMask: srcMask,
        keyPaddingMask: srcKeyPaddingMask,
        needWeights: false,
        isCausal,
      })
      return this.dropout1(y)
    }
    const feed = (x: Tensor): Tensor => this.dropout2(this.linear2(this.dropout(this.activation(this.linear1(x)))))
    if (this.normFirst) {
      const x = src.add(attend(this.norm1(src)))
      return x.add(feed(this.norm2(x)))
    }
    const x = this.norm1(src.add(attend(src)))
    return this.norm2(x.add(feed(x)))
  }

  override printedName(name: string): string {
    return snakeCase(name)
  }
}

/**
 * Copies of an encoder layer, one after another; all begin alike.
 * @example new nn.TransformerEncoder(new nn.TransformerEncoderLayer(4, 2, 8), 2).eval()(ones(3, 1, 4)).shape // [3, 1, 4]
 */
export class TransformerEncoder extends Module {
  declare layers: ModuleList
  declare readonly numLayers: number
  declare norm: Module | null

  constructor(encoderLayer: Module, numLayers: number, norm: Module | null = null) {
    super()
    this.layers = new ModuleList(Array.from({ length: numLayers }, () => encoderLayer.clone()))
    this.numLayers = numLayers
    this.norm = norm
  }

  override forward(
    src: Tensor,
    {
      mask = null,
      srcKeyPaddingMask = null,
      isCausal = false,
    }: { mask?: Tensor | null } & Omit<EncoderMasks, 'srcMask'> = {},
  ): Tensor {
    let x = src
    for (const layer of this.layers) x = layer(x, { srcMask: mask, srcKeyPaddingMask, isCausal }) as Tensor
    return this.norm === null ? x : (this.norm(x) as Tensor)
  }
}

export interface DecoderMasks {
  /** What each place of the target may not look at among the target. */
  tgtMask?: Tensor | null
  /** What each place of the target may not look at in the memory. */
  memoryMask?: Tensor | null
  /** Which places of the target are padding. */
  tgtKeyPaddingMask?: Tensor | null
  /** Which places of the memory are padding. */
  memoryKeyPaddingMask?: Tensor | null
  tgtIsCausal?: boolean
  memoryIsCausal?: boolean
}

/**
 * Self-attention, attention to the encoder's result ("memory"), and a network of one hidden layer, each added and normalised.
 * Source: Vaswani et al. 2017, §3.1.
 * @example new nn.TransformerDecoderLayer(4, 2, 8).eval()(ones(3, 1, 4), ones(5, 1, 4)).shape // [3, 1, 4]
 */
export class TransformerDecoderLayer extends Module {
  declare selfAttn: MultiheadAttention
  declare multiheadAttn: MultiheadAttention
  declare linear1: Linear
  declare dropout: Dropout
  declare linear2: Linear
  declare readonly normFirst: boolean
  declare norm1: LayerNorm
  declare norm2: LayerNorm
  declare norm3: LayerNorm
  declare dropout1: Dropout
  declare dropout2: Dropout
  declare dropout3: Dropout
  declare activation: (x: Tensor) => Tensor

  constructor(
    ...given: Row<[dModel: number, nhead: number], { dModel: number; nhead: number } & TransformerLayerOptions>
  ) {
    const [dModel, nhead, ...args] = inRow<[number, number], TransformerLayerOptions>(
      new.target.name,
      ['dModel', 'nhead'],
      given,
    )
    super()
    const {
      dimFeedforward,
      dropout,
      activation,
      layerNormEps: eps,
      batchFirst,
      normFirst,
      bias,
    } = optionsOf('TransformerDecoderLayer', defaults, args)
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, batchFirst, bias })
    this.multiheadAttn = new MultiheadAttention(dModel, nhead, { dropout, batchFirst, bias })
    this.linear1 = new Linear(dModel, dimFeedforward, { bias })
    this.dropout = new Dropout(dropout)
    this.linear2 = new Linear(dimFeedforward, dModel, { bias })
    this.normFirst = normFirst
    this.norm1 = new LayerNorm(dModel, { eps, bias })
    this.norm2 = new LayerNorm(dModel, { eps, bias })
    this.norm3 = new LayerNorm(dModel, { eps, bias })
    this.dropout1 = new Dropout(dropout)
    this.dropout2 = new Dropout(dropout)
    this.dropout3 = new Dropout(dropout)
    this.activation = activationOf(activation)
  }

  override forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    const {
      tgtMask = null,
      memoryMask = null,
      tgtKeyPaddingMask = null,
      memoryKeyPaddingMask = null,
      tgtIsCausal = false,
      memoryIsCausal = false,
    } = masks
    const attend = (x: Tensor): Tensor => {
      const [y] = this.selfAttn(x, x, x, {
        attnMask: tgtMask,
        keyPaddingMask: tgtKeyPaddingMask,
        needWeights: false,
        isCausal: tgtIsCausal,
      })
      return this.dropout1(y)
    }
    const look = (x: Tensor): Tensor => {
      const [y] = this.multiheadAttn(x, memory, memory, {
        attnMask: memoryMask,
        keyPaddingMask: memoryKeyPaddingMask,
        needWeights: false,
        isCausal: memoryIsCausal,
      })
      return this.dropout2(y)
    }
    const feed = (x: Tensor): Tensor => this.dropout3(this.linear2(this.dropout(this.activation(this.linear1(x)))))
    if (this.normFirst) {
      const x = tgt.add(attend(this.norm1(tgt)))
      const y = x.add(look(this.norm2(x)))
      return y.add(feed(this.norm3(y)))
    }
    const x = this.norm1(tgt.add(attend(tgt)))
    const y = this.norm2(x.add(look(x)))
    return this.norm3(y.add(feed(y)))
  }

  override printedName(name: string): string {
    return snakeCase(name)
  }
}

/**
 * Copies of a decoder layer, one after another; all begin alike.
 * @example new nn.TransformerDecoder(new nn.TransformerDecoderLayer(4, 2, 8), 2).eval()(ones(3, 1, 4), ones(5, 1, 4)).shape // [3, 1, 4]
 */
export class TransformerDecoder extends Module {
  declare layers: ModuleList
  declare readonly numLayers: number
  declare norm: Module | null

  constructor(decoderLayer: Module, numLayers: number, norm: Module | null = null) {
    super()
    this.layers = new ModuleList(Array.from({ length: numLayers }, () => decoderLayer.clone()))
    this.numLayers = numLayers
    this.norm = norm
  }

  override forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    let x = tgt
    for (const layer of this.layers) x = layer(x, memory, masks) as Tensor
    return this.norm === null ? x : (this.norm(x) as Tensor)
  }
}
