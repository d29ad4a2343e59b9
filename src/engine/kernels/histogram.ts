/** Counting numbers. */
import type { Numbers } from '../dtype.ts'

/** `out[i]` += weight for each number i; weight 1 where there are none. */
export function countInto(out: Numbers, numbers: Numbers, weights: Numbers | null): void {
  for (let i = 0; i < numbers.length; i++) out[numbers[i]!]! += weights === null ? 1 : weights[i]!
}

/** Counts numbers in bins of equal width between low and high; the last bin holds high. Others are left out. */
export function histogramInto(
  out: Numbers,
  numbers: Numbers,
  low: number,
  high: number,
  round: (value: number) => number,
): void {
  const bins = out.length
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!
    if (!(value >= low && value <= high)) continue
    const bin = Math.trunc(round(round(round(value - low) * bins) / round(high - low)))
    out[Math.min(bin, bins - 1)]!++
  }
}
