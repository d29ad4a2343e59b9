/**
 * Numbers shifted to mean 0 and scaled to variance 1, group by group, and the gradients. An array is read as
 * [outer, groups, inner]: batch norm's groups are channels, layer norm's are rows, with outer = 1.
 * Weights are one for each group, or (`along`) one for each number of a row.
 */
import { highHalf, joined, lowHalf, multiplyAdd } from './multiply-add.ts'
import { squaresOf, sumOf } from './reduce.ts'

/** The last numbers of a row, with zeros behind. */
const rest = memory.data(32, 16)

/** Four numbers of a row, or as many as are left and zeros. */
function some(x: usize, left: i32): v128 {
  if (left >= 4) return v128.load(x)
  v128.store(rest, f32x4.splat(0))
  for (let i = 0; i < left; i++) store<f32>(rest + 4 * i, load<f32>(x + 4 * i))
  return v128.load(rest)
}

function put(out: usize, x: v128, left: i32): void {
  if (left >= 4) return v128.store(out, x)
  v128.store(rest, x, 16)
  for (let i = 0; i < left; i++) store<f32>(out + 4 * i, load<f32>(rest + 4 * i, 16))
}

function bothLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1)
}

/**
 * `out = (x − mean) / √(variance + ε) · weight + bias`; keeps each group's mean and factor.
 * @param weight, bias  0 for none
 */
export function normalize(
  outer: i32,
  groups: i32,
  inner: i32,
  x: usize,
  epsilon: f64,
  weight: usize,
  bias: usize,
  along: bool,
  out: usize,
  means: usize,
  factors: usize,
): void {
  const count: f64 = outer * inner
  for (let g = 0; g < groups; g++) {
    let sum: f64 = 0
    for (let o = 0; o < outer; o++) sum += sumOf(x + 4 * (o * groups + g) * inner, inner)
    const mean = sum / count
    let squares: f64 = 0
    for (let o = 0; o < outer; o++) squares += squaresOf(x + 4 * (o * groups + g) * inner, inner, mean)
    const factor = <f32>(1 / sqrt(squares / count + epsilon))
    store<f32>(means + 4 * g, <f32>mean)
    store<f32>(factors + 4 * g, factor)
    // In two parts: float32 alone would lose the digits of numbers far from 0.
    const near = f32x4.splat(<f32>mean)
    const beside = f32x4.splat(<f32>(mean - <f64>(<f32>mean)))
    const scale = f32x4.splat(factor)
    let w = f32x4.splat(weight && !along ? load<f32>(weight + 4 * g) : 1)
    let b = f32x4.splat(weight && !along ? load<f32>(bias + 4 * g) : 0)
    for (let o = 0; o < outer; o++) {
      const row: usize = 4 * (o * groups + g) * inner
      for (let i = 0; i < inner; i += 4) {
        const at = row + 4 * i
        let y = f32x4.mul(f32x4.sub(f32x4.sub(v128.load(x + at), near), beside), scale)
        if (weight) {
          if (along) {
            w = v128.load(weight + 4 * i)
            b = v128.load(bias + 4 * i)
          }
          y = multiplyAdd(y, w, b)
        }
        put(out + at, y, inner - i)
      }
    }
  }
}

