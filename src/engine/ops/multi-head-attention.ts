/** Attention with several heads: what nn.MultiheadAttention computes. */
import { ArgumentError, DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { isFloating } from '../dtype.ts'
import { filled } from '../kernels/values.ts'
import type { Generator } from '../random/generator.ts'
import type { Tensor } from '../tensor.ts'
import { scaledDotProductAttention } from './attention.ts'
import { dropout } from './dropout.ts'
import { cat } from './join.ts'
import { linear } from './linear.ts'
import { bmm } from './matmul.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { softmax } from './softmax.ts'
import { where } from './where.ts'

export interface MultiHeadAttentionOptions {
  /** The width, checked against that of the queries. */
  embedDimToCheck: number
  numHeads: number
  /** [3 · width, width]: the maps to queries, keys and values, one below the other. */
  inProjWeight?: Tensor | null
  /** [3 · width]. */
  inProjBias?: Tensor | null
  /** [1, 1, width]: one more key, and its value, for all. */
  biasK?: Tensor | null
  biasV?: Tensor | null
  /** One more key and value of zeros. Default: false. */
  addZeroAttn?: boolean
  /** The probability that a weight is dropped. Default: 0. */
  dropoutP?: number
  /** [width, width]. */
  outProjWeight: Tensor
  /** [width]. */
  outProjBias?: Tensor | null
  /** Whether anything is dropped at all. Default: true. */
  training?: boolean
  /** [n, keys]: true for keys that nobody may look at; or numbers, added to the scores. */
  keyPaddingMask?: Tensor | null
  /** Give the weights as well. Default: true. */
  needWeights?: boolean
  /** [queries, keys] or [n · heads, queries, keys]: true where a query may NOT look; or numbers, added to the scores. */
  attnMask?: Tensor | null
  /** Use the three weights below instead of `inProjWeight`, for keys and values of other widths. Default: false. */
  useSeparateProjWeight?: boolean
  qProjWeight?: Tensor | null
  kProjWeight?: Tensor | null
  vProjWeight?: Tensor | null
  /** Give the mean of the heads' weights, not each. Default: true. */
  averageAttnWeights?: boolean
  /** The stream that dropout draws from; the shared one by default. */
  generator?: Generator
}

const names = [
  ...([
    'embedDimToCheck',
    'numHeads',
    'inProjWeight',
    'inProjBias',
    'biasK',
    'biasV',
    'addZeroAttn',
    'dropoutP',
    'outProjWeight',
    'outProjBias',
  ] as const),
  ...([
    'training',
    'keyPaddingMask',
    'needWeights',
    'attnMask',
    'useSeparateProjWeight',
    'qProjWeight',
    'kProjWeight',
    'vProjWeight',
    'averageAttnWeights',
    'generator',
  ] as const),
]

const operation = 'multiHeadAttentionForward'

/**
 * Attention with several heads: queries, keys and values are mapped, cut into heads, attended to head by head, joined and mapped again.
 *
 * @param query  [queries, n, width], or [queries, width]
 * @param key    [keys, n, width], or [keys, width]
 * @param value  as key
 * @param given  see `MultiHeadAttentionOptions`, in a row or by name
 * @returns  the result in the shape of query, and the weights [n, queries, keys] or null
 * @throws ShapeError `attention-shape`; ArgumentError `attention-heads`; DtypeError `mask-dtype`
 * Gradient: that of the maps and of `scaledDotProductAttention`. Source: Vaswani et al. 2017, §3.2.2.
 * @example multiHeadAttentionForward(ones(1, 2), ones(3, 2), ones(3, 2), { embedDimToCheck: 2, numHeads: 1, inProjWeight: eye(2).repeat(3, 1), outProjWeight: eye(2) })[0].tolist() // [[1, 1]]
 */
export function multiHeadAttentionForward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  ...given: Settings<MultiHeadAttentionOptions>
): [output: Tensor, weights: Tensor | null] {
  const options = settings<MultiHeadAttentionOptions>(operation, names, given)
  const { numHeads: heads, needWeights = true, averageAttnWeights = true, training = true, generator } = options
  check(query, key, value, options)
  const one = query.ndim === 2
  const [q0, k0, v0] = [query, key, value].map((x) => (one ? x.unsqueeze(1) : x)) as [Tensor, Tensor, Tensor]
  const [queries, n, width] = q0.shape as [number, number, number]
  const [q, ...own] = key === query && value === query ? together(q0, options) : apart(q0, k0, v0, options)
  let [k, v] = own
  const more = (options.biasK != null && options.biasV != null ? 1 : 0) + (options.addZeroAttn ? 1 : 0)
  if (options.biasK != null && options.biasV != null) {
    k = cat([k, options.biasK.expand(1, n, width)])
    v = cat([v, options.biasV.expand(1, n, width)])
  }
  if (options.addZeroAttn) [k, v] = [k, v].map((x) => cat([x, filled([1, n, width], x.dtype, 0)])) as [Tensor, Tensor]
  const keys = k.shape[0]!
  // [rows, n, heads · size] to [n, heads, rows, size].
  const cut = (x: Tensor): Tensor => x.reshape(x.shape[0]!, n, heads, width / heads).permute(1, 2, 0, 3)
  const mask = maskOf(options, { n, heads, queries, keys, more }, q)
  const dropoutP = training ? (options.dropoutP ?? 0) : 0
  const [attended, weights] = needWeights
    ? attendOpenly(cut(q), cut(k), cut(v), mask, dropoutP, generator)
    : [scaledDotProductAttention(cut(q), cut(k), cut(v), mask, dropoutP, { generator }), null]
  const joined = attended.permute(2, 0, 1, 3).reshape(queries * n, width)
  const output = linear(joined, options.outProjWeight, options.outProjBias ?? null)
  const shaped = output.view(queries, n, output.shape[1]!)
  const shownWeights = weights === null ? null : averageAttnWeights ? weights.mean({ dim: 1 }) : weights
  return one ? [shaped.squeeze(1), shownWeights && shownWeights.squeeze(0)] : [shaped, shownWeights]
}

