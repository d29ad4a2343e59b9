/** Triangles of matrices. */
import type { Numbers } from '../dtype.ts'

/** Copies what lies on one side of a diagonal of each row-major matrix: below it and on it, or above it and on it. */
export function copyTriangle(
  out: Numbers,
  from: Numbers,
  rows: number,
  columns: number,
  diagonal: number,
  lower: boolean,
): void {
  const size = rows * columns
  for (let start = 0; start + size <= from.length && size > 0; start += size) {
    for (let i = 0; i < rows; i++) {
      const edge = Math.max(0, Math.min(columns, i + diagonal + (lower ? 1 : 0)))
      const [first, end] = lower ? [0, edge] : [edge, columns]
      for (let j = first; j < end; j++) out[start + i * columns + j] = from[start + i * columns + j]!
    }
  }
}
