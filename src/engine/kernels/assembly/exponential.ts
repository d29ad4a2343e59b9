/**
 * exp, four at a time, to 1 unit in the last place: x = n · log 2 + r, then a polynomial of r.
 * Source: Cody and Waite 1980, chapter 6. The polynomial is a minimax fit of (eʳ − 1 − r) / r².
 */
import { multiplyAdd } from './multiply-add.ts'

/** In memory: a vector constant would be built anew in each round of a loop, which takes longer than to load it. */
const constants = memory.data<f32>([
  -104, 89, 1.44269504, 12582912, -0.693359375, 2.12194440e-4,
  0.001381457034, 0.008368729664, 0.04166838931, 0.1666652053, 0.4999999344, 1,
]) // prettier-ignore

/** NaN stays NaN, results below the smallest normal number are kept. */
export function exponential(x: v128): v128 {
  return exponentialHere(x)
}

/** The same, written out where it is called, for the loops that most of a network's time goes to. */
// @inline
export function exponentialHere(x: v128): v128 {
  // Results of 0 are set, not computed: arithmetic on numbers below the smallest normal one is slow. NaN is neither small nor large.
  const isZero = f32x4.lt(x, v128.load32_splat(constants))
  const inside = v128.andnot(f32x4.pmin(x, v128.load32_splat(constants, 4)), isZero)
  // 1.5 · 2²³: what is added to it is rounded to a whole number, which then stands in its last bits.
  const round = v128.load32_splat(constants, 12)
  const shifted = multiplyAdd(inside, v128.load32_splat(constants, 8), round)
  const n = f32x4.sub(shifted, round)
  let r = multiplyAdd(n, v128.load32_splat(constants, 16), inside)
  r = multiplyAdd(n, v128.load32_splat(constants, 20), r)
  let p = multiplyAdd(v128.load32_splat(constants, 24), r, v128.load32_splat(constants, 28))
  p = multiplyAdd(p, r, v128.load32_splat(constants, 32))
  p = multiplyAdd(p, r, v128.load32_splat(constants, 36))
  p = multiplyAdd(p, r, v128.load32_splat(constants, 40))
  const one = v128.load32_splat(constants, 44)
  const power = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), one)
  // By halves of n, because 2ⁿ alone may be too large or too small for a number.
  const whole = i32x4.sub(shifted, round)
  const half = i32x4.shr_s(whole, 1)
  const rest = i32x4.sub(whole, half)
  return v128.andnot(f32x4.mul(f32x4.mul(power, powerOfTwo(half, one)), powerOfTwo(rest, one)), isZero)
}

function powerOfTwo(n: v128, one: v128): v128 {
  return i32x4.add(i32x4.shl(n, 23), one)
}
