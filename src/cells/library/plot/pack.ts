/** Making numbers small enough to send: five digits, fewer points, 16 bits. */
import type { Numbers } from './figure.ts'

// Taken now: a cell may put functions of its own in their place later.
const { fromCharCode } = String
const toBase64 = btoa

/** Five digits, which is more than any axis or table shows. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : null
}

export function roundedAll(values: ArrayLike<number>): Numbers {
  return Array.from(values, rounded)
}

/** `count` indices spread evenly over `length`, the first and the last among them. */
export function spread(length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, i) => i)
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / (count - 1)))
}

/**
 * Indices of at most `count` numbers that draw the same line: of each stretch the first, the lowest, the highest and the
 * last, so that no spike is lost.
 */
export function thinLine(y: ArrayLike<number>, count: number): number[] {
  const { length } = y
  if (length <= count) return spread(length, length)
  const stretches = Math.floor(count / 4)
  const kept: number[] = []
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * length) / stretches)
    const to = Math.floor(((stretch + 1) * length) / stretches)
    let low = from
    let high = from
    for (let i = from; i < to; i++) {
      if (y[i]! < y[low]!) low = i
      if (y[i]! > y[high]!) high = i
    }
    kept.push(...new Set([from, Math.min(low, high), Math.max(low, high), to - 1]))
  }
  return kept
}

/** Means of equal blocks, where a grid has more rows or columns than can be shown. */
export function shrinkGrid(
  values: Float64Array,
  rows: number,
  columns: number,
  limit: number,
): { values: Float64Array; rows: number; columns: number } {
  if (rows <= limit && columns <= limit) return { values, rows, columns }
  const [toRows, toColumns] = [Math.min(rows, limit), Math.min(columns, limit)]
  const sums = new Float64Array(toRows * toColumns)
  const counts = new Float64Array(toRows * toColumns)
  for (let row = 0; row < rows; row++) {
    const toRow = Math.floor((row * toRows) / rows)
    for (let column = 0; column < columns; column++) {
      const at = toRow * toColumns + Math.floor((column * toColumns) / columns)
      sums[at]! += values[row * columns + column]!
      counts[at]!++
    }
  }
  return { values: sums.map((sum, i) => sum / counts[i]!), rows: toRows, columns: toColumns }
}

/** Beyond so many, 16 bits for each take less room than digits do. */
const writtenValues = 150
const steps = 65534

export function packGrid(values: Float64Array): Numbers | { low: number; high: number; base64: string } {
  if (values.length <= writtenValues) return roundedAll(values)
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) [low, high] = [0, 0]
  const bytes = new Uint8Array(values.length * 2)
  values.forEach((value, i) => {
    const part = Number.isFinite(value) ? Math.round(((value - low) / (high - low || 1)) * steps) : steps + 1
    bytes[2 * i] = part & 255
    bytes[2 * i + 1] = part >> 8
  })
  return { low: rounded(low)!, high: rounded(high)!, base64: encodeBytes(bytes) }
}

export function encodeBytes(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += fromCharCode(...bytes.subarray(i, i + 8192))
  return toBase64(text)
}

/** The numbers of a packed grid. */
export function unpackGrid(values: Numbers | { low: number; high: number; base64: string }): Float64Array {
  if (!('base64' in values)) return Float64Array.from(values, (value) => value ?? NaN)
  const { low, high, base64 } = values
  const bytes = decodeBytes(base64)
  return Float64Array.from({ length: bytes.length >> 1 }, (_, i) => {
    const part = bytes[2 * i]! | (bytes[2 * i + 1]! << 8)
    return part > steps ? NaN : low + (part / steps) * (high - low)
  })
}

export function decodeBytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
