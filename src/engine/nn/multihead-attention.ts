/** Attention with several heads, as a layer. */
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { dropout } from '../ops/dropout.ts'
import { empty, zeros } from '../ops/create.ts'
import { linear } from '../ops/linear.ts'
import { bmm } from '../ops/matmul.ts'
import type { Settings } from '../ops/settings.ts'
import { settings } from '../ops/settings.ts'
import { softmax } from '../ops/softmax.ts'
import { where } from '../ops/where.ts'
import { snakeCase } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { zeros_ } from './init/fill.ts'
import { xavierUniform_ } from './init/scaled.ts'
import { Linear } from './linear.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { Parameter } from './parameter.ts'

export interface AttentionOptions {
  /** The probability of dropping an attention weight while training. Default 0. */
  dropout: number
  /** Whether the projections have biases. Default true. */
  bias: boolean
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
 * @param args      dropout, bias, kdim, vdim, batchFirst, in a row or by name
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

  constructor(embedDim: number, numHeads: number, ...args: Settings<Partial<AttentionOptions>>) {
    super()
    const defaults: AttentionOptions = { dropout: 0, bias: true, kdim: null, vdim: null, batchFirst: false }
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
    this.resetParameters()
  }

  /** Draws the projections again. */
  resetParameters(): void {
    for (const weight of [this.inProjWeight, this.qProjWeight, this.kProjWeight, this.vProjWeight]) if (weight !== null) xavierUniform_(weight)
    if (this.inProjBias !== null) zeros_(this.inProjBias)
    if (this.outProj.bias !== null) zeros_(this.outProj.bias)
  }

  override forward(query: Tensor, key: Tensor, value: Tensor, ...args: Settings<AttentionCall>): [Tensor, Tensor | null] {
    const names = ['keyPaddingMask', 'needWeights', 'attnMask', 'averageAttnWeights', 'isCausal'] as const
    const { keyPaddingMask = null, needWeights = true, attnMask = null, averageAttnWeights = true, isCausal = false } = settings<AttentionCall>('MultiheadAttention', names, args)
    this.check(query, key, value, attnMask, isCausal)
    const isBatch = query.ndim === 3
    const timeFirst = (x: Tensor): Tensor => (!isBatch ? x.unsqueeze(1) : this.batchFirst ? x.transpose(0, 1) : x)
    const sameKey = key === value
    const q0 = timeFirst(query)
    const k0 = key === query ? q0 : timeFirst(key)
    const v0 = sameKey ? k0 : timeFirst(value)
    const [queries, n] = q0.shape as [number, number]
    const keys = k0.shape[0]!

    const [q, k, v] = this.project(q0, k0, v0).map((x) => x.contiguous().view(-1, n * this.numHeads, this.headDim).transpose(0, 1)) as [Tensor, Tensor, Tensor]
    const padding = keyPaddingMask === null || isBatch ? keyPaddingMask : keyPaddingMask.unsqueeze(0)
    const mask = this.mask(attnMask, padding, n, queries, keys)
    const scores = bmm(q.div(Math.sqrt(this.headDim)), k.transpose(-2, -1))
    let weights = softmax(mask === null ? scores : mask.add(scores), { dim: -1 })
    if (this.training && this.dropout > 0) weights = dropout(weights, { p: this.dropout, training: true })
    const joined = bmm(weights, v).transpose(0, 1).contiguous().view(queries * n, this.embedDim)
    const result = this.outProj(joined).view(queries, n, this.embedDim)
    const perHead = weights.view(n, this.numHeads, queries, keys)
    const shownWeights = !needWeights ? null : averageAttnWeights ? perHead.mean({ dim: 1 }) : perHead
    if (!isBatch) return [result.squeeze(1), shownWeights?.squeeze(0) ?? null]
    return [this.batchFirst ? result.transpose(0, 1) : result, shownWeights]
  }

