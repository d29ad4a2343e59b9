/** Other sizes along one dimension: each number of the result is a weighted sum of a few numbers of the input. */
import type { Numbers } from '../dtype.ts'

/** The weighted sums, `count` terms each: a sparse matrix [to, from]. */
export interface Taps {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Which elements. */
  readonly places: Int32Array
  readonly weights: Float64Array
}

/** Taps from a function that gives places and weights for each element of the result. */
export function tapsOf(
  from: number,
  to: number,
  count: number,
  each: (i: number, put: (place: number, weight: number) => void) => void,
): Taps {
  const places = new Int32Array(to * count)
  const weights = new Float64Array(to * count)
  for (let i = 0; i < to; i++) {
    let at = i * count
    each(i, (place, weight) => {
      places[at] = place
      weights[at++] = weight
    })
  }
  return { from, to, count, places, weights }
}

/** [outer, from, inner] to [outer, to, inner]. */
export function resample(
  x: Numbers,
  outer: number,
  inner: number,
  { from, to, count, places, weights }: Taps,
): Float64Array {
  const out = new Float64Array(outer * to * inner)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < to; i++) {
      const start = (o * to + i) * inner
      for (let t = i * count; t < (i + 1) * count; t++) {
        const weight = weights[t]!
        if (weight === 0) continue
        const row = (o * from + places[t]!) * inner
        for (let k = 0; k < inner; k++) out[start + k]! += weight * x[row + k]!
      }
    }
  }
  return out
}

/** The transposed sums, [outer, to, inner] to [outer, from, inner]: the gradient of `resample`. */
export function resampleBack(
  g: Numbers,
  outer: number,
  inner: number,
  { from, to, count, places, weights }: Taps,
): Float64Array {
  const out = new Float64Array(outer * from * inner)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < to; i++) {
      const start = (o * to + i) * inner
      for (let t = i * count; t < (i + 1) * count; t++) {
        const row = (o * from + places[t]!) * inner
        for (let k = 0; k < inner; k++) out[row + k]! += weights[t]! * g[start + k]!
      }
    }
  }
  return out
}
