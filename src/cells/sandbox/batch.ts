/** Events as one string and back. JSON, but for the numbers it lacks: NaN, ±Infinity and −0 stand as `{"$": "NaN"}`. */
import { isCellEvent } from './check.ts'
import type { WorkerEvent } from './protocol.ts'

// Taken now: a cell may put functions of its own in their place later.
const { stringify, parse } = JSON
const { is } = Object
const toText = String

const maxDepth = 100

export function packBatch(events: readonly WorkerEvent[]): string {
  return stringify(events, (_, value: unknown) =>
    isUnwritten(value) ? { $: is(value, -0) ? '-0' : toText(value) } : value,
  )
}

/** The events of a batch; `undefined` where it is not one. */
export function readBatch(batch: string): WorkerEvent[] | undefined {
  if (isDeep(batch)) return undefined
  try {
    const events: unknown = batch.includes('{"$":') ? parse(batch, reviveNumber) : parse(batch)
    return Array.isArray(events) && events.every(isCellEvent) ? events : undefined
  } catch {
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

/** A million brackets are read in a second by some parsers, and no event needs a hundred. */
function isDeep(json: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < json.length; i++) {
    const character = json[i]
    if (inString) {
      if (character === '\\') i++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '[' || character === '{') {
      if (++depth > maxDepth) return true
    } else if (character === ']' || character === '}') depth--
  }
  return false
}
