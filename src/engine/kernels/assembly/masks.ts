/** Comparisons, whose results are bytes of 0 and 1, and choices by such bytes. Steps are 16, or 0 for an operand that is one vector. */

function compared(f: i32, a: v128, b: v128): v128 {
  switch (f) {
    case 0:
      return f32x4.eq(a, b)
    case 1:
      return f32x4.ne(a, b)
    case 2:
      return f32x4.lt(a, b)
    case 3:
      return f32x4.le(a, b)
    case 4:
      return f32x4.gt(a, b)
    default:
      return f32x4.ge(a, b)
  }
}

/** `out = x < y` and the like, n bytes. Up to 3 bytes are written behind the last one. */
export function compare(f: i32, x: usize, xStep: usize, y: usize, yStep: usize, out: usize, n: i32): void {
  for (const end = out + n; out < end; out += 4, x += xStep, y += yStep) {
    const mask = v128.and(compared(f, v128.load(x), v128.load(y)), i32x4.splat(1))
    const words = i16x8.narrow_i32x4_s(mask, mask)
    store<i32>(out, i32x4.extract_lane(i8x16.narrow_i16x8_s(words, words), 0))
  }
}

/** `out = condition ? x : y`, for bytes of condition. */
export function choose(condition: usize, x: usize, xStep: usize, y: usize, yStep: usize, out: usize, n: i32): void {
  for (const end = out + 4 * n; out < end; condition += 4, x += xStep, y += yStep, out += 16) {
    const words = i16x8.extend_low_i8x16_u(v128.load32_zero(condition))
    const mask = i32x4.ne(i32x4.extend_low_i16x8_u(words), i32x4.splat(0))
    v128.store(out, v128.bitselect(v128.load(x), v128.load(y), mask))
  }
}
