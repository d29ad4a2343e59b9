/**
 * Mean and variance of groups of numbers, and numbers shifted and scaled by them.
 * A tensor is read as [outer, groups, inner]: batch norm's groups are channels, layer norm's are rows, with outer = 1.
 */
import type { Numbers } from '../dtype.ts'

export interface Grouping {
  readonly outer: number
  readonly groups: number
  readonly inner: number
}

export interface Moments {
  readonly mean: Float64Array
  /** The mean of the squared differences from the mean. */
  readonly variance: Float64Array
}

/** In float64 and in two passes: squares of numbers far from 0 would cancel each other. */
export function moments(x: Numbers, { outer, groups, inner }: Grouping): Moments {
  const mean = new Float64Array(groups)
  const variance = new Float64Array(groups)
  const count = outer * inner
  for (let g = 0; g < groups; g++) {
    let sum = 0
    for (let o = 0; o < outer; o++) {
      const start = (o * groups + g) * inner
      for (let i = start; i < start + inner; i++) sum += x[i]!
    }
    const middle = sum / count
    let squares = 0
    for (let o = 0; o < outer; o++) {
      const start = (o * groups + g) * inner
      for (let i = start; i < start + inner; i++) squares += (x[i]! - middle) ** 2
    }
    mean[g] = middle
    variance[g] = squares / count
  }
  return { mean, variance }
}

/** `out = (x − mean) · scale`, each group with its own. */
export function standardize(
  out: Numbers,
  x: Numbers,
  { outer, groups, inner }: Grouping,
  mean: Numbers,
  scale: Numbers,
): void {
  for (let row = 0; row < outer * groups; row++) {
    const m = mean[row % groups]!
    const s = scale[row % groups]!
    for (let i = row * inner; i < (row + 1) * inner; i++) out[i] = (x[i]! - m) * s
  }
}

/** `out · weight + bias` in place, where each channel of [..., channels, length] has its own. */
export function scaleChannels(out: Numbers, weight: Numbers, bias: Numbers, length: number): void {
  const channels = weight.length
  for (let row = 0; row * length < out.length; row++) {
    const w = weight[row % channels]!
    const b = bias[row % channels]!
    for (let i = row * length; i < (row + 1) * length; i++) out[i] = out[i]! * w + b
  }
}
