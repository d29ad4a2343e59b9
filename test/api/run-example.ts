/** Runs a docstring's example on the engine and says where it does not give what it promises. */
import { stripTypeScriptTypes } from 'node:module'
import { Tensor } from '../../src/engine/index.ts'
import type { Example } from '../../src/site/api/example.ts'

export interface Outcome {
  /** `line: what it gave` for each promise that was broken. */
  faults: string[]
  /** How many promises there were. */
  promises: number
}

export async function runExample({ statements }: Example, scope: Record<string, unknown>): Promise<Outcome> {
  const faults: string[] = []
  // `var` is exported, and no name that code can use.
  const names = Object.keys(scope).filter((name) => name !== 'var')
  const check = (value: unknown, index: number): void => {
    const { expected, line } = statements[index]!
    if (!agrees(value, expected!)) faults.push(`${line}: gave ${shown(value)}, not ${expected}`)
  }
  const body = statements.map(({ code, expected }, i) => (expected === undefined ? code : `__check((${code}\n), ${i})`))
  try {
    const code = stripTypeScriptTypes(`async () => {\n${body.join('\n;')}\n}`)
    // The engine's names stand outside the function, so that an example may give them to values of its own.
    await new Function('__check', ...names, `return (${code})()`)(check, ...names.map((name) => scope[name]))
  } catch (error) {
    faults.push(`${statements[0]?.line}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`)
  }
  return { faults, promises: statements.filter(({ expected }) => expected !== undefined).length }
}

function agrees(value: unknown, expected: string): boolean {
  if (value instanceof Tensor || typeof value === 'string') {
    if (flat(String(value)) === flat(expected)) return true
  }
  let wanted: unknown
  try {
    wanted = new Function(`return (${expected})`)()
  } catch {
    return flat(String(value)) === flat(expected)
  }
  // Four decimals and more are digits that were rounded.
  const tolerance = /\.\d{4}/.test(expected) ? 5e-5 : 0
  return same(value, wanted, tolerance)
}

function same(a: unknown, b: unknown, tolerance: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Object.is(a, b) || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b))
  }
  if (a instanceof Tensor) return same(a.tolist(), b, tolerance)
  if (ArrayBuffer.isView(a)) return same([...(a as Float64Array)], b, tolerance)
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => same(item, b[i], tolerance))
  if (a && b && typeof a === 'object' && typeof b === 'object') {
    const keys = Object.keys(b)
    return (
      keys.length === Object.keys(a).length &&
      keys.every((key) => same((a as never)[key], (b as never)[key], tolerance))
    )
  }
  return Object.is(a, b)
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

function shown(value: unknown): string {
  if (value instanceof Tensor) return flat(String(value))
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value, (_, part) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part))
    : String(value)
}
