/** Matrix products over strides: a transpose costs nothing. */
import type { Numbers } from '../dtype.ts'

/** A matrix somewhere in an array. */
export interface Matrix {
  readonly numbers: Numbers
  readonly offset: number
  readonly rowStride: number
  readonly columnStride: number
}

/** A row-major matrix of `columns` columns, from `offset` on. */
export const rowMajor = (numbers: Numbers, offset: number, columns: number): Matrix => ({
  numbers,
  offset,
  rowStride: columns,
  columnStride: 1,
})

/** The same numbers with rows and columns swapped. */
export const transposed = ({ numbers, offset, rowStride, columnStride }: Matrix): Matrix => ({
  numbers,
  offset,
  rowStride: columnStride,
  columnStride: rowStride,
})

/**
 * `out = a · b` for a [n, k] and b [k, m]; out is row-major from `start`.
 * Float32 products are rounded one by one and added in order, as a plain BLAS does: results are PyTorch's to the last bit.
 * @param added  add to what stands in `out` instead of replacing it
 */
export function multiply(
  out: Numbers,
  start: number,
  a: Matrix,
  b: Matrix,
  n: number,
  k: number,
  m: number,
  added = false,
): void {
  const single = out instanceof Float32Array
  const row = single ? new Float32Array(m) : new Float64Array(m)
  for (let i = 0; i < n; i++) {
    if (added) row.set(out.subarray(start + i * m, start + (i + 1) * m))
    else row.fill(0)
    for (let l = 0; l < k; l++) {
      const factor = a.numbers[a.offset + i * a.rowStride + l * a.columnStride]!
      let at = b.offset + l * b.rowStride
      if (single) for (let j = 0; j < m; j++, at += b.columnStride) row[j]! += Math.fround(factor * b.numbers[at]!)
      else for (let j = 0; j < m; j++, at += b.columnStride) row[j]! += factor * b.numbers[at]!
    }
    out.set(row, start + i * m)
  }
}
