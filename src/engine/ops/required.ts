/** An argument that has no default. */
import { ArgumentError } from '../errors.ts'

const snake = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()

/** @throws ArgumentError `missing-argument` */
export function required<T>(operation: string, name: string, value: T | null | undefined): T {
  if (value != null) return value
  throw new ArgumentError(`${operation}: needs ${name}, which has no default.`, {
    code: 'missing-argument',
    params: { operation, argument: name },
    torch: {
      type: 'TypeError',
      message: `${snake(operation)}() missing 1 required positional argument: '${snake(name)}'`,
    },
  })
}