/** The gradient with respect to x: `factor · (g′ − mean(g′) − y · mean(g′ · y))` for `g′ = g · weight` and y without weights. */
export function normalizeBack(
  outer: i32,
  groups: i32,
  inner: i32,
  g: usize,
  x: usize,
  means: usize,
  factors: usize,
  weight: usize,
  along: bool,
  out: usize,
): void {
  const count: f64 = outer * inner
  for (let k = 0; k < groups; k++) {
    const mean = v128.load32_splat(means + 4 * k)
    const factor = v128.load32_splat(factors + 4 * k)
    let w = f32x4.splat(weight && !along ? load<f32>(weight + 4 * k) : 1)
    let sums = f64x2.splat(0)
    let products = f64x2.splat(0)
    for (let o = 0; o < outer; o++) {
      const row: usize = 4 * (o * groups + k) * inner
      for (let i = 0; i < inner; i += 4) {
        const at = row + 4 * i
        // What stands behind a row may be anything, NaN too.
        if (weight && along) w = some(weight + 4 * i, inner - i)
        const slope = f32x4.mul(some(g + at, inner - i), w)
        const y = f32x4.mul(f32x4.sub(some(x + at, inner - i), mean), factor)
        const product = f32x4.mul(slope, y)
        sums = f64x2.add(sums, f64x2.add(lowHalf(slope), highHalf(slope)))
        products = f64x2.add(products, f64x2.add(lowHalf(product), highHalf(product)))
      }
    }
    const shift = f32x4.splat(<f32>(bothLanes(sums) / count))
    const lean = f32x4.splat(<f32>(bothLanes(products) / count))
    for (let o = 0; o < outer; o++) {
      const row: usize = 4 * (o * groups + k) * inner
      for (let i = 0; i < inner; i += 4) {
        const at = row + 4 * i
        if (weight && along) w = v128.load(weight + 4 * i)
        const y = f32x4.mul(f32x4.sub(v128.load(x + at), mean), factor)
        const slope = f32x4.mul(v128.load(g + at), w)
        put(out + at, f32x4.mul(f32x4.sub(f32x4.sub(slope, shift), f32x4.mul(y, lean)), factor), inner - i)
      }
    }
  }
}

/** The gradients of weights and biases that are one for each number of a row, [rows, columns]. */
export function normalizeWeights(
  rows: i32,
  columns: i32,
  g: usize,
  x: usize,
  means: usize,
  factors: usize,
  weight: usize,
  bias: usize,
): void {
  for (let i = 0; i < columns; i += 4) {
    let wLow = f64x2.splat(0)
    let wHigh = f64x2.splat(0)
    let bLow = f64x2.splat(0)
    let bHigh = f64x2.splat(0)
    for (let r = 0; r < rows; r++) {
      const at: usize = 4 * (r * columns + i)
      const given = v128.load(g + at)
      const mean = v128.load32_splat(means + 4 * r)
      const y = f32x4.mul(f32x4.sub(v128.load(x + at), mean), v128.load32_splat(factors + 4 * r))
      const product = f32x4.mul(given, y)
      wLow = f64x2.add(wLow, lowHalf(product))
      wHigh = f64x2.add(wHigh, highHalf(product))
      bLow = f64x2.add(bLow, lowHalf(given))
      bHigh = f64x2.add(bHigh, highHalf(given))
    }
    put(weight + 4 * i, joined(wLow, wHigh), columns - i)
    put(bias + 4 * i, joined(bLow, bHigh), columns - i)
  }
}

/** The same for weights that are one for each group. */
export function normalizeGroupWeights(
  outer: i32,
  groups: i32,
  inner: i32,
  g: usize,
  x: usize,
  means: usize,
  factors: usize,
  weight: usize,
  bias: usize,
): void {
  for (let k = 0; k < groups; k++) {
    const mean = v128.load32_splat(means + 4 * k)
    const factor = v128.load32_splat(factors + 4 * k)
    let products = f64x2.splat(0)
    let sums: f64 = 0
    for (let o = 0; o < outer; o++) {
      const row: usize = 4 * (o * groups + k) * inner
      sums += sumOf(g + row, inner)
      for (let i = 0; i < inner; i += 4) {
        const at = row + 4 * i
        const y = f32x4.mul(f32x4.sub(some(x + at, inner - i), mean), factor)
        const product = f32x4.mul(some(g + at, inner - i), y)
        products = f64x2.add(products, f64x2.add(lowHalf(product), highHalf(product)))
      }
    }
    store<f32>(weight + 4 * k, <f32>bothLanes(products))
    store<f32>(bias + 4 * k, <f32>sums)
  }
}
