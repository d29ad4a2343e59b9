import { multiplyAdd } from './multiply-add.ts'

/**
 * 6 rows and 8 columns of `C = A · B`, kept in registers while k runs. 12 sums, 2 numbers of B and 1 of A:
 * as many as x86 has registers for.
 *
 * @param row    between rows of A [bytes]
 * @param rows   how many rows A has here, at most 6; those behind the last are computed from the last
 * @param step   between columns of A [bytes]
 * @param bStep  between rows of B, whose columns are adjacent [bytes]
 * @param adds   start from what stands in C, so that the sums of a split k run in order
 * @param bias   8 numbers to add to every row at the end, or 0
 */
export function tile6(
  k: i32,
  a: usize,
  row: usize,
  rows: i32,
  step: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cRow: usize,
  adds: bool,
  bias: usize,
): void {
  const last = rows - 1
  const a1 = min(1, last) * row
  const a2 = min(2, last) * row
  const a3 = min(3, last) * row
  const a4 = min(4, last) * row
  const a5 = min(5, last) * row
  let c00 = f32x4.splat(0)
  let c01 = f32x4.splat(0)
  let c10 = f32x4.splat(0)
  let c11 = f32x4.splat(0)
  let c20 = f32x4.splat(0)
  let c21 = f32x4.splat(0)
  let c30 = f32x4.splat(0)
  let c31 = f32x4.splat(0)
  let c40 = f32x4.splat(0)
  let c41 = f32x4.splat(0)
  let c50 = f32x4.splat(0)
  let c51 = f32x4.splat(0)
  if (adds) {
    c00 = v128.load(c)
    c01 = v128.load(c, 16)
    c10 = v128.load(c + cRow)
    c11 = v128.load(c + cRow, 16)
    c20 = v128.load(c + 2 * cRow)
    c21 = v128.load(c + 2 * cRow, 16)
    c30 = v128.load(c + 3 * cRow)
    c31 = v128.load(c + 3 * cRow, 16)
    c40 = v128.load(c + 4 * cRow)
    c41 = v128.load(c + 4 * cRow, 16)
    c50 = v128.load(c + 5 * cRow)
    c51 = v128.load(c + 5 * cRow, 16)
  }
  for (; k > 0; k--) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let x = v128.load32_splat(a)
    c00 = multiplyAdd(x, b0, c00)
    c01 = multiplyAdd(x, b1, c01)
    x = v128.load32_splat(a + a1)
    c10 = multiplyAdd(x, b0, c10)
    c11 = multiplyAdd(x, b1, c11)
    x = v128.load32_splat(a + a2)
    c20 = multiplyAdd(x, b0, c20)
    c21 = multiplyAdd(x, b1, c21)
    x = v128.load32_splat(a + a3)
    c30 = multiplyAdd(x, b0, c30)
    c31 = multiplyAdd(x, b1, c31)
    x = v128.load32_splat(a + a4)
    c40 = multiplyAdd(x, b0, c40)
    c41 = multiplyAdd(x, b1, c41)
    x = v128.load32_splat(a + a5)
    c50 = multiplyAdd(x, b0, c50)
    c51 = multiplyAdd(x, b1, c51)
    a += step
    b += bStep
  }
  if (bias) {
    const b0 = v128.load(bias)
    const b1 = v128.load(bias, 16)
    c00 = f32x4.add(c00, b0)
    c01 = f32x4.add(c01, b1)
    c10 = f32x4.add(c10, b0)
    c11 = f32x4.add(c11, b1)
    c20 = f32x4.add(c20, b0)
    c21 = f32x4.add(c21, b1)
    c30 = f32x4.add(c30, b0)
    c31 = f32x4.add(c31, b1)
    c40 = f32x4.add(c40, b0)
    c41 = f32x4.add(c41, b1)
    c50 = f32x4.add(c50, b0)
    c51 = f32x4.add(c51, b1)
  }
  v128.store(c, c00)
  v128.store(c, c01, 16)
  v128.store(c + cRow, c10)
  v128.store(c + cRow, c11, 16)
  v128.store(c + 2 * cRow, c20)
  v128.store(c + 2 * cRow, c21, 16)
  v128.store(c + 3 * cRow, c30)
  v128.store(c + 3 * cRow, c31, 16)
  v128.store(c + 4 * cRow, c40)
  v128.store(c + 4 * cRow, c41, 16)
  v128.store(c + 5 * cRow, c50)
  v128.store(c + 5 * cRow, c51, 16)
}
