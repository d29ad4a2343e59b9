/** From the times of several processes to medians, and to ratios with their spread. */
import type { Spread } from '../../../src/site/speed/results.ts'
import { median } from './time-work.ts'

export const spreadOf = (values: readonly number[]): Spread => ({
  median: round(median(values)),
  low: round(Math.min(...values)),
  high: round(Math.max(...values)),
})

/**
 * How many times longer than ours. Processes of one round ran one after the other under the same load, so each ratio is
 * of one round.
 */
export const ratiosOf = (times: readonly number[], ours: readonly number[]): Spread =>
  spreadOf(times.slice(0, ours.length).map((time, round) => time / ours[round]!))

/** Four digits: what a second run might give again. */
export const round = (value: number): number => Number(value.toPrecision(4))
