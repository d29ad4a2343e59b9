/** Whether something that came out of a sandbox is an event, field by field. What is not, ends the run. */
import type { WorkerEvent } from './protocol.ts'

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const number: Check = (value) => typeof value === 'number'
const flag: Check = (value) => typeof value === 'boolean'
const anything: Check = (value) => value !== undefined
const oneOf =
  (...names: string[]): Check =>
  (value) =>
    names.includes(value as string)
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

/** Exactly these fields: JSON's `__proto__` is an own field and so is refused like any other stranger. */
const record = (fields: Record<string, Check>): Check => {
  const names = Object.keys(fields)
  return (value) =>
    isRecord(value) &&
    Object.keys(value).every((name) => names.includes(name)) &&
    names.every((name) => fields[name]!(value[name]))
}

/** Numbers and truth values in arrays; batch.ts has bounded the depth already. */
const nested: Check = (value) => number(value) || flag(value) || (Array.isArray(value) && value.every(nested))

const place: Check = (value) => Number.isInteger(value) && (value as number) > 0

const variable = record({
  name: text,
  kind: oneOf('tensor', 'module', 'number', 'boolean', 'string', 'array', 'object'),
  text,
  value: optional(nested),
  shape: optional(listOf(number)),
  dtype: optional(text),
  grad: optional((value) => value === null || nested(value)),
  gradText: optional(text),
  cut: optional(number),
})

const error = record({
  code: text,
  params: isRecord,
  name: text,
  original: text,
  traceback: optional(text),
  line: optional(place),
  column: optional(place),
  cell: optional(text),
})

const events: Record<WorkerEvent['type'], Check> = {
  output: record({ type: text, level: oneOf('log', 'info', 'warn', 'error', 'debug'), text }),
  display: record({ type: text, kind: text, text, data: anything, key: optional(text) }),
  variables: record({ type: text, variables: listOf(variable) }),
  tape: record({ type: text, data: anything }),
  progress: record({
    type: text,
    depth: number,
    done: number,
    total: optional(number),
    label: optional(text),
    elapsed: number,
  }),
  ask: record({ type: text, name: text, kind: text, label: text, data: anything }),
  error: record({ type: text, error }),
  done: record({ type: text, ok: flag, ms: number }),
  wanting: record({ type: text }),
}

export function isCellEvent(value: unknown): value is WorkerEvent {
  if (!isRecord(value) || typeof value.type !== 'string') return false
  return Object.hasOwn(events, value.type) && events[value.type as WorkerEvent['type']](value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
