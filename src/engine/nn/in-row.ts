/** Arguments that a layer must have, which PyTorch's users give in a row or by name: `Conv2d(1, 4, 3)`, `Conv2d(1, 4, { kernelSize: 3 })`. */
import { ArgumentError } from '../errors.ts'
import type { Settings } from '../ops/settings.ts'
import { snakeCase } from '../print/python.ts'
import { Tensor } from '../tensor.ts'

/** What must be given, V, in a row; then options in a row or by name; or some of V and the rest by name. O has all the names. */
export type Row<V extends readonly unknown[], O extends object> =
  [...needed: V, ...options: Settings<Partial<O>>] | Named<V, Partial<O>>

type Named<V extends readonly unknown[], O> = V extends readonly [...infer Before, unknown]
  ? [...Before, O] | Named<Before, O>
  : never

const isNamed = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Tensor)

/**
 * The arguments in a row, whatever way they were given.
 * @param needed  the names of those that must be given, in PyTorch's order
 * @throws ArgumentError `missing-argument`
 */
export function inRow<V extends readonly unknown[], O extends object>(
  operation: string,
  needed: { readonly [K in keyof V]: string },
  given: readonly unknown[],
): [...V, ...Settings<Partial<O>>] {
  const at = given.findIndex(isNamed)
  const { ...byName } = at < 0 ? {} : (given[at] as Record<string, unknown>)
  const row = at < 0 ? [...given] : given.slice(0, at)
  for (let i = row.length; i < needed.length; i++) {
    const name = needed[i]!
    row.push(byName[name])
    delete byName[name]
  }
  const missing = needed.filter((_, i) => row[i] === undefined)
  if (missing.length > 0) throw missingArguments(operation, needed, missing)
  return (at < 0 ? row : [...row, byName]) as [...V, ...Settings<Partial<O>>]
}

function missingArguments(operation: string, needed: readonly string[], missing: readonly string[]): ArgumentError {
  const quoted = missing.map((name) => `'${snakeCase(name)}'`)
  const list = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}` : quoted[0]
  return new ArgumentError(`${operation}: ${missing[0]} is missing. It needs ${needed.join(', ')}.`, {
    code: 'missing-argument',
    params: { operation, argument: missing[0] },
    torch: {
      type: 'TypeError',
      message: `__init__() missing ${missing.length} required positional argument${missing.length > 1 ? 's' : ''}: ${list}`,
    },
  })
}
