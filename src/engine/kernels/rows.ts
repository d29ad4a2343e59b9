/** One number from a row of numbers, `numbers[start…end)`. Sums run in float64 and are rounded once, at the end. */
import type { Numbers } from '../dtype.ts'
import { sumOfRow } from './reduce.ts'

export type OfRow = (numbers: Numbers, start: number, end: number) => number

export const meanOfRow: OfRow = (numbers, start, end) => sumOfRow(numbers, start, end) / (end - start)

export const productOfRow: OfRow = (numbers, start, end) => {
  let product = 1
  for (let i = start; i < end; i++) product *= numbers[i]!
  return product
}

/** The place of the largest number, the first of equals; the first NaN counts as the largest. */
export const placeOfLargest: OfRow = (numbers, start, end) => {
  let best = start
  for (let i = start; i < end; i++) {
    if (numbers[i]! !== numbers[i]!) return i
    if (numbers[i]! > numbers[best]!) best = i
  }
  return best
}

/** The place of the smallest number, the first of equals; the first NaN counts as the smallest. */
export const placeOfSmallest: OfRow = (numbers, start, end) => {
  let best = start
  for (let i = start; i < end; i++) {
    if (numbers[i]! !== numbers[i]!) return i
    if (numbers[i]! < numbers[best]!) best = i
  }
  return best
}

export const largestOfRow: OfRow = (numbers, start, end) => numbers[placeOfLargest(numbers, start, end)]!
export const smallestOfRow: OfRow = (numbers, start, end) => numbers[placeOfSmallest(numbers, start, end)]!

/** How many numbers are not 0; NaN is not. */
export const nonzerosOfRow: OfRow = (numbers, start, end) => {
  let count = 0
  for (let i = start; i < end; i++) if (numbers[i] !== 0) count++
  return count
}

/** The sum of what is not NaN. */
export const nanSumOfRow: OfRow = (numbers, start, end) => {
  let total = 0
  for (let i = start; i < end; i++) if (numbers[i]! === numbers[i]!) total += numbers[i]!
  return total
}

/** How many numbers are not NaN. */
export const nanCountOfRow: OfRow = (numbers, start, end) => {
  let count = 0
  for (let i = start; i < end; i++) if (numbers[i]! === numbers[i]!) count++
  return count
}

/**
 * Sum of squared distances from the mean over n − correction; never divided by less than 0.
 * Two passes: the textbook's `mean(x²) − mean(x)²` loses all digits of numbers far from 0.
 */
export const varianceOfRow =
  (correction: number): OfRow =>
  (numbers, start, end) => {
    const mean = meanOfRow(numbers, start, end)
    let total = 0
    for (let i = start; i < end; i++) total += (numbers[i]! - mean) ** 2
    return total / Math.max(0, end - start - correction)
  }

/** log Σ exp x, with the largest number taken out first, so that nothing overflows. */
export const logSumExpOfRow: OfRow = (numbers, start, end) => {
  if (start === end) return -Infinity
  const largest = largestOfRow(numbers, start, end)
  const shift = Number.isFinite(largest) ? largest : 0
  let total = 0
  for (let i = start; i < end; i++) total += Math.exp(numbers[i]! - shift)
  return Math.log(total) + shift
}

/** The p-norm; p = 0 counts, ±∞ is the largest or smallest size. */
export function normOfRow(p: number): OfRow {
  if (p === 0) return nonzerosOfRow
  if (p === Infinity) return (numbers, start, end) => sizeOfRow(numbers, start, end, 0, (a, b) => a > b)
  if (p === -Infinity)
    return (numbers, start, end) => sizeOfRow(numbers, start, end, start < end ? Infinity : 0, (a, b) => a < b)
  return (numbers, start, end) => {
    let total = 0
    if (p === 1) for (let i = start; i < end; i++) total += Math.abs(numbers[i]!)
    else if (p === 2) for (let i = start; i < end; i++) total += numbers[i]! * numbers[i]!
    else for (let i = start; i < end; i++) total += Math.abs(numbers[i]!) ** p
    return p === 1 ? total : p === 2 ? Math.sqrt(total) : total ** (1 / p)
  }
}

function sizeOfRow(
  numbers: Numbers,
  start: number,
  end: number,
  from: number,
  better: (a: number, b: number) => boolean,
): number {
  let best = from
  for (let i = start; i < end; i++) {
    const size = Math.abs(numbers[i]!)
    if (Number.isNaN(size)) return NaN
    if (better(size, best)) best = size
  }
  return best
}
