/** The largest number of each window of an image, and back. Places are counted in a plane, row by row, and kept as float32. */
import { fill } from './copy.ts'

/** Whether a number takes the place of the best so far: a larger one, or NaN. */
function isBetter(value: v128, best: v128): v128 {
  return v128.or(f32x4.gt(value, best), f32x4.ne(value, value))
}

/**
 * The largest number of each window and its place: the first of equals, NaN before all. Windows may stand partly outside, where
 * nothing is.
 * @param start  where the first window begins, negative or 0
 */
export function largestInWindows(
  planes: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  high: i32,
  wide: i32,
  strideY: i32,
  strideX: i32,
  startY: i32,
  startX: i32,
  x: usize,
  out: usize,
  places: usize,
): void {
  const pairs =
    kernelHeight === 2 && kernelWidth === 2 && strideY === 2 && strideX === 2 && startY === 0 && startX === 0
  const inside = pairs && 2 * high <= height && 2 * wide <= width
  for (let p = 0; p < planes; p++, x += 4 * height * width) {
    for (let j = 0; j < high; j++) {
      let k = 0
      if (inside) {
        for (; k + 4 <= wide; k += 4, out += 16, places += 16) largestOfPairs(x, width, 2 * j, 2 * k, out, places)
      }
      for (; k < wide; k++, out += 4, places += 4) {
        const top = max(0, startY + j * strideY)
        const left = max(0, startX + k * strideX)
        const bottom = min(height, startY + j * strideY + kernelHeight)
        const right = min(width, startX + k * strideX + kernelWidth)
        let best: f32 = -Infinity
        let at = top * width + left
        for (let y = top; y < bottom; y++) {
          for (let i = y * width + left; i < y * width + right; i++) {
            const value = load<f32>(x + 4 * i)
            if (value > best || value !== value) {
              best = value
              at = i
            }
          }
        }
        store<f32>(out, best)
        store<f32>(places, <f32>at)
      }
    }
  }
}

/** Four windows of 2 by 2, side by side. */
function largestOfPairs(x: usize, width: i32, y: i32, left: i32, out: usize, places: usize): void {
  const above = x + 4 * (y * width + left)
  const below = above + 4 * width
  const a = v128.load(above)
  const b = v128.load(above, 16)
  const c = v128.load(below)
  const d = v128.load(below, 16)
  const first = y * width + left
  let at = i32x4.add(i32x4.splat(first), i32x4(0, 2, 4, 6))
  let best = v128.shuffle<f32>(a, b, 0, 2, 4, 6)
  const start = at
  let value = v128.shuffle<f32>(a, b, 1, 3, 5, 7)
  let better = isBetter(value, best)
  best = v128.bitselect(value, best, better)
  at = v128.bitselect(i32x4.add(start, i32x4.splat(1)), at, better)
  value = v128.shuffle<f32>(c, d, 0, 2, 4, 6)
  better = isBetter(value, best)
  best = v128.bitselect(value, best, better)
  at = v128.bitselect(i32x4.add(start, i32x4.splat(width)), at, better)
  value = v128.shuffle<f32>(c, d, 1, 3, 5, 7)
  better = isBetter(value, best)
  best = v128.bitselect(value, best, better)
  at = v128.bitselect(i32x4.add(start, i32x4.splat(width + 1)), at, better)
  v128.store(out, best)
  v128.store(places, f32x4.convert_i32x4_s(at))
}

/** Adds each number to its place in planes of zeros. */
export function addAtPlaces(planes: i32, from: i32, to: i32, g: usize, places: usize, out: usize): void {
  fill(out, 0, planes * to)
  for (let p = 0; p < planes; p++, out += 4 * to) {
    for (let i = 0; i < from; i++, g += 4, places += 4) {
      const at = out + 4 * <i32>load<f32>(places)
      store<f32>(at, load<f32>(at) + load<f32>(g))
    }
  }
}

/** The numbers at the places given, plane by plane. */
export function takeAtPlaces(planes: i32, from: i32, to: i32, x: usize, places: usize, out: usize): void {
  for (let p = 0; p < planes; p++, x += 4 * from) {
    for (let i = 0; i < to; i++, out += 4, places += 4) {
      store<f32>(out, load<f32>(x + 4 * <i32>load<f32>(places)))
    }
  }
}