  private project(query: Tensor, key: Tensor, value: Tensor): Tensor[] {
    const { embedDim: size, inProjWeight, inProjBias } = this
    const biases = inProjBias === null ? [null, null, null] : inProjBias.chunk(3)
    if (inProjWeight === null) {
      return [query, key, value].map((x, i) => linear(x, [this.qProjWeight, this.kProjWeight, this.vProjWeight][i]!, biases[i]!))
    }
    if (key !== value) return [query, key, value].map((x, i) => linear(x, inProjWeight.chunk(3)[i]!, biases[i]!))
    if (query === key) return [...linear(query, inProjWeight, inProjBias).chunk(3, -1)]
    const [wq, wkv] = inProjWeight.split([size, 2 * size]) as [Tensor, Tensor]
    const [bq, bkv] = inProjBias === null ? [null, null] : (inProjBias.split([size, 2 * size]) as [Tensor, Tensor])
    return [linear(query, wq, bq), ...linear(key, wkv, bkv).chunk(2, -1)]
  }

  /** Numbers to be added to the scores, [n · heads, queries or 1, keys]; −∞ for what is not looked at. */
  private mask(attnMask: Tensor | null, padding: Tensor | null, n: number, queries: number, keys: number): Tensor | null {
    const additive = (mask: Tensor): Tensor => (mask.dtype === 'bool' ? where(mask, -Infinity, 0) : mask)
    const first = attnMask === null ? null : additive(attnMask.ndim === 2 ? attnMask.unsqueeze(0) : attnMask)
    if (padding === null) return first
    const second = additive(padding).view(n, 1, 1, keys).expand(n, this.numHeads, 1, keys).reshape(n * this.numHeads, 1, keys)
    return first === null ? second.expand(n * this.numHeads, queries, keys) : first.add(second)
  }

  private check(query: Tensor, key: Tensor, value: Tensor, attnMask: Tensor | null, isCausal: boolean): void {
    const fail = (torch: string): never => {
      throw new ShapeError(
        `MultiheadAttention: queries [length, n, ${this.embedDim}], keys and values of another length but the same n; got ${shown(query.shape)}, ${shown(key.shape)}, ${shown(value.shape)}.`,
        {
          code: 'attention-shape',
          params: { operation: 'MultiheadAttention', query: query.shape, key: key.shape, value: value.shape },
          torch: { type: 'RuntimeError', message: torch },
        },
      )
    }
    if (query.ndim !== 2 && query.ndim !== 3) fail(`query should be unbatched 2D or batched 3D tensor but received ${query.ndim}-D query tensor`)
    if (key.ndim !== query.ndim || value.ndim !== query.ndim) {
      fail(`For ${query.ndim === 3 ? 'batched (3-D)' : 'unbatched (2-D)'} \`query\`, expected \`key\` and \`value\` to be ${query.ndim}-D but found ${key.ndim}-D and ${value.ndim}-D tensors respectively`)
    }
    if (query.shape.at(-1) !== this.embedDim) fail(`was expecting embedding dimension of ${this.embedDim}, but got ${query.shape.at(-1)}`)
    const lead = (x: Tensor): string => shown(x.shape.slice(0, -1))
    if (lead(key) !== lead(value)) fail(`key's sequence and batch dims torch.Size(${lead(key)}) do not match value's torch.Size(${lead(value)})`)
    if (isCausal && attnMask === null) {
      throw new ArgumentError('MultiheadAttention: isCausal says what attnMask is, and needs it: nn.Transformer.generateSquareSubsequentMask(length).', {
        code: 'attention-causal',
        torch: runtimeError('Need attn_mask if specifying the is_causal hint.'),
      })
    }
  }

  override printedName(name: string): string {
    return snakeCase(name)
  }
}

const notDivisible = (size: number, heads: number): ArgumentError =>
  new ArgumentError(`MultiheadAttention: a size of ${size} cannot be divided among ${heads} heads.`, {
    code: 'attention-heads',
    params: { operation: 'MultiheadAttention', heads, width: size },
    torch: { type: 'RuntimeError', message: 'embed_dim must be divisible by num_heads' },
  })
