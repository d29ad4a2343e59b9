/** Numbers of a tensor as text: exact, and no longer than they need be. */
import type { Nested } from '../parse/expectation.ts'

/** A float32 that is no short decimal has 15 digits or more as a double; one of fewer is worth showing whole. */
const shortDigits = 12

/**
 * Nested numbers as they are written in code, a row a line. A single number stands without brackets.
 *
 * @param dtype  `float32` numbers that are a short decimal stand whole, as `tolist()` gives them: 2.98828125. Others have
 *   the fewest digits that read back as the same float32: 0.1, not 0.10000000149011612.
 */
export function formatNested(value: Nested, dtype?: string): string {
  const single = onlyElement(value)
  return single === undefined ? format(value, dtype, 0) : formatElement(single, dtype)
}

function onlyElement(value: Nested): number | boolean | undefined {
  if (!Array.isArray(value)) return value as number | boolean
  return value.length === 1 ? onlyElement(value[0] as Nested) : undefined
}

function format(value: Nested, dtype: string | undefined, depth: number): string {
  if (!Array.isArray(value)) return formatElement(value as number | boolean, dtype)
  const parts = value.map((part: Nested) => format(part, dtype, depth + 1))
  const separator = Array.isArray(value[0]) ? ',\n' + ' '.repeat(depth + 1) : ', '
  return `[${parts.join(separator)}]`
}

function formatElement(value: number | boolean, dtype: string | undefined): string {
  if (Object.is(value, -0)) return '-0'
  return typeof value === 'number' && dtype === 'float32' ? shortestFloat32(value) : String(value)
}

function shortestFloat32(value: number): string {
  const exact = String(value)
  if (!Number.isFinite(value) || significantDigits(exact) <= shortDigits) return exact
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits))
    if (Math.fround(shorter) === value) return String(shorter)
  }
  return String(Number(value.toPrecision(9)))
}

function significantDigits(decimal: string): number {
  return decimal.replace(/e.*$/, '').replace(/\D/g, '').replace(/^0+/, '').length
}
