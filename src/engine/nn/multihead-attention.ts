/** Attention with several heads, as a layer. */
import { ArgumentError, runtimeError } from '../errors.ts'
import { empty, zeros } from '../ops/create.ts'
import { multiHeadAttentionForward } from '../ops/multi-head-attention.ts'
import { settings, type Settings } from '../ops/settings.ts'
import { snakeCase } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { zeros_ } from './init/fill.ts'
import { xavierNormal_, xavierUniform_ } from './init/scaled.ts'
import { Linear } from './linear.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { Parameter } from './parameter.ts'

export interface AttentionOptions {
  /** The probability of dropping an attention weight while training. Default 0. */
  dropout: number
  /** Whether the projections have biases. Default true. */
  bias: boolean
  /** Whether one more key and value are learned, for all. Default false. */
  addBiasKv: boolean
  /** Whether one more key and value of zeros are looked at. Default false. */
  addZeroAttn: boolean
  /** The size of keys. Default embedDim. */
  kdim: number | null
  /** The size of values. Default embedDim. */
  vdim: number | null
  /** [n, length, size] instead of [length, n, size]. Default false. */
  batchFirst: boolean
}

export interface AttentionCall {
  /** bool [n, length of keys]: true for a key nobody looks at; or numbers to be added. */
  keyPaddingMask?: Tensor | null
  /** Whether the attention weights are returned too. Default true. */
  needWeights?: boolean
  /** bool [queries, keys] or [n · heads, queries, keys]: true for what is not looked at; or numbers to be added. */
  attnMask?: Tensor | null
  /** Whether the weights are the mean over the heads. Default true. */
  averageAttnWeights?: boolean
  /** Whether attnMask hides what comes later. It must be given all the same. */
  isCausal?: boolean
}

/** The library's name of the last projection in PyTorch; it prints so. */
class NonDynamicallyQuantizableLinear extends Linear {}

/**
 * Several attentions at once, each on its own part of projected queries, keys and values:
 * `softmax(Q Kᵀ / √d) V` for each head, side by side, and a last projection.
 *
 * The projections begin as xavier's even draws, their biases as 0.
 * @param embedDim  the size of queries and of the result
 * @param numHeads  divides embedDim
 * @param args      dropout, bias, addBiasKv, addZeroAttn, kdim, vdim, batchFirst, in a row or by name
 * @returns  of a call, `[result, weights]`: [queries, n, embedDim] and [n, queries, keys], or null
 * @throws ArgumentError `attention-heads`; ShapeError `attention-shape`
 * Source: Vaswani et al. 2017, §3.2.2.
 * @example new nn.MultiheadAttention(4, 2)(ones(3, 1, 4), ones(5, 1, 4), ones(5, 1, 4))[0].shape // [3, 1, 4]
 */
export class MultiheadAttention extends Module {
  declare readonly embedDim: number
  declare readonly numHeads: number
  declare readonly headDim: number
  declare dropout: number
  declare readonly batchFirst: boolean
  declare inProjWeight: Parameter | null
  declare qProjWeight: Parameter | null
  declare kProjWeight: Parameter | null
  declare vProjWeight: Parameter | null
  declare inProjBias: Parameter | null
  declare outProj: Linear
  declare biasK: Parameter | null
  declare biasV: Parameter | null
  declare readonly addZeroAttn: boolean

