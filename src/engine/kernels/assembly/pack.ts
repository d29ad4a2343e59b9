/** Panels of a matrix, laid out as the tiles read them. */

/**
 * Copies `columns` ≤ 8 columns of B next to each other, [k, 8]. What is behind the last column is copied from it.
 * @param row, column  between rows and between columns of B [bytes]
 */
export function packColumns(to: usize, b: usize, row: usize, column: usize, k: i32, columns: i32): void {
  if (column === 4) {
    for (; k > 0; k--, b += row, to += 32) {
      v128.store(to, v128.load(b))
      v128.store(to, v128.load(b, 16), 16)
    }
    return
  }
  const last = columns - 1
  if (row === 4) {
    packTransposed(to, b, column, k, last)
    packTransposed(to + 16, b + min(4, last) * column, column, k, max(0, last - 4))
    return
  }
  for (; k > 0; k--, b += row, to += 32) {
    for (let j = 0; j < 8; j++) store<f32>(to + 4 * j, load<f32>(b + min(j, last) * column))
  }
}

/** Half a panel whose rows are adjacent: blocks of 4 by 4 are turned over. */
function packTransposed(to: usize, b: usize, column: usize, k: i32, last: i32): void {
  let b1 = b + min(1, last) * column
  let b2 = b + min(2, last) * column
  let b3 = b + min(3, last) * column
  for (; k >= 4; k -= 4) {
    const x0 = v128.load(b)
    const x1 = v128.load(b1)
    const x2 = v128.load(b2)
    const x3 = v128.load(b3)
    const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
    const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
    const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
    const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2))
    v128.store(to, v128.shuffle<f64>(low01, low23, 1, 3), 32)
    v128.store(to, v128.shuffle<f64>(high01, high23, 0, 2), 64)
    v128.store(to, v128.shuffle<f64>(high01, high23, 1, 3), 96)
    b += 16
    b1 += 16
    b2 += 16
    b3 += 16
    to += 128
  }
  for (; k > 0; k--, b += 4, b1 += 4, b2 += 4, b3 += 4, to += 32) {
    store<f32>(to, load<f32>(b))
    store<f32>(to, load<f32>(b1), 4)
    store<f32>(to, load<f32>(b2), 8)
    store<f32>(to, load<f32>(b3), 12)
  }
}

/** Copies 6 rows of A whose numbers stand next to each other, [k, 8] with 2 unused, so that the tile reads few lines of the cache. */
export function packRows(to: usize, a: usize, step: usize, k: i32): void {
  for (; k > 0; k--, a += step, to += 32) {
    v128.store(to, v128.load(a))
    v128.store(to, v128.load(a, 16), 16)
  }
}