/** Attention that keeps its weights, [n, heads, queries, keys]. */
function attendOpenly(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  mask: Tensor | null,
  dropoutP: number,
  generator: Generator | undefined,
): [Tensor, Tensor] {
  const flat = (x: Tensor): Tensor => x.reshape(x.shape[0]! * x.shape[1]!, x.shape[2]!, x.shape[3]!)
  const lead = q.shape.slice(0, 2)
  const scores = bmm(flat(q).mul(Math.sqrt(1 / q.shape[3]!)), flat(k).transpose(1, 2)).reshape([
    ...lead,
    q.shape[2]!,
    k.shape[2]!,
  ])
  const sure = softmax(mask === null ? scores : scores.add(mask), -1)
  const weights = dropoutP > 0 ? dropout(sure, dropoutP, { generator }) : sure
  return [bmm(flat(weights), flat(v)).reshape([...lead, q.shape[2]!, v.shape[3]!]), weights]
}

/** Queries, keys and values of one input: one product for the three. */
function together(
  x: Tensor,
  { inProjWeight, inProjBias, useSeparateProjWeight, ...rest }: MultiHeadAttentionOptions,
): [Tensor, Tensor, Tensor] {
  if (useSeparateProjWeight) return apart(x, x, x, { inProjBias, useSeparateProjWeight, ...rest })
  const all = linear(x, inProjWeight!, inProjBias ?? null)
  return all.chunk(3, { dim: -1 }) as [Tensor, Tensor, Tensor]
}

function apart(q: Tensor, k: Tensor, v: Tensor, options: MultiHeadAttentionOptions): [Tensor, Tensor, Tensor] {
  const { inProjWeight, inProjBias, qProjWeight, kProjWeight, vProjWeight, useSeparateProjWeight } = options
  const weights = useSeparateProjWeight ? [qProjWeight!, kProjWeight!, vProjWeight!] : inProjWeight!.chunk(3)
  const biases = inProjBias ? inProjBias.chunk(3) : [null, null, null]
  return [q, k, v].map((x, i) => linear(x, weights[i]!, biases[i] ?? null)) as [Tensor, Tensor, Tensor]
}

interface Sizes {
  readonly n: number
  readonly heads: number
  readonly queries: number
  readonly keys: number
  /** Keys that were added, and that all may look at. */
  readonly more: number
}

