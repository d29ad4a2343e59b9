/** Laying tensors side by side. */
import type { Numbers } from '../dtype.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { beginCall, kernels, newResident, pointerTo } from './backend.ts'

/** Copies `outer` blocks of `length` numbers to blocks that lie `stride` apart. */
export function copyBlocks(
  out: Numbers,
  from: Numbers,
  outer: number,
  length: number,
  stride: number,
  start: number,
): void {
  for (let o = 0; o < outer; o++) out.set(from.subarray(o * length, (o + 1) * length), start + o * stride)
}

/** The same in the kernels' memory, for all parts of a result of `outer` blocks; null where they cannot. */
export function joinedVector(parts: readonly Tensor[], shape: Shape, outer: number): Tensor | null {
  if (kernels === null || !parts.every((part) => part.dtype === 'float32' && part.isContiguous())) return null
  beginCall()
  const from = parts.map((part) => (part.numel() === 0 ? 0 : pointerTo(part)))
  if (parts.some((part, i) => from[i] === 0 && part.numel() > 0)) return null
  const out = newResident(shape)
  if (out === null) return null
  const stride = (4 * out.numel()) / outer
  let to = out.storage.pointer
  parts.forEach((part, i) => {
    const length = part.numel() / outer
    kernels!.copyStrided(1, 1, outer, length, from[i]!, 0, 0, 4 * length, 4, to, 0, 0, stride, 4)
    to += 4 * length
  })
  return out
}
