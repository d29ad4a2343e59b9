/** `a · b + c`, four at a time: fused and rounded once where relaxed SIMD is, else rounded twice, as plain JavaScript does. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

/** `a · b + c` as the optimisers' plain rules round it: a product in float64 is exact, and so is fused but for one case in 2²⁹. */
export function fusedMultiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  const low = f64x2.add(f64x2.mul(lowHalf(a), lowHalf(b)), lowHalf(c))
  const high = f64x2.add(f64x2.mul(highHalf(a), highHalf(b)), highHalf(c))
  return joined(low, high)
}

/** The first two of four numbers, as float64. */
export function lowHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(x)
}

/** The last two of four numbers, as float64. */
export function highHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1))
}

/** Two and two float64 numbers, rounded to four float32. */
export function joined(low: v128, high: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2)
}
