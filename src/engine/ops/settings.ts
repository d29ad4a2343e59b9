/**
 * PyTorch's optional arguments, which its users give in a row or by name:
 * `hardtanh(x, -2, 2)`, `hardtanh(x, { minVal: -2, maxVal: 2 })`, `hardtanh(x, -2, { maxVal: 2 })`.
 */
import { changeInPlace } from '../autograd/in-place.ts'
import { ArgumentError, type TorchError } from '../errors.ts'
import { Tensor } from '../tensor.ts'
import { input } from './operand.ts'

/** What may follow the tensors of a call: values in PyTorch's order, names and values in a last object. */
export type Settings<T extends object> = readonly (T | T[keyof T] | null)[]

const isNamed = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Tensor)

/**
 * The optional arguments by name; `null` counts as not given, as Python's `None`.
 * @param names  all of them, in PyTorch's order
 * @throws ArgumentError `unknown-option`
 */
export function settings<T extends object>(
  operation: string,
  names: readonly (keyof T & string)[],
  given: Settings<T>,
): T {
  const found: Record<string, unknown> = {}
  if (given.length === 0) return found as T
  const last = given[given.length - 1]
  const named = isNamed(last) ? (last as Record<string, unknown>) : null
  const inRow = named === null ? given.length : given.length - 1
  for (let i = 0; i < inRow && i < names.length; i++) found[names[i]!] = given[i] ?? undefined
  if (named === null) return found as T
  for (const name of Object.keys(named)) {
    if (!names.includes(name as keyof T & string)) throw unknownOption(operation, name, names)
    found[name] = named[name] ?? undefined
  }
  return found as T
}

function unknownOption(operation: string, option: string, names: readonly string[]): ArgumentError {
  return new ArgumentError(`${operation}: has no option ${option}. It takes ${names.join(', ')}.`, {
    code: 'unknown-option',
    params: { operation, option, known: names.join(', ') },
    torch: {
      type: 'TypeError',
      message: `${snake(operation)}() got an unexpected keyword argument '${snake(option)}'`,
    },
  })
}

/** PyTorch's spelling of a name. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * One of a few words.
 * @throws ArgumentError `not-a-choice`
 */
export function choice<T extends string>(
  operation: string,
  option: string,
  value: string,
  known: readonly T[],
  torch: TorchError,
): T {
  if ((known as readonly string[]).includes(value)) return value as T
  throw new ArgumentError(
    `${operation}: ${option} is one of ${known.map((word) => `'${word}'`).join(', ')}, got '${value}'.`,
    {
      code: 'not-a-choice',
      params: { operation, option, value, known: known.join(', ') },
      torch,
    },
  )
}

/**
 * A number that an argument must not be. `expected` is written in signs, which every reader can read: `≥ 0`, `∈ [0, 1]`.
 */
export const outOfRange = (
  operation: string,
  argument: string,
  value: number,
  expected: string,
  torch: TorchError,
): ArgumentError =>
  new ArgumentError(`${operation}: ${argument} is ${value}, but ${argument} ${expected} is needed.`, {
    code: 'argument-range',
    params: { operation, argument, value, expected },
    torch,
  })

/** What PyTorch's option `inplace` asks for: the result written over x, and x itself returned. */
export function perhapsInPlace(operation: string, inplace: boolean, x: Tensor, compute: (x: Tensor) => Tensor): Tensor {
  return inplace ? changeInPlace(`${operation}_`, input(operation, x), compute) : compute(x)
}
