/** Rows of a table, chosen by their numbers. */
import type { Numbers } from '../dtype.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { beginCall, indicesAt, kernels, newResident, pointerTo } from './backend.ts'

/** Copies row `indices[i]` of the table to row i; rows numbered `skip` stay zero. */
export function takeRows(out: Numbers, table: Numbers, indices: Numbers, width: number, skip: number): void {
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i]!
    if (row !== skip) out.set(table.subarray(row * width, (row + 1) * width), i * width)
  }
}

/** Adds row i to row `indices[i]` of the table, the reverse of `takeRows`; rows numbered `skip` are left out. */
export function addRows(table: Numbers, rows: Numbers, indices: Numbers, width: number, skip: number): void {
  for (let i = 0; i < indices.length; i++) {
    if (indices[i] === skip) continue
    const to = indices[i]! * width
    for (let k = 0, from = i * width; k < width; k++) table[to + k]! += rows[from + k]!
  }
}

/** `takeRows` from a table or `addRows` to one, in the kernels' memory, over zeros; null where they cannot. */
export function rowsVector(
  name: 'takeRows' | 'addRows',
  x: Tensor,
  indices: Tensor,
  width: number,
  skip: number,
  shape: Shape,
): Tensor | null {
  if (kernels === null || !x.isContiguous() || !indices.isContiguous()) return null
  beginCall()
  const from = pointerTo(x)
  const at = indicesAt(indices)
  const out = from === 0 || at === 0 ? null : newResident(shape)
  if (out === null) return null
  const to = out.storage.pointer
  if (name === 'addRows' || skip >= 0) kernels.fill(to, 0, out.numel())
  kernels[name](to, from, at, indices.numel(), width, skip)
  return out
}