  constructor(
    ...given: Row<[embedDim: number, numHeads: number], { embedDim: number; numHeads: number } & AttentionOptions>
  ) {
    const [embedDim, numHeads, ...args] = inRow<[number, number], AttentionOptions>(
      new.target.name,
      ['embedDim', 'numHeads'],
      given,
    )
    super()
    const defaults: AttentionOptions = {
      dropout: 0,
      bias: true,
      addBiasKv: false,
      addZeroAttn: false,
      kdim: null,
      vdim: null,
      batchFirst: false,
    }
    const options = optionsOf('MultiheadAttention', defaults, args)
    const { bias } = options
    const [kdim, vdim] = [options.kdim ?? embedDim, options.vdim ?? embedDim]
    if (embedDim % numHeads !== 0) throw notDivisible(embedDim, numHeads)
    this.embedDim = embedDim
    this.numHeads = numHeads
    this.headDim = embedDim / numHeads
    this.dropout = options.dropout
    this.batchFirst = options.batchFirst
    const oneSize = kdim === embedDim && vdim === embedDim
    const weight = (size: number): Parameter | null => (oneSize ? null : new Parameter(empty([embedDim, size])))
    this.qProjWeight = weight(embedDim)
    this.kProjWeight = weight(kdim)
    this.vProjWeight = weight(vdim)
    this.inProjWeight = oneSize ? new Parameter(empty([3 * embedDim, embedDim])) : null
    this.inProjBias = bias ? new Parameter(zeros([3 * embedDim])) : null
    this.outProj = new NonDynamicallyQuantizableLinear(embedDim, embedDim, { bias })
    this.biasK = options.addBiasKv ? new Parameter(empty([1, 1, embedDim])) : null
    this.biasV = options.addBiasKv ? new Parameter(empty([1, 1, embedDim])) : null
    this.addZeroAttn = options.addZeroAttn
    this.resetParameters()
  }

  /** Draws the projections again. */
  resetParameters(): void {
    for (const weight of [this.inProjWeight, this.qProjWeight, this.kProjWeight, this.vProjWeight])
      if (weight !== null) xavierUniform_(weight)
    if (this.inProjBias !== null) zeros_(this.inProjBias)
    if (this.outProj.bias !== null) zeros_(this.outProj.bias)
    for (const bias of [this.biasK, this.biasV]) if (bias !== null) xavierNormal_(bias)
  }

  override forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    ...args: Settings<AttentionCall>
  ): [Tensor, Tensor | null] {
    const names = ['keyPaddingMask', 'needWeights', 'attnMask', 'averageAttnWeights', 'isCausal'] as const
    const { isCausal = false, attnMask = null, ...options } = settings<AttentionCall>('MultiheadAttention', names, args)
    if (isCausal && attnMask === null) throw causalWithoutMask()
    const swap = this.batchFirst && query.ndim === 3
    const q = swap ? query.transpose(0, 1) : query
    // What is one tensor stays one: its three projections are then one product.
    const k = key === query ? q : swap ? key.transpose(0, 1) : key
    const v = value === key ? k : swap ? value.transpose(0, 1) : value
    const { embedDim, numHeads, inProjWeight, inProjBias, outProj, dropout, training, biasK, biasV, addZeroAttn } = this
    const [result, weights] = multiHeadAttentionForward(q, k, v, {
      embedDimToCheck: embedDim,
      numHeads,
      inProjWeight,
      inProjBias,
      biasK,
      biasV,
      addZeroAttn,
      dropoutP: dropout,
      outProjWeight: outProj.weight,
      outProjBias: outProj.bias,
      training,
      attnMask,
      ...options,
      useSeparateProjWeight: inProjWeight === null,
      qProjWeight: this.qProjWeight,
      kProjWeight: this.kProjWeight,
      vProjWeight: this.vProjWeight,
    })
    return [swap ? result.transpose(0, 1) : result, weights]
  }

  override printedName(name: string): string {
    return snakeCase(name)
  }
}

const causalWithoutMask = (): ArgumentError =>
  new ArgumentError(
    'MultiheadAttention: isCausal says what attnMask is, and needs it: nn.Transformer.generateSquareSubsequentMask(length).',
    {
      code: 'attention-causal',
      torch: runtimeError('Need attn_mask if specifying the is_causal hint.'),
    },
  )

const notDivisible = (size: number, heads: number): ArgumentError =>
  new ArgumentError(`MultiheadAttention: a size of ${size} cannot be divided among ${heads} heads.`, {
    code: 'attention-heads',
    params: { operation: 'MultiheadAttention', heads, width: size },
    torch: { type: 'RuntimeError', message: 'embed_dim must be divisible by num_heads' },
  })
