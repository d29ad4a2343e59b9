/**
 * log, four at a time, to 1 unit in the last place: x = 2ᵉ · (1 + f) with 1 + f between √½ and √2, then a polynomial of f.
 * Source: Cody and Waite 1980, chapter 5. The polynomial is a minimax fit of (log(1 + f) − f + f²/2) / f³.
 */
import { multiplyAdd } from './multiply-add.ts'

const constants = memory.data<f32>([
  -0.07634429893, 0.1276155035, -0.1316019506, 0.1420176247, -0.1662335648, 0.2000122667, -0.2500082106, 0.3333333171,
  1, -0.5, -2.12194440e-4, 0.693359375, 1.17549435e-38, 8388608, -23, Infinity, NaN,
]) // prettier-ignore

/** −∞ at 0, NaN below it. */
export function logarithm(x: v128): v128 {
  const zero = f32x4.splat(0)
  // Below the smallest normal number there is no exponent to read: these are made 2²³ times larger first.
  const tiny = f32x4.lt(x, v128.load32_splat(constants, 48))
  const normal = v128.bitselect(f32x4.mul(x, v128.load32_splat(constants, 52)), x, tiny)
  const exponent = i32x4.shr_s(i32x4.sub(normal, i32x4.splat(0x3f3504f3)), 23)
  const e = f32x4.add(f32x4.convert_i32x4_s(exponent), v128.and(tiny, v128.load32_splat(constants, 56)))
  const f = f32x4.sub(i32x4.sub(normal, i32x4.shl(exponent, 23)), v128.load32_splat(constants, 32))
  let p = multiplyAdd(v128.load32_splat(constants), f, v128.load32_splat(constants, 4))
  p = multiplyAdd(p, f, v128.load32_splat(constants, 8))
  p = multiplyAdd(p, f, v128.load32_splat(constants, 12))
  p = multiplyAdd(p, f, v128.load32_splat(constants, 16))
  p = multiplyAdd(p, f, v128.load32_splat(constants, 20))
  p = multiplyAdd(p, f, v128.load32_splat(constants, 24))
  p = multiplyAdd(p, f, v128.load32_splat(constants, 28))
  const square = f32x4.mul(f, f)
  let tail = f32x4.mul(f32x4.mul(p, f), square)
  tail = multiplyAdd(e, v128.load32_splat(constants, 40), tail)
  tail = multiplyAdd(square, v128.load32_splat(constants, 36), tail)
  const result = multiplyAdd(e, v128.load32_splat(constants, 44), f32x4.add(f, tail))
  const infinity = v128.load32_splat(constants, 60)
  // NaN and ∞ are their own logarithms.
  const proper = v128.bitselect(result, x, f32x4.lt(x, infinity))
  const atZero = v128.bitselect(f32x4.neg(infinity), proper, f32x4.eq(x, zero))
  return v128.bitselect(v128.load32_splat(constants, 64), atZero, f32x4.lt(x, zero))
}
