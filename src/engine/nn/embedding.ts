/** Tables of learned vectors. */
import { noGrad } from '../autograd/mode.ts'
import { embedding, paddingRow } from '../ops/embedding.ts'
import { embeddingBag } from '../ops/embedding-bag.ts'
import { empty } from '../ops/create.ts'
import { pythonFloat, pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { normal_ } from './init/fill.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { Parameter } from './parameter.ts'

export interface EmbeddingOptions {
  /** A row that stays 0 and is not learned. Default none. */
  paddingIdx: number | null
  /** Rows that are looked up are first shortened to this norm. Default none. */
  maxNorm: number | null
  /** The p of that norm. Default 2. */
  normType: number
  /** Divide the gradient of each row by how often it was looked up. Default false. */
  scaleGradByFreq: boolean
  /** Of no meaning here: gradients are dense. */
  sparse: boolean
}

const defaults: EmbeddingOptions = {
  paddingIdx: null,
  maxNorm: null,
  normType: 2,
  scaleGradByFreq: false,
  sparse: false,
}

/**
 * A table [numEmbeddings, embeddingDim] of learned vectors: integers go in, their rows come out. The rows begin as normal numbers.
 *
 * @param args  paddingIdx, maxNorm, normType, scaleGradByFreq, sparse, in a row or by name
 * @throws ArgumentError `padding-index`
 * @example new nn.Embedding(10, 3)(tensor([1, 2], { dtype: 'int64' })).shape // [2, 3]
 */
export class Embedding extends Module {
  declare readonly numEmbeddings: number
  declare readonly embeddingDim: number
  declare readonly paddingIdx: number | null
  declare maxNorm: number | null
  declare normType: number
  declare scaleGradByFreq: boolean
  declare weight: Parameter

  constructor(
    ...given: Row<
      [numEmbeddings: number, embeddingDim: number],
      { numEmbeddings: number; embeddingDim: number } & EmbeddingOptions
    >
  ) {
    const [numEmbeddings, embeddingDim, ...args] = inRow<[number, number], EmbeddingOptions>(
      new.target.name,
      ['numEmbeddings', 'embeddingDim'],
      given,
    )
    super()
    const { paddingIdx, maxNorm, normType, scaleGradByFreq } = optionsOf('Embedding', defaults, args)
    this.numEmbeddings = numEmbeddings
    this.embeddingDim = embeddingDim
    this.paddingIdx = paddingIdx === null ? null : paddingRow('Embedding', paddingIdx, numEmbeddings)
    this.maxNorm = maxNorm
    this.normType = normType
    this.scaleGradByFreq = scaleGradByFreq
    this.weight = new Parameter(empty([numEmbeddings, embeddingDim]))
    this.resetParameters()
  }

  /** A table of vectors that are known, frozen by default. */
  static fromPretrained(
    vectors: Tensor,
    { freeze = true, ...options }: Partial<EmbeddingOptions> & { freeze?: boolean } = {},
  ): Embedding {
    const table = new Embedding(vectors.shape[0]!, vectors.shape[1]!, options)
    table.weight = new Parameter(vectors.detach(), { requiresGrad: !freeze })
    return table
  }

  /** Draws the rows again. */
  resetParameters(): void {
    normal_(this.weight)
    const { paddingIdx } = this
    if (paddingIdx !== null) noGrad(() => this.weight.select(0, paddingIdx).zero_())
  }

  override forward(indices: Tensor): Tensor {
    const { weight, paddingIdx, maxNorm, normType, scaleGradByFreq } = this
    return embedding(indices, weight, { paddingIdx, maxNorm, normType, scaleGradByFreq })
  }

  override extraRepr(): string {
    const { numEmbeddings, embeddingDim, paddingIdx, maxNorm, normType, scaleGradByFreq } = this
    const parts = [`${numEmbeddings}, ${embeddingDim}`]
    if (paddingIdx !== null) parts.push(`padding_idx=${paddingIdx}`)
    if (maxNorm !== null) parts.push(`max_norm=${pythonFloat(maxNorm)}`)
    if (normType !== 2) parts.push(`norm_type=${pythonFloat(normType)}`)
    if (scaleGradByFreq) parts.push('scale_grad_by_freq=True')
    return parts.join(', ')
  }
}

export interface EmbeddingBagOptions extends Omit<EmbeddingOptions, 'paddingIdx'> {
  /** 'sum', 'mean' or 'max'. Default 'mean'. */
  mode: 'sum' | 'mean' | 'max'
  /** Whether the last offset is where the last bag ends. Default false. */
  includeLastOffset: boolean
  /** A row that does not count and is not learned. Default none. */
  paddingIdx: number | null
}

const bagDefaults: EmbeddingBagOptions = {
  maxNorm: null,
  normType: 2,
  scaleGradByFreq: false,
  mode: 'mean',
  sparse: false,
  includeLastOffset: false,
  paddingIdx: null,
}

/**
 * The mean, sum or maximum of the rows of each bag of integers, from a learned table [numEmbeddings, embeddingDim].
 *
 * @param args  maxNorm, normType, scaleGradByFreq, mode, sparse, includeLastOffset, paddingIdx, in a row or by name
 * @example new nn.EmbeddingBag(10, 3)(tensor([[1, 2], [3, 4]], { dtype: 'int64' })).shape // [2, 3]
 */
export class EmbeddingBag extends Module {
  declare readonly numEmbeddings: number
  declare readonly embeddingDim: number
  declare readonly options: EmbeddingBagOptions
  declare weight: Parameter

  constructor(
    ...given: Row<
      [numEmbeddings: number, embeddingDim: number],
      { numEmbeddings: number; embeddingDim: number } & EmbeddingBagOptions
    >
  ) {
    const [numEmbeddings, embeddingDim, ...args] = inRow<[number, number], EmbeddingBagOptions>(
      new.target.name,
      ['numEmbeddings', 'embeddingDim'],
      given,
    )
    super()
    this.numEmbeddings = numEmbeddings
    this.embeddingDim = embeddingDim
    this.options = optionsOf('EmbeddingBag', bagDefaults, args)
    this.weight = new Parameter(empty([numEmbeddings, embeddingDim]))
    this.resetParameters()
  }

  /** Draws the rows again. */
  resetParameters(): void {
    normal_(this.weight)
    const { paddingIdx } = this.options
    if (paddingIdx !== null) noGrad(() => this.weight.select(0, paddingIdx).zero_())
  }

  /** @param indices  [bags, length], or [n] with offsets, where each bag begins */
  override forward(indices: Tensor, offsets: Tensor | null = null, perSampleWeights: Tensor | null = null): Tensor {
    const { maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx } = this.options
    return embeddingBag(indices, this.weight, {
      offsets,
      perSampleWeights,
      maxNorm,
      normType,
      scaleGradByFreq,
      mode,
      includeLastOffset,
      paddingIdx,
    })
  }

  override extraRepr(): string {
    const { maxNorm, normType, scaleGradByFreq, mode, paddingIdx } = this.options
    const parts = [`${this.numEmbeddings}, ${this.embeddingDim}`]
    if (maxNorm !== null) parts.push(`max_norm=${pythonFloat(maxNorm)}`)
    if (normType !== 2) parts.push(`norm_type=${pythonFloat(normType)}`)
    if (scaleGradByFreq) parts.push('scale_grad_by_freq=True')
    parts.push(`mode=${pythonRepr(mode)}`)
    if (paddingIdx !== null) parts.push(`padding_idx=${paddingIdx}`)
    return parts.join(', ')
  }
}
