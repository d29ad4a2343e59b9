/**
 * Values as text, as a good console prints them: numbers exactly, tensors as the engine prints them, what is long or
 * runs in a circle cut with a mark. The marks hold no words, for they stand on pages in every language:
 * `… +900` nine hundred more, `{…}` deeper than shown, `↺` an object inside itself, `ƒ` a function.
 */
import { isModule, isOptimizer, isTensor } from './inspect.ts'

const maxDepth = 4
const maxItems = 100
/** Of all that is inside a value: lists in lists in lists would be a million numbers. */
const maxAll = 1000
const maxText = 10_000
const lineWidth = 76

/** The arguments of `console.log`, with `%s %d %i %f %j %o %O %c %%` in a first string. */
export function formatArguments(values: readonly unknown[]): string {
  const [first, ...rest] = values
  if (typeof first !== 'string' || !/%[sdifjoOc%]/.test(first)) return values.map(formatTop).join(' ')
  let next = 0
  const text = first.replace(/%([sdifjoOc%])/g, (directive, letter: string) => {
    if (letter === '%') return '%'
    if (next >= rest.length) return directive
    const value = rest[next++]
    switch (letter) {
      case 's':
        return formatTop(value)
      case 'd':
      case 'f':
        return formatNumber(Number(value))
      case 'i':
        return formatNumber(Math.trunc(Number(value)))
      case 'j':
        return JSON.stringify(value) ?? 'undefined'
      case 'c':
        return ''
      default:
        return formatValue(value)
    }
  })
  return [text, ...rest.slice(next).map(formatTop)].join(' ')
}

/** As formatValue, but a string stands for itself. */
export function formatTop(value: unknown): string {
  return typeof value === 'string' ? cutText(value) : formatValue(value)
}

export function formatValue(value: unknown): string {
  return format(value, { depth: 0, indent: 0, above: [], room: { items: maxAll } })
}

interface Context {
  depth: number
  indent: number
  above: readonly object[]
  /** Shared by all that is inside one value. */
  room: { items: number }
}

function format(value: unknown, context: Context): string {
  switch (typeof value) {
    case 'string':
      return quote(cutText(value))
    case 'number':
      return formatNumber(value)
    case 'bigint':
      return `${value}n`
    case 'function':
      return isModule(value) ? formatObject(value, context) : formatFunction(value)
    case 'object':
      return value === null ? 'null' : formatObject(value, context)
    default:
      return String(value)
  }
}

function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return mark + (mark === "'" ? inner.replaceAll("'", "\\'") : inner) + mark
}

function cutText(text: string): string {
  if (text.length <= maxText) return text
  return `${text.slice(0, maxText)}… +${text.length - maxText}`
}

function formatFunction(value: { name: string }): string {
  const isClass = /^class\b/.test(Function.prototype.toString.call(value))
  return isClass ? `class ${value.name}`.trim() : `ƒ ${value.name}()`
}

function formatObject(value: object, context: Context): string {
  try {
    return formatKnown(value, context) ?? formatStructure(value, context)
  } catch (error) {
    // A getter or a proxy of the reader's may throw; printing must not.
    return `{ ✗ ${error instanceof Error ? error.message : ''} }`
  }
}

function formatKnown(value: object, { indent }: Context): string | undefined {
  if (isTensor(value) || isModule(value) || isOptimizer(value)) return indentLines(value.toString(), indent)
  if (value instanceof Error) return formatError(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return `[${value.constructor.name}: ${formatValue(value.valueOf())}]`
  }
  if (value instanceof Promise) return 'Promise {}'
  if (value instanceof WeakMap || value instanceof WeakSet) return `${value.constructor.name} {}`
  return undefined
}

function formatError(error: Error): string {
  const text = error.message ? `${error.name}: ${error.message}` : error.name
  return error.cause === undefined ? text : `${text} ← ${formatValue(error.cause)}`
}

