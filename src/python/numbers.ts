/** Nested numbers from Python, as its `json` writes them: which type they have, and the numbers. */
import type { DType, Nested } from '../engine/index.ts'

const notFinite = /-?\b(?:NaN|Infinity)\b/g

export function numbersFrom(text: string): { data: Nested; kind: DType } {
  return { data: parseNumbers(text), kind: kindOf(text) }
}

/** Python writes a float with a point or an exponent, and an int without. */
function kindOf(text: string): DType {
  if (/\d[.e]|NaN|Infinity/.test(text)) return 'float32'
  if (/\d/.test(text)) return 'int64'
  return /true|false/.test(text) ? 'bool' : 'float32'
}

export function parseNumbers(text: string): Nested {
  if (!/NaN|Infinity/.test(text)) return JSON.parse(text) as Nested
  return JSON.parse(text.replace(notFinite, '"$&"'), (_, value: unknown) =>
    typeof value === 'string' ? Number(value) : value,
  ) as Nested
}
