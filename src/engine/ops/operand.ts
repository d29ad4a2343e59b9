/** What may stand where a tensor is expected: a tensor, or a bare number. */
import { ArgumentError } from '../errors.ts'
import { Tensor, numberTensor } from '../tensor.ts'

export type Operand = Tensor | number | boolean

/**
 * A bare number as a 0-d tensor that never widens the type inside its category: `x.mul(0.1)` keeps float32.
 * Whole numbers count as integers, since JavaScript does not tell 2 from 2.0; `wrapNumber(2, 'float64')` says which.
 * @example wrapNumber(2).mul(tensor([1.5])).dtype // 'float32'
 */
export function wrapNumber(value: number | boolean, dtype: 'bool' | 'int64' | 'float64' = kindOf(value)): Tensor {
  return numberTensor(Number(value), dtype, true)
}

const kindOf = (value: number | boolean) =>
  typeof value === 'boolean' ? 'bool' : Number.isInteger(value) ? 'int64' : 'float64'

/** @throws ArgumentError `not-a-tensor` */
export function operand(operation: string, value: Operand): Tensor {
  if (value instanceof Tensor) return value
  if (typeof value === 'number' || typeof value === 'boolean') return wrapNumber(value)
  throw notATensor(operation, value)
}

export function notATensor(operation: string, value: unknown): ArgumentError {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  return new ArgumentError(
    `${operation}: expects a tensor, got ${kind}. tensor(${Array.isArray(value) ? '[…]' : '…'}) makes one.`,
    {
      code: 'not-a-tensor',
      params: { operation, kind },
      torch: { type: 'TypeError', message: `${operation}(): argument 'input' must be Tensor, not ${kind}` },
    },
  )
}

/** The first parameter of an operation, which must be a tensor. */
export function input(operation: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value
  throw notATensor(operation, value)
}
