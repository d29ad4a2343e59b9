/** Numbers combined with what stands at their places. */
import type { Numbers } from '../dtype.ts'

export type Combine = 'add' | 'multiply' | 'larger' | 'smaller'

/** NaN wins over every number. */
export function combineAt(out: Numbers, at: Int32Array, source: Numbers, combine: Combine): void {
  if (combine === 'add') for (let i = 0; i < at.length; i++) out[at[i]!]! += source[i]!
  else if (combine === 'multiply') for (let i = 0; i < at.length; i++) out[at[i]!]! *= source[i]!
  else if (combine === 'larger') for (let i = 0; i < at.length; i++) out[at[i]!] = Math.max(out[at[i]!]!, source[i]!)
  else for (let i = 0; i < at.length; i++) out[at[i]!] = Math.min(out[at[i]!]!, source[i]!)
}

/** How many numbers each of n places is made of: those combined there, and its own if that counts or is alone. */
export function countsOf(at: Int32Array, n: number, ownCounts: boolean): Float64Array {
  const counts = new Float64Array(n)
  for (let i = 0; i < at.length; i++) counts[at[i]!]!++
  for (let i = 0; i < n; i++) if (ownCounts || counts[i] === 0) counts[i]!++
  return counts
}

/** Divides each number by its count; whole numbers are rounded down. */
export function divideAt(out: Numbers, counts: Numbers, fractions: boolean): void {
  for (let i = 0; i < out.length; i++) out[i] = fractions ? out[i]! / counts[i]! : Math.floor(out[i]! / counts[i]!)
}
