/** Products of matrices in the kernels' memory, over any strides: a transpose, a head of attention, a slice cost nothing. */
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { beginCall, kernels, newResident, pointerTo, scratch } from './backend.ts'

/** Which of the two factors is read with rows and columns swapped. */
export type Turned = 'none' | 'first' | 'second'

/**
 * `a · b` for [n, k] and [k, m], or for stacks of them, with a bias [m] added to each row if there is one.
 * Null where the kernels cannot: other types than float32, no room.
 * @param shape  of the result; by default [n, m], or that of the stack
 */
export function productVector(
  a: Tensor,
  b: Tensor,
  shape: Shape | null,
  bias: Tensor | null = null,
  turned: Turned = 'none',
): Tensor | null {
  if (kernels === null || a.dtype !== 'float32' || b.dtype !== 'float32') return null
  const rank = a.shape.length
  const aRow = turned === 'first' ? rank - 1 : rank - 2
  const aColumn = 2 * rank - 3 - aRow
  const bRow = turned === 'second' ? rank - 1 : rank - 2
  const bColumn = 2 * rank - 3 - bRow
  const n = a.shape[aRow]!
  const k = a.shape[aColumn]!
  const m = b.shape[bColumn]!
  const stack = rank === 3 ? a.shape[0]! : 1
  if (n === 0 || m === 0 || k === 0 || stack === 0) return null
  beginCall()
  const left = pointerTo(a)
  const right = pointerTo(b)
  const added = bias === null ? 0 : pointerTo(bias)
  const room = scratch(kernels.matmulScratch(m, k))
  if (left === 0 || right === 0 || room === 0 || (bias !== null && added === 0)) return null
  const out = newResident(shape ?? (rank === 3 ? [stack, n, m] : [n, m]))
  if (out === null) return null
  kernels.matmul(
    stack,
    n,
    m,
    k,
    left,
    rank === 3 ? 4 * a.strides[0]! : 0,
    4 * a.strides[aRow]!,
    4 * a.strides[aColumn]!,
    right,
    rank === 3 ? 4 * b.strides[0]! : 0,
    4 * b.strides[bRow]!,
    4 * b.strides[bColumn]!,
    out.storage.pointer,
    4 * n * m,
    4 * m,
    0,
    added,
    room,
  )
  return out
}
