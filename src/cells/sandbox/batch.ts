/** Events as one string and back. JSON, but for the numbers it lacks: NaN, ±Infinity and −0 stand as `{"$": "NaN"}`. */
import { isCellEvent } from './check.ts'
import type { CellEvent } from './protocol.ts'

// Taken now: a cell may put functions of its own in their place later.
const { stringify, parse } = JSON
const { is } = Object
const toText = String

export function packBatch(events: readonly CellEvent[]): string {
  return stringify(events, (_, value: unknown) => (isUnwritten(value) ? { $: is(value, -0) ? '-0' : toText(value) } : value))
}

/** The events of a batch; `undefined` where it is not one. */
export function readBatch(batch: string): CellEvent[] | undefined {
  try {
    const events: unknown = batch.includes('{"$":') ? parse(batch, reviveNumber) : parse(batch)
    return Array.isArray(events) && events.every(isCellEvent) ? events : undefined
  } catch {
    // Not JSON, or nested so deep that reading it overflows the stack.
    return undefined
  }
}

/** True for a number that JSON would write as null or, for −0, as 0. */
function isUnwritten(value: unknown): boolean {
  return typeof value === 'number' && (value - value !== 0 || is(value, -0))
}

function reviveNumber(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { $ } = value as { $?: unknown }
  return typeof $ === 'string' && /^(?:NaN|-?Infinity|-0)$/.test($) ? Number($) : value
}
