/** Options of layers: kept as properties, so that they can be read and printed. */
import { ArgumentError } from '../errors.ts'
import { settings, type Settings } from '../ops/settings.ts'
import { snakeCase } from '../print/python.ts'
import { Tensor } from '../tensor.ts'
import type { Module } from './module.ts'

/**
 * The options given in a row or by name, the others from `defaults`, which has PyTorch's order.
 * @throws ArgumentError `unknown-option`
 */
export function optionsOf<T extends object>(operation: string, defaults: T, given: Settings<Partial<T>>): T {
  const names = Object.keys(defaults) as (keyof T & string)[]
  const found = asConstructor(() => settings<Partial<T>>(operation, names, given))
  const last = given.at(-1)
  const byName =
    typeof last === 'object' && last !== null && !(last instanceof Tensor) && !Array.isArray(last)
      ? (last as Partial<T>)
      : ({} as Partial<T>)
  // By name, null is a value: "none" is not "the default".
  return Object.fromEntries(
    names.map((name) => [name, found[name] ?? (byName[name] === null ? null : defaults[name])]),
  ) as T
}

/** An option that is not there, in the words in which Python says it of a class. */
function asConstructor<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ArgumentError) || error.code !== 'unknown-option') throw error
    const { operation, option, known } = error.params
    throw new ArgumentError(error.message, {
      code: 'unknown-option',
      params: { operation, option, known },
      torch: {
        type: 'TypeError',
        message: `__init__() got an unexpected keyword argument '${snakeCase(String(option))}'`,
      },
    })
  }
}

/** Gives a module its options as properties. */
export function keepOptions<T extends object>(module: Module & T, defaults: T, given: Settings<Partial<T>>): void {
  for (const [name, value] of Object.entries(optionsOf(module.constructor.name, defaults, given))) {
    Object.defineProperty(module, name, { value, writable: true, enumerable: true, configurable: true })
  }
}
