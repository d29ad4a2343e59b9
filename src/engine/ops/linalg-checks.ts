/** What functions of matrices ask of their arguments. */
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { isFloating } from '../dtype.ts'
import { numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import { notSupported } from './types.ts'

export interface Stack {
  /** How many matrices. */
  readonly count: number
  /** Rows and columns of each. */
  readonly n: number
}

/** @throws ShapeError `not-square`; DtypeError `dtype-not-supported` */
export function squares(operation: string, torch: string, a: Tensor): Stack {
  const { shape, ndim, dtype } = input(operation, a)
  if (!isFloating(dtype)) throw notSupported(operation, dtype, 'floating-point numbers', torch)
  const [rows, columns] = shape.slice(-2)
  if (ndim < 2 || rows !== columns) {
    throw new ShapeError(`${operation}: takes square matrices [..., n, n], got shape ${shown(shape)}.`, {
      code: 'not-square',
      params: { operation, shape },
      torch: runtimeError(
        ndim < 2
          ? `${torch}: The input tensor A must have at least 2 dimensions.`
          : `${torch}: A must be batches of square matrices, but they are ${rows} by ${columns} matrices`,
      ),
    })
  }
  return { count: numelOf(shape.slice(0, -2)), n: rows! }
}

export const singular = (operation: string, torch: string): ArgumentError =>
  new ArgumentError(
    `${operation}: the matrix is singular: some row is a sum of multiples of the others, and nothing turns it back.`,
    {
      code: 'singular',
      params: { operation },
      torch: runtimeError(torch),
    },
  )