/** Both masks as numbers to add to the scores, [n or 1, heads or 1, queries or 1, keys]. */
function maskOf(
  { attnMask, keyPaddingMask }: MultiHeadAttentionOptions,
  { n, heads, queries, keys, more }: Sizes,
  like: Tensor,
): Tensor | null {
  const asNumbers = (mask: Tensor): Tensor => {
    const numbers =
      mask.dtype === 'bool'
        ? where(mask, filled([], like.dtype, -Infinity), filled([], like.dtype, 0))
        : mask.to(like.dtype)
    return more === 0 ? numbers : cat([numbers, filled([...mask.shape.slice(0, -1), more], like.dtype, 0)], { dim: -1 })
  }
  const padding = keyPaddingMask == null ? null : asNumbers(keyPaddingMask).reshape(n, 1, 1, keys)
  if (attnMask == null) return padding
  const mask = asNumbers(attnMask)
  const attention = attnMask.ndim === 2 ? mask : mask.reshape(n, heads, queries, keys)
  return padding === null ? attention : attention.add(padding)
}

function check(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  { embedDimToCheck, numHeads, attnMask, keyPaddingMask, useSeparateProjWeight }: MultiHeadAttentionOptions,
): void {
  const fail = (message: string, torch: string): ShapeError =>
    new ShapeError(`${operation}: ${message}`, {
      code: 'attention-shape',
      params: { operation, query: query.shape, key: key.shape, value: value.shape },
      torch: runtimeError(torch),
    })
  const rank = input(operation, query).ndim
  if (rank !== 2 && rank !== 3) {
    throw fail(
      `queries are [queries, n, width] or [queries, width], got ${shown(query.shape)}.`,
      `query should be unbatched 2D or batched 3D tensor but received ${rank}-D query tensor`,
    )
  }
  if (input(operation, key).ndim !== rank || input(operation, value).ndim !== rank) {
    throw fail(
      `queries have ${rank} dimensions, so must keys and values: ${shown(key.shape)}, ${shown(value.shape)}.`,
      `For ${rank === 3 ? 'batched (3-D)' : 'unbatched (2-D)'} \`query\`, expected \`key\` and \`value\` to be ${rank}-D but found ${key.ndim}-D and ${value.ndim}-D tensors respectively`,
    )
  }
  const width = query.shape.at(-1)!
  if (width !== embedDimToCheck)
    throw fail(
      `the width is ${embedDimToCheck}, queries have ${width}.`,
      `was expecting embedding dimension of ${embedDimToCheck}, but got ${width}`,
    )
  if (width % numHeads !== 0) {
    throw new ArgumentError(`${operation}: ${numHeads} heads do not share a width of ${width} evenly.`, {
      code: 'attention-heads',
      params: { operation, heads: numHeads, width },
      torch: runtimeError(`embed_dim ${width} not divisible by num_heads ${numHeads}`),
    })
  }
  const [a, b] = useSeparateProjWeight ? [key.shape.slice(0, -1), value.shape.slice(0, -1)] : [key.shape, value.shape]
  if (a.join() !== b.join())
    throw fail(
      `keys ${shown(key.shape)} and values ${shown(value.shape)} differ.`,
      `key shape torch.Size(${shown(key.shape)}) does not match value shape torch.Size(${shown(value.shape)})`,
    )
  for (const mask of [attnMask, keyPaddingMask]) {
    if (mask == null || mask.dtype === 'bool' || isFloating(mask.dtype)) continue
    throw new DtypeError(`${operation}: masks are bool or floating-point numbers, got ${mask.dtype}.`, {
      code: 'mask-dtype',
      params: { operation, dtype: mask.dtype },
      torch: runtimeError(
        `only bool and floating types of ${mask === attnMask ? 'attn_mask' : 'key_padding_mask'} are supported`,
      ),
    })
  }
  if (attnMask == null) return
  const n = rank === 3 ? query.shape[1]! : 1
  const expected =
    attnMask.ndim === 2 ? [query.shape[0]!, key.shape[0]!] : [n * numHeads, query.shape[0]!, key.shape[0]!]
  if (attnMask.shape.join() !== expected.join()) {
    throw fail(
      `the mask has shape ${shown(attnMask.shape)}, ${shown(expected)} fits.`,
      attnMask.ndim === 2 || attnMask.ndim === 3
        ? `The shape of the ${attnMask.ndim}D attn_mask is torch.Size(${shown(attnMask.shape)}), but should be (${expected.join(', ')}).`
        : `attn_mask's dimension ${attnMask.ndim} is not supported`,
    )
  }
}
