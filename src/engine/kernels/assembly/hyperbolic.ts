/** tanh and the logistic function, four at a time. */
import { exponential, exponentialHere } from './exponential.ts'
import { multiplyAdd } from './multiply-add.ts'

/** A minimax fit of (tanh(x)/x − 1) / x² over x², up to 0.625. */
const constants = memory.data<f32>([
  -0.005717036546, 0.02065057899, -0.05374349526, 0.1333149125, -0.3333328392, 0.625, 1, 2,
]) // prettier-ignore

/** `1 − 2 / (e²ˣ + 1)`; near 0, where this loses digits, a polynomial. */
export function hyperbolicTangent(x: v128): v128 {
  const size = f32x4.abs(x)
  const one = v128.load32_splat(constants, 24)
  const power = exponentialHere(f32x4.add(size, size))
  const far = f32x4.sub(one, f32x4.div(v128.load32_splat(constants, 28), f32x4.add(power, one)))
  const square = f32x4.mul(x, x)
  let p = multiplyAdd(v128.load32_splat(constants), square, v128.load32_splat(constants, 4))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 8))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 12))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 16))
  const near = multiplyAdd(f32x4.mul(p, square), x, x)
  return v128.bitselect(near, withSign(far, x), f32x4.lt(size, v128.load32_splat(constants, 20)))
}

/** `1 / (1 + e⁻ˣ)`. */
export function logistic(x: v128): v128 {
  const one = v128.load32_splat(constants, 24)
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))))
}

/** The size of one number with the sign of another. */
export function withSign(size: v128, sign: v128): v128 {
  return v128.or(size, v128.and(sign, i32x4.splat(0x80000000)))
}