function formatStructure(value: object, context: Context): string {
  if (context.above.includes(value)) return '↺'
  const { open, close, entries } = structureOf(value)
  if (context.depth >= maxDepth && hasAny(entries)) return `${open}…${close}`
  const inner: Context = {
    depth: context.depth + 1,
    indent: context.indent + 2,
    above: [...context.above, value],
    room: context.room,
  }
  const parts: string[] = []
  let left = 0
  for (const write of entries) {
    if (parts.length < maxItems && context.room.items-- > 0) parts.push(write(inner))
    else left++
  }
  if (left > 0) parts.push(`… +${left}`)
  return layOut(open, parts, close, context.indent)
}

interface Structure {
  open: string
  close: string
  entries: Iterable<(context: Context) => string>
}

function structureOf(value: object): Structure {
  const name = constructorName(value)
  if (Array.isArray(value)) {
    const prefix = name === 'Array' ? '' : `${name}(${value.length}) `
    return { open: `${prefix}[`, close: ']', entries: arrayEntries(value) }
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = Array.from(value as unknown as ArrayLike<number | bigint>)
    return {
      open: `${name}(${items.length}) [`,
      close: ']',
      entries: items.map((item) => (c: Context) => format(item, c)),
    }
  }
  if (value instanceof Map) {
    const entries = [...value].map(
      ([key, item]) =>
        (c: Context) =>
          `${format(key, c)} => ${format(item, c)}`,
    )
    return { open: `${name}(${value.size}) {`, close: '}', entries }
  }
  if (value instanceof Set) {
    return {
      open: `${name}(${value.size}) {`,
      close: '}',
      entries: [...value].map((item) => (c: Context) => format(item, c)),
    }
  }
  const open = name === 'Object' || name === '' ? '{' : `${name} {`
  return { open, close: '}', entries: propertyEntries(value) }
}

function* arrayEntries(value: readonly unknown[]): Iterable<(context: Context) => string> {
  let holes = 0
  for (let i = 0; i < value.length; i++) {
    if (!(i in value)) {
      holes++
      continue
    }
    if (holes > 0) yield fixedText(`∅ ×${holes}`)
    holes = 0
    const item = value[i]
    yield (context) => format(item, context)
  }
  if (holes > 0) yield fixedText(`∅ ×${holes}`)
}

function fixedText(text: string): () => string {
  return () => text
}

function propertyEntries(value: object): ((context: Context) => string)[] {
  return Reflect.ownKeys(value)
    .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
    .map((key) => (context) => {
      const written =
        typeof key === 'symbol'
          ? `[${String(key)}]`
          : /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
            ? key
            : quote(key)
      return `${written}: ${format((value as Record<PropertyKey, unknown>)[key], context)}`
    })
}

function hasAny(entries: Iterable<unknown>): boolean {
  for (const _ of entries) return true
  return false
}

function constructorName(value: object): string {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null ? '' : String(prototype.constructor?.name ?? 'Object')
}

/** On one line where that is short; numbers in rows; else one entry a line. */
function layOut(open: string, parts: readonly string[], close: string, indent: number): string {
  if (parts.length === 0) return open + close
  const space = close === ']' ? '' : ' '
  const line = open + space + parts.join(', ') + space + close
  if (indent + line.length <= lineWidth && !line.includes('\n')) return line
  const pad = '\n' + ' '.repeat(indent + 2)
  const short = close === ']' && parts.every((part) => part.length <= 16 && !part.includes('\n'))
  const rows = short ? wrap(parts, lineWidth - indent - 2) : parts
  return open + pad + rows.join(',' + pad) + '\n' + ' '.repeat(indent) + close
}

function wrap(parts: readonly string[], width: number): string[] {
  const rows: string[] = []
  for (const part of parts) {
    const row = rows.at(-1)
    if (row !== undefined && row.length + part.length + 2 < width) rows[rows.length - 1] = `${row}, ${part}`
    else rows.push(part)
  }
  return rows
}

function indentLines(text: string, indent: number): string {
  return text.replaceAll('\n', '\n' + ' '.repeat(indent))
}
