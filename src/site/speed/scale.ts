/** A logarithmic axis for ratios: whole powers of ten at its ends, in per cent of its length. */
import type { Spread } from './results.ts'

export interface Scale {
  /** 0.1, 1, 10, … */
  ticks: number[]
  /** Where a ratio stands [%]. */
  at(ratio: number): number
}

/** @param room  the share of the length that the scale leaves free at its end, for what is written behind a bar */
export function logScale(ratios: readonly Spread[], room = 0.2): Scale {
  const values = [1, ...ratios.flatMap(({ median, low, high }) => [median, low, high])]
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1)
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)),
    at: (ratio) => Number((((Math.log10(ratio) - low) / (high - low)) * (1 - room) * 100).toFixed(3)),
  }
}
