/** Running results along a lane: element k is made of the elements 0 to k. */
import type { Numbers } from '../dtype.ts'

/** `out` and `numbers` are laid out alike: the lane's numbers stand `step` apart from `from`. */
export type RunLane = (out: Numbers, numbers: Numbers, from: number, step: number, size: number) => void

export const runningSum: RunLane = (out, numbers, from, step, size) => {
  let total = 0
  for (let i = 0, at = from; i < size; i++, at += step) out[at] = total += numbers[at]!
}

export const runningProduct: RunLane = (out, numbers, from, step, size) => {
  let product = 1
  for (let i = 0, at = from; i < size; i++, at += step) out[at] = product *= numbers[at]!
}

/** `log(eᵃ + eᵇ)` step by step, the larger of the two taken out. */
export const runningLogSumExp: RunLane = (out, numbers, from, step, size) => {
  let total = -Infinity
  for (let i = 0, at = from; i < size; i++, at += step) {
    const value = numbers[at]!
    const high = Math.max(total, value)
    total = Number.isFinite(high) ? high + Math.log1p(Math.exp(Math.min(total, value) - high)) : high
    out[at] = total
  }
}

/**
 * The index of the best number so far, of equals the last; once a NaN came, the last NaN.
 * @param atLeast  whether a is as good as b
 */
export const runningPlace =
  (atLeast: (a: number, b: number) => boolean): RunLane =>
  (out, numbers, from, step, size) => {
    let best = 0
    for (let i = 0; i < size; i++) {
      const value = numbers[from + i * step]!
      const soFar = numbers[from + best * step]!
      if (Number.isNaN(value) || (!Number.isNaN(soFar) && atLeast(value, soFar))) best = i
      out[from + i * step] = best
    }
  }
