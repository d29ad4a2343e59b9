/** Laying tensors side by side. */
import type { Numbers } from '../dtype.ts'

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
