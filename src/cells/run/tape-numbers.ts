/** A tensor's numbers, few enough to be shown: the first of them, and what sums up the rest. */
import type { Nested } from '../parse/expectation.ts'

export interface TapeNumbers {
  shape: number[]
  /** In row-major order, all or the first. */
  numbers: number[]
  /** How many there are. */
  count: number
  /** Their Euclidean norm. */
  norm: number
}

const shown = 16

export function summarise(x: { readonly shape: readonly number[]; tolist(): unknown }): TapeNumbers {
  const all = flatten(x.tolist() as Nested)
  let squares = 0
  for (const number of all) squares += number * number
  return { shape: [...x.shape], numbers: all.slice(0, shown), count: all.length, norm: Math.sqrt(squares) }
}

export function flatten(value: Nested): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value === 'boolean') return [Number(value)]
  return value.flatMap((part) => flatten(part))
}
