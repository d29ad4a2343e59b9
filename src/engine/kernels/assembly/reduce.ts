/**
 * Sums, extremes and their places. Sums run in float64 and are rounded once, so that they agree with any order of adding
 * to float32's last digits.
 */
import { highHalf, lowHalf } from './multiply-add.ts'

function bothLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1)
}

/** The sum of n adjacent numbers. */
export function sumOf(x: usize, n: i32): f64 {
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  let s2 = f64x2.splat(0)
  let s3 = f64x2.splat(0)
  for (; n >= 8; n -= 8, x += 32) {
    const a = v128.load(x)
    const b = v128.load(x, 16)
    s0 = f64x2.add(s0, lowHalf(a))
    s1 = f64x2.add(s1, highHalf(a))
    s2 = f64x2.add(s2, lowHalf(b))
    s3 = f64x2.add(s3, highHalf(b))
  }
  let sum = bothLanes(f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3)))
  for (; n > 0; n--, x += 4) sum += <f64>load<f32>(x)
  return sum
}

/** The sum of (x − middle)². */
export function squaresOf(x: usize, n: i32, middle: f64): f64 {
  const m = f64x2.splat(middle)
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  for (; n >= 4; n -= 4, x += 16) {
    const a = v128.load(x)
    const low = f64x2.sub(lowHalf(a), m)
    const high = f64x2.sub(highHalf(a), m)
    s0 = f64x2.add(s0, f64x2.mul(low, low))
    s1 = f64x2.add(s1, f64x2.mul(high, high))
  }
  let sum = bothLanes(f64x2.add(s0, s1))
  for (; n > 0; n--, x += 4) {
    const d = <f64>load<f32>(x) - middle
    sum += d * d
  }
  return sum
}

/** The largest of n numbers; NaN if there is one; −∞ of none. */
export function largestOf(x: usize, n: i32): f32 {
  let best = f32x4.splat(-Infinity)
  for (; n >= 4; n -= 4, x += 16) best = f32x4.max(best, v128.load(x))
  let result = max(
    max(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1)),
    max(f32x4.extract_lane(best, 2), f32x4.extract_lane(best, 3)),
  )
  for (; n > 0; n--, x += 4) result = max(result, load<f32>(x))
  return result
}

/** The smallest of n numbers; NaN if there is one; ∞ of none. */
function smallestOf(x: usize, n: i32): f32 {
  let best = f32x4.splat(Infinity)
  for (; n >= 4; n -= 4, x += 16) best = f32x4.min(best, v128.load(x))
  let result = min(
    min(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1)),
    min(f32x4.extract_lane(best, 2), f32x4.extract_lane(best, 3)),
  )
  for (; n > 0; n--, x += 4) result = min(result, load<f32>(x))
  return result
}

/** The place of the first number that equals one, or of the first NaN. */
function placeOf(value: f32, x: usize, n: i32): i32 {
  const isNumber = value === value
  for (let i = 0; i < n; i++, x += 4) {
    const here = load<f32>(x)
    if (isNumber ? here === value : here !== here) return i
  }
  return 0
}

/**
 * One number for each row: 0 sum, 1 mean, 2 largest, 3 smallest, 4 sum of squares.
 * @param xRow  between rows [bytes]
 */
export function reduceRows(f: i32, rows: i32, columns: i32, x: usize, xRow: usize, out: usize): void {
  for (; rows > 0; rows--, x += xRow, out += 4) store<f32>(out, <f32>reduceAll(f, columns, x))
}

/** One number for all. */
export function reduceAll(f: i32, n: i32, x: usize): f64 {
  switch (f) {
    case 0:
      return sumOf(x, n)
    case 1:
      return sumOf(x, n) / n
    case 2:
      return largestOf(x, n)
    case 3:
      return smallestOf(x, n)
    default:
      return squaresOf(x, n, 0)
  }
}

/** The place of the largest or smallest number of each row, as float64: the first of equals, NaN before all. */
export function extremePlaces(largest: bool, rows: i32, columns: i32, x: usize, xRow: usize, out: usize): void {
  for (; rows > 0; rows--, x += xRow, out += 8) {
    store<f64>(out, placeOf(largest ? largestOf(x, columns) : smallestOf(x, columns), x, columns))
  }
}

/** The variance of each row, in two passes: squares of numbers far from 0 would cancel each other. */
export function variances(rows: i32, columns: i32, x: usize, xRow: usize, divisor: f64, out: usize): void {
  for (; rows > 0; rows--, x += xRow, out += 4) {
    store<f32>(out, <f32>(squaresOf(x, columns, sumOf(x, columns) / columns) / divisor))
  }
}

/** Sums over the middle of [outer, size, inner], divided: [outer, inner]. A column of four numbers at a time. */
export function sumMiddle(outer: i32, size: i32, inner: i32, x: usize, divisor: f64, out: usize): void {
  const stride: usize = 4 * inner
  const by = f64x2.splat(divisor)
  for (; outer > 0; outer--, x += size * stride, out += stride) {
    for (let i = 0; i < inner; i += 4) {
      let low = f64x2.splat(0)
      let high = f64x2.splat(0)
      for (let p = x + 4 * i, end = p + size * stride; p < end; p += stride) {
        const a = v128.load(p)
        low = f64x2.add(low, lowHalf(a))
        high = f64x2.add(high, highHalf(a))
      }
      storeSome(out + 4 * i, f64x2.div(low, by), f64x2.div(high, by), inner - i)
    }
  }
}

/** Four float64 numbers as float32, or as many as there are. */
function storeSome(out: usize, low: v128, high: v128, count: i32): void {
  store<f32>(out, <f32>f64x2.extract_lane(low, 0))
  if (count > 1) store<f32>(out, <f32>f64x2.extract_lane(low, 1), 4)
  if (count > 2) store<f32>(out, <f32>f64x2.extract_lane(high, 0), 8)
  if (count > 3) store<f32>(out, <f32>f64x2.extract_lane(high, 1), 12)
}

/** Sums over everything but the middle of [outer, groups, inner], divided: [groups]. */
export function sumGroups(outer: i32, groups: i32, inner: i32, x: usize, divisor: f64, out: usize): void {
  if (inner === 1) return sumMiddle(1, outer, groups, x, divisor, out)
  for (let g = 0; g < groups; g++) {
    let sum: f64 = 0
    for (let o = 0; o < outer; o++) sum += sumOf(x + 4 * (o * groups + g) * inner, inner)
    store<f32>(out + 4 * g, <f32>(sum / divisor))
  }
}
