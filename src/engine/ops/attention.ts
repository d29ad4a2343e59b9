/** Scaled dot-product attention: each query reads a mixture of the values, by how well it matches their keys. */
import { composed } from '../autograd/composed.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { DType } from '../dtype.ts'
import { fromNumbers, newNumbers } from '../kernels/values.ts'
import type { Generator } from '../random/generator.ts'
import type { Tensor } from '../tensor.ts'
import { dropout } from './dropout.ts'
import { matmul } from './matmul.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { softmax } from './softmax.ts'
import { requireSameType } from './types.ts'
import { where } from './where.ts'

export interface AttentionOptions {
  /** Broadcasts to [..., queries, keys]. Bool: true where a query may look; numbers: added to the scores. */
  attnMask?: Tensor | null
  /** The probability that a weight is dropped. Default: 0. */
  dropoutP?: number
  /** Query i may look at keys 0 to i. Default: false. */
  isCausal?: boolean
  /** Factor of the scores. Default: 1 / √width. */
  scale?: number | null
  /** Let groups of query heads share a head of keys and values. Default: false. */
  enableGqa?: boolean
  /** The stream that dropout draws from; the shared one by default. */
  generator?: Generator
}

/** What is added to scores so that each query looks at no key behind it: −∞ above the diagonal. */
function causalMask(queries: number, keys: number, dtype: DType): Tensor {
  const out = newNumbers(dtype, queries * keys)
  for (let q = 0; q < queries; q++) out.fill(-Infinity, q * keys + Math.min(q + 1, keys), (q + 1) * keys)
  return fromNumbers(out, [queries, keys], dtype)
}

/** Weights that are 0, not NaN, for a query that may look nowhere. */
function weightsOf(scores: Tensor, mask: Tensor | null): Tensor {
  if (mask === null) return softmax(scores, -1)
  const masked = mask.dtype === 'bool' ? where(mask, scores, -Infinity) : scores.add(mask)
  const blind = masked.detach().eq(-Infinity).all({ dim: -1, keepdim: true })
  if (!blind.any().item()) return softmax(masked, -1)
  // Scores of 0 in their place: a NaN would spread from the weights to the gradients.
  return where(blind, 0, softmax(where(blind, 0, masked), -1))
}

/**
 * Attention `softmax(Q Kᵀ · scale + mask) · V`.
 *
 * @param query  [..., queries, width]
 * @param key    [..., keys, width]
 * @param value  [..., keys, value width]
 * @param given  attnMask, dropoutP, isCausal, scale, enableGqa, generator, in a row or by name
 * @returns  [..., queries, value width]; 0 for a query that may look nowhere
 * @throws ShapeError `input-rank`, `matmul-inner`, `broadcast`; ArgumentError `mask-and-causal`, `query-heads`; DtypeError `dtypes-differ`
 * Gradient: with the weights P and g of the result, `dV = Pᵀ g`, `dS = P · (dP − Σ dP · P)` for `dP = g Vᵀ`, `dQ = dS K · scale`, `dK = dSᵀ Q · scale`.
 * Source: Vaswani et al. 2017, §3.2.1.
 * @example scaledDotProductAttention(ones(1, 2), ones(2, 2), tensor([[1], [3]])).tolist() // [[2]]
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  ...given: Settings<AttentionOptions>
): Tensor {
  const operation = 'scaledDotProductAttention'
  const names = ['attnMask', 'dropoutP', 'isCausal', 'scale', 'enableGqa', 'generator'] as const
  const options = settings<AttentionOptions>(operation, names, given)
  const { attnMask = null, dropoutP = 0, isCausal = false, enableGqa = false, generator } = options
  check(operation, query, key, value)
  if (isCausal && attnMask !== null) {
    throw new ArgumentError(`${operation}: isCausal is a mask of its own; attnMask must not be given as well.`, {
      code: 'mask-and-causal',
      params: { operation },
      torch: runtimeError('_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True'),
    })
  }
  const scale = options.scale ?? 1 / Math.sqrt(query.shape.at(-1)!)
  // The root on both sides keeps the products small before they are added up, as PyTorch does.
  const root = Math.sqrt(Math.abs(scale))
  const [queries, keys] = [query.shape.at(-2)!, key.shape.at(-2)!]
  const k = enableGqa ? shared(operation, query, key) : key
  const v = enableGqa ? shared(operation, query, value) : value
  return composed(() => {
    const scores = matmul(query.mul(scale < 0 ? -root : root), k.mul(root).transpose(-2, -1))
    // Every query sees the first key at least: none is blind.
    const weights = isCausal
      ? softmax(scores.add(causalMask(queries, keys, scores.dtype)), -1)
      : weightsOf(scores, attnMask)
    return matmul(dropoutP > 0 ? dropout(weights, { p: dropoutP, generator }) : weights, v)
  })
}

/** Each head of keys or values for as many heads of queries as there are to one. */
function shared(operation: string, query: Tensor, x: Tensor): Tensor {
  const [heads, own] = [query.shape.at(-3), x.shape.at(-3)]
  if (heads === own) return x
  if (heads === undefined || own === undefined || heads % own !== 0) {
    throw new ArgumentError(
      `${operation}: ${heads} heads of queries cannot share ${own} heads of keys and values evenly.`,
      {
        code: 'query-heads',
        params: { operation, queries: heads, keys: own },
        torch: runtimeError('Number of heads in key and value must divide the number of heads in query'),
      },
    )
  }
  const lead = x.shape.slice(0, -3)
  const [rows, width] = x.shape.slice(-2) as [number, number]
  return x
    .unsqueeze(-3)
    .expand([...lead, own, heads / own, rows, width])
    .reshape([...lead, heads, rows, width])
}

function check(operation: string, query: Tensor, key: Tensor, value: Tensor): void {
  for (const x of [query, key, value]) {
    if (input(operation, x).ndim >= 2) continue
    throw new ShapeError(
      `${operation}: queries, keys and values are [..., rows, width], got shape ${shown(x.shape)}.`,
      {
        code: 'input-rank',
        params: { operation, shape: x.shape, expected: '2, 3, …' },
        torch: runtimeError(
          `scaled_dot_product_attention: Expected query, key, and value to all be  at least 2 dimensional, but got Query dim: ${query.ndim}, Key dim: ${key.ndim}, and Value dim: ${value.ndim} instead.`,
        ),
      },
    )
  }
  const types = [query, key, value].map(({ dtype }) =>
    dtype === 'float64' ? 'double' : dtype === 'float32' ? 'float' : dtype,
  )
  const torch = `Expected query, key, and value to have the same dtype, but got query.dtype: ${types[0]} key.dtype: ${types[1]} and value.dtype: ${types[2]} instead.`
  requireSameType(operation, query, key, torch)
  requireSameType(operation, query, value, torch)
}
