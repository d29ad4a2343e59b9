/**
 * Which kernels run: plain TypeScript, or WebAssembly once `useKernels` was given an instance.
 *
 * How an operation calls a kernel safely, in this order and with no other tensor operation in between:
 *
 *     if (kernels !== null) {
 *       beginCall()                              // what earlier calls pinned may move again
 *       const a = pointerTo(x)                   // a byte address, or 0: not float32, or no room. Pins x
 *       const b = pointerTo(y)
 *       const out = a !== 0 && b !== 0 ? newResident(shape) : null   // its numbers are undefined: write all of them
 *       if (out !== null) {
 *         kernels.add(out.storage.pointer, a, b, n)
 *         return out
 *       }
 *     }
 *     …the plain path, over `values(x)`, which moves the numbers out and gives an array that no kernel writes to
 *
 * An address is good until the next `beginCall`, and `newResident` does not take it away, though memory may grow.
 * `pointerTo` says nothing of layout: give the kernel `x.strides`, or ask `x.isContiguous()` first.
 * Scratch for one call is `scratch(bytes)`.
 */
import { dtypes, type DType } from '../dtype.ts'
import { numelOf, type Shape } from '../shape.ts'
import { Storage } from '../storage.ts'
import { Tensor } from '../tensor.ts'
import type { Kernels } from './wasm/load.ts'
import { note } from './ownership.ts'
import { beginCall, deal, place, scratch, startArena, type ArenaLimits } from './arena.ts'

export { beginCall, scratch }
export type { Kernels }

/** Plain TypeScript; WebAssembly SIMD; the same with fused multiply-add, which rounds once where others round twice. */
export type Backend = 'plain' | 'wasm' | 'wasm-relaxed'

/** The kernels in use, or null for the plain ones. */
export let kernels: Kernels | null = null

/** Takes kernels into use, or with null the plain ones again. Tensors stay as they are: their numbers move when needed. */
export function useKernels(next: Kernels | null, limits: ArenaLimits = {}): void {
  kernels = next
  startArena(next?.memory ?? null, next?.heapBase ?? 0, limits)
}

/** Which kernels run. */
export const backend = (): Backend => (kernels === null ? 'plain' : kernels.relaxed ? 'wasm-relaxed' : 'wasm')

/** The byte address of a tensor's first number in the kernels' memory, or 0: another type than is asked for, or no room. */
export function pointerTo(x: Tensor, dtype: DType = 'float32'): number {
  if (x.dtype !== dtype) return 0
  const at = place(x.storage)
  return at === 0 ? 0 : at + dtypes[dtype].bytes * x.offset
}

/**
 * The byte address of int64 indices without gaps, for one call. Indices are checked before, by who reads an array: they are copied
 * rather than moved to and fro. Takes the call's scratch.
 */
export function indicesAt(x: Tensor): number {
  if (x.dtype !== 'int64') return 0
  if (x.shape.length === 0 || x.storage.pointer !== 0) return pointerTo(x, 'int64')
  const n = x.numel()
  const at = scratch(8 * n)
  if (at === 0) return 0
  const numbers = x.storage.read() as Float64Array
  new Float64Array(kernels!.memory.buffer, at, n).set(numbers.subarray(x.offset, x.offset + n))
  return at
}

/** A new tensor in the kernels' memory, its numbers undefined; null if there is no room. */
export function newResident(shape: Shape, dtype: DType = 'float32'): Tensor | null {
  const storage = new Storage(dtype, numelOf(shape), null)
  if (!deal(storage)) return null
  note(storage)
  return new Tensor(storage, shape)
}
