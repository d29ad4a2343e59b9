/** tanh and the logistic function, four at a time. */
import { exponential } from './exponential.ts'
import { multiplyAdd } from './multiply-add.ts'

/** The coefficients above the fraction bar, then those below; where the quotient is 1, by how products are rounded. */
const constants = memory.data<f32>([
  1.394553628e-8, 2.10273356e-5, 0.003520756727, 0.13402161,
  8.015776984e-7, 3.326951409e-4, 0.02597254514, 0.467354834, 1,
  8.01773357, 7.907389641,
]) // prettier-ignore

/** A quotient of polynomials of x², a minimax fit to 5 units in the last place. Source: Eigen, `ptanh_float`. */
export function hyperbolicTangent(x: v128): v128 {
  const limit = v128.load32_splat(constants, ASC_FEATURE_RELAXED_SIMD ? 36 : 40)
  // Written so that NaN is neither the smaller nor the larger.
  const inside = f32x4.pmax(f32x4.pmin(x, limit), f32x4.neg(limit))
  const square = f32x4.mul(inside, inside)
  let p = multiplyAdd(v128.load32_splat(constants), square, v128.load32_splat(constants, 4))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 8))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 12))
  let q = multiplyAdd(v128.load32_splat(constants, 16), square, v128.load32_splat(constants, 20))
  q = multiplyAdd(q, square, v128.load32_splat(constants, 24))
  q = multiplyAdd(q, square, v128.load32_splat(constants, 28))
  q = multiplyAdd(q, square, v128.load32_splat(constants, 32))
  return f32x4.div(multiplyAdd(p, f32x4.mul(square, inside), inside), q)
}

/** `1 / (1 + e⁻ˣ)`. */
export function logistic(x: v128): v128 {
  const one = v128.load32_splat(constants, 32)
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))))
}

/** The size of one number with the sign of another. */
export function withSign(size: v128, sign: v128): v128 {
  return v128.or(size, v128.and(sign, i32x4.splat(0x80000000)))
}
