/** Rows of a table, chosen by their numbers. */
import type { Numbers } from '../dtype.ts'

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
