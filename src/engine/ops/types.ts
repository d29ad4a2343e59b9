/** Which data types an operation takes, and in which it computes. */
import { dtypes, isFloating, type DType } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import type { Tensor } from '../tensor.ts'

/** The type of a result that has fractions: that of x, or float32 for integers and booleans. */
export const floatingType = (x: { readonly dtype: DType }): DType => (isFloating(x.dtype) ? x.dtype : 'float32')

/** A number as PyTorch's kernels see it: rounded to float32 before it meets float32. */
export const inType = (value: number, dtype: DType): number => (dtype === 'float32' ? Math.fround(value) : value)

/** Rounds to the precision of a type, where a formula must lose the digits that PyTorch's loses. */
export const roundingOf = (dtype: DType): ((value: number) => number) =>
  dtype === 'float32' ? Math.fround : (value) => value

/**
 * @param kernel  PyTorch's name for the code that refuses, as its message has it
 * @throws DtypeError `dtype-not-supported`
 */
export function requireFloating(operation: string, x: Tensor, kernel: string): void {
  if (!isFloating(x.dtype)) throw notSupported(operation, x.dtype, 'floating-point numbers', kernel)
}

export function refuseBool(operation: string, x: Tensor, kernel: string): void {
  if (x.dtype === 'bool') throw notSupported(operation, 'bool', 'numbers', kernel)
}

export function notSupported(
  operation: string,
  dtype: DType,
  expected: string,
  kernel: string,
  advice = "Convert it: x.to('float32').",
): DtypeError {
  return new DtypeError(`${operation}: takes ${expected}, got ${dtype}. ${advice}`, {
    code: 'dtype-not-supported',
    params: { operation, dtype },
    torch: runtimeError(`"${kernel}" not implemented for '${dtypes[dtype].torch}'`),
  })
}

/** @throws DtypeError `dtypes-differ` */
export function requireSameType(operation: string, x: Tensor, y: Tensor, torch: string): void {
  if (x.dtype === y.dtype) return
  throw new DtypeError(`${operation}: the types differ, ${x.dtype} and ${y.dtype}. Convert one: y.to('${x.dtype}').`, {
    code: 'dtypes-differ',
    params: { operation, a: x.dtype, b: y.dtype },
    torch: runtimeError(torch),
  })
}
