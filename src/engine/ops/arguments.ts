/** How calls are typed and what they must bring: arguments in PyTorch's order, by name in a last object, or both. */
import { ArgumentError } from '../errors.ts'
import { Tensor } from '../tensor.ts'
import { settings, type Settings } from './settings.ts'

/** `Call<[dim: number, index: Tensor], O>`: some of the values in a row, the others in an object of type O. */
export type Call<V extends readonly unknown[], O> = V extends readonly [infer First, ...infer Rest]
  ? [options?: O] | [first: First, ...rest: Call<Rest, O>]
  : [options?: O]

/** Sizes, dims or shifts: as one array, in a row, or by name. */
export type Many<O> = [values: readonly number[]] | number[] | [options: O]

/**
 * The arguments by name, those listed first being needed.
 * @param needed    names that must be given, in PyTorch's order
 * @param optional  names that may follow them
 * @throws ArgumentError `missing-argument`, `unknown-option`
 */
export function named<T extends object>(
  operation: string,
  needed: readonly (keyof T & string)[],
  optional: readonly (keyof T & string)[],
  given: readonly unknown[],
): T {
  const names = optional.length === 0 ? needed : needed.length === 0 ? optional : [...needed, ...optional]
  const found = settings<T>(operation, names, given as Settings<T>)
  for (let i = 0; i < needed.length; i++) {
    const missing = needed[i]!
    if (found[missing] !== undefined) continue
    throw new ArgumentError(`${operation}: ${missing} is missing. It needs ${needed.join(', ')}.`, {
      code: 'missing-argument',
      params: { operation, argument: missing },
      torch: { type: 'TypeError', message: `${operation}() missing 1 required positional arguments: "${missing}"` },
    })
  }
  return found
}

/** Numbers given as one array, in a row, or under a name. */
export function many<N extends string>(operation: string, name: N, given: readonly unknown[]): readonly number[] {
  if (typeof given[0] === 'number') return given as readonly number[]
  const list = Array.isArray(given[0])
    ? (given[0] as readonly number[])
    : named<Record<N, number | readonly number[]>>(operation, [name], [], given)[name]
  return typeof list === 'number' ? [list] : list
}

/** Tensors given as one array, or in a row. */
export function tensorsOf(operation: string, given: readonly unknown[]): readonly Tensor[] {
  const list = Array.isArray(given[0])
    ? (given[0] as unknown[])
    : given[0] instanceof Tensor
      ? given.filter((x) => x instanceof Tensor)
      : named<{ tensors: Tensor[] }>(operation, ['tensors'], [], given).tensors
  return list as readonly Tensor[]
}
