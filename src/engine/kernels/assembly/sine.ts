/**
 * sin and cos, four at a time: the nearest multiple of π/2 is taken off in float64, then a polynomial.
 * Source: Cody and Waite 1980, chapter 8. The polynomials are minimax fits.
 */
import { highHalf, joined, lowHalf, multiplyAdd } from './multiply-add.ts'

const constants = memory.data<f32>([
  0.000002718311934, -0.0001983933489, 0.008333329386, -0.1666666664,
  0.00002443844962, -0.001388736750, 0.04166664687, 1, -0.5,
]) // prettier-ignore

/** 2/π, and −π/2 as the sum of two. */
const turns = memory.data<f64>([0.6366197723675814, -1.5707963267948966, -6.123233995736766e-17])

/** Beyond it, float64 loses digits that count. */
export const sineLimit: f32 = 100000

/** @param quarter  1 for the cosine, which runs a quarter of a turn ahead */
export function sine(x: v128, quarter: i32): v128 {
  const low = lowHalf(x)
  const high = highHalf(x)
  const n = f64x2.nearest(f64x2.mul(low, v128.load64_splat(turns)))
  const m = f64x2.nearest(f64x2.mul(high, v128.load64_splat(turns)))
  const r = joined(remainder(low, n), remainder(high, m))
  const counts = v128.shuffle<f64>(i32x4.trunc_sat_f64x2_s_zero(n), i32x4.trunc_sat_f64x2_s_zero(m), 0, 2)
  const turn = i32x4.add(counts, i32x4.splat(quarter))
  const square = f32x4.mul(r, r)
  let p = multiplyAdd(v128.load32_splat(constants), square, v128.load32_splat(constants, 4))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 8))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 12))
  const upright = multiplyAdd(f32x4.mul(p, square), r, r)
  let q = multiplyAdd(v128.load32_splat(constants, 16), square, v128.load32_splat(constants, 20))
  q = multiplyAdd(q, square, v128.load32_splat(constants, 24))
  q = multiplyAdd(q, square, v128.load32_splat(constants, 32))
  const across = multiplyAdd(q, square, v128.load32_splat(constants, 28))
  const odd = i32x4.ne(v128.and(turn, i32x4.splat(1)), i32x4.splat(0))
  const sign = i32x4.shl(v128.and(turn, i32x4.splat(2)), 30)
  return v128.xor(v128.bitselect(across, upright, odd), sign)
}

function remainder(x: v128, n: v128): v128 {
  const rough = f64x2.add(x, f64x2.mul(n, v128.load64_splat(turns, 8)))
  return f64x2.add(rough, f64x2.mul(n, v128.load64_splat(turns, 16)))
}
