/** Functions of one number, over a whole array. The numbers of the functions stand in `wasm/functions.ts`. */
import { errorFunction, normalShare } from './error-function.ts'
import { exponential } from './exponential.ts'
import { hyperbolicTangent, logistic } from './hyperbolic.ts'
import { logarithm } from './logarithm.ts'
import { multiplyAdd } from './multiply-add.ts'
import { sine, sineLimit } from './sine.ts'

/** `√(2/π)` and the cubic coefficient of the approximation of gelu. */
const constants = memory.data<f32>([0.7978845608, 0.044715, 1, 0.5])

function one(): v128 {
  return v128.load32_splat(constants, 8)
}

/** What the approximation of gelu takes the tanh of. */
export function geluAngle(x: v128): v128 {
  const cubic = f32x4.mul(f32x4.mul(x, x), v128.load32_splat(constants, 4))
  return f32x4.mul(multiplyAdd(cubic, x, x), v128.load32_splat(constants))
}

/**
 * `out = f(x)`, n numbers. Whole vectors are read and written: up to 12 bytes behind the last number.
 * @param p  the slope of a leaky relu; other functions have no parameter
 */
export function unary(f: i32, x: usize, out: usize, n: i32, p: f32): void {
  const end = x + 4 * n
  switch (f) {
    case 0:
      for (; x < end; x += 16, out += 16) v128.store(out, f32x4.neg(v128.load(x)))
      break
    case 1:
      for (; x < end; x += 16, out += 16) v128.store(out, f32x4.abs(v128.load(x)))
      break
    case 2:
      for (; x < end; x += 16, out += 16) {
        const a = v128.load(x)
        v128.store(out, f32x4.mul(a, a))
      }
      break
    case 3:
      for (; x < end; x += 16, out += 16) v128.store(out, f32x4.sqrt(v128.load(x)))
      break
    case 4:
      for (; x < end; x += 16, out += 16) v128.store(out, f32x4.div(one(), f32x4.sqrt(v128.load(x))))
      break
    case 5:
      for (; x < end; x += 16, out += 16) v128.store(out, f32x4.div(one(), v128.load(x)))
      break
    case 6:
      for (; x < end; x += 16, out += 16) v128.store(out, exponential(v128.load(x)))
      break
    case 7:
      for (; x < end; x += 16, out += 16) v128.store(out, logarithm(v128.load(x)))
      break
    case 8:
      for (; x < end; x += 16, out += 16) v128.store(out, hyperbolicTangent(v128.load(x)))
      break
    case 9:
      for (; x < end; x += 16, out += 16) v128.store(out, logistic(v128.load(x)))
      break
    case 10:
      for (; x < end; x += 16, out += 16) {
        const a = v128.load(x)
        v128.store(out, v128.andnot(a, f32x4.le(a, f32x4.splat(0))))
      }
      break
    case 11:
      for (; x < end; x += 16, out += 16) {
        const a = v128.load(x)
        v128.store(out, v128.bitselect(a, f32x4.mul(a, f32x4.splat(p)), f32x4.gt(a, f32x4.splat(0))))
      }
      break
    case 12:
      for (; x < end; x += 16, out += 16) {
        const a = v128.load(x)
        v128.store(out, f32x4.mul(a, normalShare(a)))
      }
      break
    case 13:
      for (; x < end; x += 16, out += 16) {
        const a = v128.load(x)
        const half = f32x4.mul(a, v128.load32_splat(constants, 12))
        v128.store(out, multiplyAdd(half, hyperbolicTangent(geluAngle(a)), half))
      }
      break
    case 14:
      for (; x < end; x += 16, out += 16) {
        const a = v128.load(x)
        v128.store(out, f32x4.div(a, f32x4.add(one(), exponential(f32x4.neg(a)))))
      }
      break
    case 15:
      for (; x < end; x += 16, out += 16) v128.store(out, errorFunction(v128.load(x)))
      break
    case 16:
      for (; x < end; x += 16, out += 16) v128.store(out, f32x4.floor(v128.load(x)))
      break
    case 17:
      for (; x < end; x += 16, out += 16) v128.store(out, f32x4.ceil(v128.load(x)))
      break
  }
}

/** `out = sin x`, or `cos x` with quarter = 1. @returns whether it could: not where a number is infinite or beyond 100,000 */
export function sines(quarter: i32, x: usize, out: usize, n: i32): bool {
  const limit = f32x4.splat(sineLimit)
  for (let i = 0; i < n; i += 4) {
    const from = x + 4 * i
    const beyond = f32x4.gt(f32x4.abs(v128.load(from)), limit)
    if (i32x4.bitmask(beyond) & (n - i < 4 ? (1 << (n - i)) - 1 : 15)) return false
  }
  for (const end = x + 4 * n; x < end; x += 16, out += 16) v128.store(out, sine(v128.load(x), quarter))
  return true
}
