/** Products of matrices in the kernels' memory, over any strides: a transpose, a head of attention, a slice cost nothing. */
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { beginCall, kernels, newResident, pointerTo, scratch } from './backend.ts'

/**
 * `a · b` for [n, k] and [k, m], or for stacks of them, with a bias [m] added to each row if there is one.
 * Null where the kernels cannot: other types than float32, no room.
 */
export function productVector(a: Tensor, b: Tensor, shape: Shape, bias: Tensor | null = null): Tensor | null {
  if (kernels === null || a.dtype !== 'float32' || b.dtype !== 'float32') return null
  const rank = a.shape.length
  const n = a.shape[rank - 2]!
  const k = a.shape[rank - 1]!
  const m = b.shape[rank - 1]!
  const stack = rank === 3 ? a.shape[0]! : 1
  if (n === 0 || m === 0 || k === 0 || stack === 0) return null
  beginCall()
  const left = pointerTo(a)
  const right = pointerTo(b)
  const added = bias === null ? 0 : pointerTo(bias)
  const room = scratch(kernels.matmulScratch(m, k))
  if (left === 0 || right === 0 || room === 0 || (bias !== null && added === 0)) return null
  const out = newResident(shape)
  if (out === null) return null
  kernels.matmul(
    stack,
    n,
    m,
    k,
    left,
    rank === 3 ? 4 * a.strides[0]! : 0,
    4 * a.strides[rank - 2]!,
    4 * a.strides[rank - 1]!,
    right,
    rank === 3 ? 4 * b.strides[0]! : 0,
    4 * b.strides[rank - 2]!,
    4 * b.strides[rank - 1]!,
    out.storage.pointer,
    4 * n * m,
    4 * m,
    0,
    added,
    room,
  )
  return out
}
