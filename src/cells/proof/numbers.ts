/** Nested numbers: compared, written into JSON, shown in messages. */
import type { Nested } from '../parse/expectation.ts'

/** Exactly the same numbers in the same shape; NaN equals NaN. */
export function sameNested(a: Nested | null | undefined, b: Nested | null | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameNested(item, b[i]))
  return Object.is(a, b) || a === b
}

/** JSON has no word for NaN and the infinities. */
export type JsonNested = number | boolean | string | JsonNested[]

export function toJson(value: Nested): JsonNested {
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'number' || Number.isFinite(value)) return value as number | boolean
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
}

export function fromJson(value: JsonNested): Nested {
  if (Array.isArray(value)) return value.map(fromJson)
  if (typeof value !== 'string') return value
  return value === 'nan' ? NaN : value === 'inf' ? Infinity : -Infinity
}

/** For a message: whole where it is short. */
export function showNested(value: Nested | null | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  const text = JSON.stringify(toJson(value)).replaceAll('"', '').replaceAll(',', ', ')
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** The first place at which two nested values part, as `[0][2]`. */
export function pathOfDifference(a: Nested | undefined, b: Nested | undefined): string {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return ''
  const index = a.findIndex((item, i) => !sameNested(item, b[i]))
  return index < 0 ? '' : `[${index}]${pathOfDifference(a[index], b[index])}`
}
