/** Events as one string and back. JSON, but for the numbers it lacks: NaN, ±Infinity and −0 stand as `{"$": "NaN"}`. */
import { isCellEvent } from './check.ts'
import type { CellEvent } from './protocol.ts'

// Taken now: the code of a cell may put its own in their place.
const { stringify, parse } = JSON
const isObjectIs = Object.is
const asText = String

export function packBatch(events: readonly CellEvent[]): string {
  return stringify(events, (_, value: unknown) =>
    typeof value === 'number' && (value - value !== 0 || isObjectIs(value, -0))
      ? { $: isObjectIs(value, -0) ? '-0' : asText(value) }
      : value,
  )
}

/** The events of a batch; `undefined` where it is not one. */
export function readBatch(batch: string): CellEvent[] | undefined {
  let events: unknown
  try {
    events = parse(batch, (_, value: unknown) => (isMissingNumber(value) ? Number(value.$) : value))
  } catch {
    return undefined
  }
  return Array.isArray(events) && events.every(isCellEvent) ? events : undefined
}

function isMissingNumber(value: unknown): value is { $: string } {
  return typeof value === 'object' && value !== null && '$' in value && /^(?:NaN|-?Infinity|-0)$/.test(asText(value.$))
}
