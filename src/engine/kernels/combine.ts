/** Numbers combined with what stands at their places. NaN wins over every number. */
import type { Numbers } from '../dtype.ts'

export type Combine = 'multiply' | 'larger' | 'smaller'

export function combineAt(out: Numbers, at: Int32Array, source: Numbers, combine: Combine): void {
  if (combine === 'multiply') for (let i = 0; i < at.length; i++) out[at[i]!]! *= source[i]!
  else if (combine === 'larger') for (let i = 0; i < at.length; i++) out[at[i]!] = Math.max(out[at[i]!]!, source[i]!)
  else for (let i = 0; i < at.length; i++) out[at[i]!] = Math.min(out[at[i]!]!, source[i]!)
}
