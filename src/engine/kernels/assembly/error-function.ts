/** The error function and the normal distribution, four at a time. */
import { exponential } from './exponential.ts'
import { withSign } from './hyperbolic.ts'
import { multiplyAdd } from './multiply-add.ts'

/** Minimax fits: erf(t)/t over t² up to 1, and the logarithm of 1 − erf(t) from 1 on. */
const constants = memory.data<f32>([
  0.00007853857695, -0.0008010192518, 0.005188327560, -0.02685381187, 0.1128358515, -0.3761262582, 1.128379166,
  -0.00002209414409, 0.0004461607949, -0.004228487527, 0.02527271243, -0.1085205461, -0.6331250720, -1.129626463, 0.0001982794707,
  1, 0.5, 0.70710678, 0.39894228,
]) // prettier-ignore

/** erf(t) for 0 ≤ t < 1. */
function near(t: v128): v128 {
  const square = f32x4.mul(t, t)
  let p = multiplyAdd(v128.load32_splat(constants), square, v128.load32_splat(constants, 4))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 8))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 12))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 16))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 20))
  p = multiplyAdd(p, square, v128.load32_splat(constants, 24))
  return f32x4.mul(p, t)
}

/** 1 − erf(t) for t ≥ 1. */
function complement(t: v128): v128 {
  let p = multiplyAdd(v128.load32_splat(constants, 28), t, v128.load32_splat(constants, 32))
  p = multiplyAdd(p, t, v128.load32_splat(constants, 36))
  p = multiplyAdd(p, t, v128.load32_splat(constants, 40))
  p = multiplyAdd(p, t, v128.load32_splat(constants, 44))
  p = multiplyAdd(p, t, v128.load32_splat(constants, 48))
  p = multiplyAdd(p, t, v128.load32_splat(constants, 52))
  p = multiplyAdd(p, t, v128.load32_splat(constants, 56))
  return exponential(p)
}

export function errorFunction(x: v128): v128 {
  const t = f32x4.abs(x)
  const one = v128.load32_splat(constants, 60)
  return withSign(v128.bitselect(near(t), f32x4.sub(one, complement(t)), f32x4.lt(t, one)), x)
}

/** The share of a standard normal distribution that lies below x, with its digits where it is small. */
export function normalShare(x: v128): v128 {
  const one = v128.load32_splat(constants, 60)
  const half = v128.load32_splat(constants, 64)
  const t = f32x4.mul(f32x4.abs(x), v128.load32_splat(constants, 68))
  const beyond = v128.bitselect(f32x4.sub(one, near(t)), complement(t), f32x4.lt(t, one))
  const tail = f32x4.mul(half, beyond)
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(x, f32x4.splat(0)))
}

/** The density of the standard normal distribution. */
export function normalDensity(x: v128): v128 {
  const half = v128.load32_splat(constants, 64)
  return f32x4.mul(exponential(f32x4.neg(f32x4.mul(f32x4.mul(x, x), half))), v128.load32_splat(constants, 72))
}
