/** Softmax and its logarithm, over rows of adjacent numbers; and their gradients. */
import { exponential, exponentialHere } from './exponential.ts'
import { logarithm } from './logarithm.ts'
import { largestOf, sumOf } from './reduce.ts'

/** Which of four numbers belong to a row, when 1, 2 or 3 are left of it. */
const left = memory.data<i32>([-1, -1, -1, 0, 0, 0])

function mask(count: i32): v128 {
  return count >= 4 ? i32x4.splat(-1) : v128.load(left + 4 * (3 - count))
}

/** Four numbers, or as many as there are. */
function put(out: usize, x: v128, count: i32): void {
  if (count >= 4) return v128.store(out, x)
  store<f32>(out, f32x4.extract_lane(x, 0))
  if (count > 1) store<f32>(out, f32x4.extract_lane(x, 1), 4)
  if (count > 2) store<f32>(out, f32x4.extract_lane(x, 2), 8)
}

function lanes(x: v128): f64 {
  return (
    <f64>f32x4.extract_lane(x, 0) +
    <f64>f32x4.extract_lane(x, 1) +
    <f64>f32x4.extract_lane(x, 2) +
    <f64>f32x4.extract_lane(x, 3)
  )
}

/** `out = exp(x − max) / Σ exp(x − max)` for each row. `out` may be `x`. */
export function softmax(rows: i32, columns: i32, x: usize, out: usize): void {
  for (; rows > 0; rows--, x += 4 * columns, out += 4 * columns) {
    const largest = f32x4.splat(largestOf(x, columns))
    let sums = f32x4.splat(0)
    for (let i = 0; i < columns; i += 4) {
      const count = columns - i
      const power = v128.and(exponentialHere(f32x4.sub(v128.load(x + 4 * i), largest)), mask(count))
      sums = f32x4.add(sums, power)
      put(out + 4 * i, power, count)
    }
    const sum = f32x4.splat(<f32>lanes(sums))
    for (let i = 0; i < columns; i += 4) put(out + 4 * i, f32x4.div(v128.load(out + 4 * i), sum), columns - i)
  }
}

/** `out = x − max − log Σ exp(x − max)` for each row. `out` may be `x`. */
export function logSoftmax(rows: i32, columns: i32, x: usize, out: usize): void {
  for (; rows > 0; rows--, x += 4 * columns, out += 4 * columns) {
    const largest = f32x4.splat(largestOf(x, columns))
    let sums = f32x4.splat(0)
    for (let i = 0; i < columns; i += 4) {
      const count = columns - i
      const shifted = f32x4.sub(v128.load(x + 4 * i), largest)
      sums = f32x4.add(sums, v128.and(exponential(shifted), mask(count)))
      put(out + 4 * i, shifted, count)
    }
    const log = f32x4.splat(<f32>logarithmOf(<f32>lanes(sums)))
    for (let i = 0; i < columns; i += 4) put(out + 4 * i, f32x4.sub(v128.load(out + 4 * i), log), columns - i)
  }
}

function logarithmOf(x: f32): f32 {
  return f32x4.extract_lane(logarithm(f32x4.splat(x)), 0)
}

/** The gradient of softmax, `y · (g − Σ(g · y))`. */
export function softmaxBack(rows: i32, columns: i32, g: usize, y: usize, out: usize): void {
  for (; rows > 0; rows--, g += 4 * columns, y += 4 * columns, out += 4 * columns) {
    let sums = f32x4.splat(0)
    for (let i = 0; i < columns; i += 4) {
      const product = f32x4.mul(v128.load(g + 4 * i), v128.load(y + 4 * i))
      sums = f32x4.add(sums, v128.and(product, mask(columns - i)))
    }
    const sum = f32x4.splat(<f32>lanes(sums))
    for (let i = 0; i < columns; i += 4) {
      put(out + 4 * i, f32x4.mul(f32x4.sub(v128.load(g + 4 * i), sum), v128.load(y + 4 * i)), columns - i)
    }
  }
}

/** The gradient of the logarithm of softmax, `g − exp(y) · Σ g`. */
export function logSoftmaxBack(rows: i32, columns: i32, g: usize, y: usize, out: usize): void {
  for (; rows > 0; rows--, g += 4 * columns, y += 4 * columns, out += 4 * columns) {
    const sum = f32x4.splat(<f32>sumOf(g, columns))
    for (let i = 0; i < columns; i += 4) {
      const share = f32x4.mul(exponential(v128.load(y + 4 * i)), sum)
      put(out + 4 * i, f32x4.sub(v128.load(g + 4 * i), share), columns - i)
    }
  }
}
