/** The limits of data types. */
import { dtypes, isFloating, type DType } from '../dtype.ts'
import { DtypeError } from '../errors.ts'

/** What a floating-point type can hold. */
export interface FloatLimits {
  readonly dtype: DType
  readonly bits: number
  /** From 1 to the next larger number. */
  readonly eps: number
  readonly max: number
  readonly min: number
  /** The smallest number above 0 with all its digits. */
  readonly tiny: number
  readonly smallestNormal: number
  /** The digits that can be trusted, as a number: 1e-6 or 1e-15. */
  readonly resolution: number
}

/** What a whole-number type can hold. */
export interface IntegerLimits {
  readonly dtype: DType
  readonly bits: number
  readonly max: number
  readonly min: number
}

const floats = {
  float32: { eps: 2 ** -23, max: (2 - 2 ** -23) * 2 ** 127, tiny: 2 ** -126, resolution: 1e-6 },
  float64: { eps: 2 ** -52, max: Number.MAX_VALUE, tiny: 2 ** -1022, resolution: 1e-15 },
}

/** The limits of a floating-point type. @throws DtypeError `dtype-not-supported` @example finfo('float64').eps === Number.EPSILON // true */
export function finfo(dtype: DType = 'float32'): FloatLimits {
  if (dtype !== 'float32' && dtype !== 'float64')
    throw wrongType('finfo', dtype, 'floating-point types', 'a floating point', 'iinfo')
  const { eps, max, tiny, resolution } = floats[dtype]
  return { dtype, bits: dtypes[dtype].bytes * 8, eps, max, min: -max, tiny, smallestNormal: tiny, resolution }
}

/** The limits of a whole-number type. PyTorch: int64 goes to 2⁶³ − 1; here to 2⁵³ − 1, what it holds exactly. @throws DtypeError `dtype-not-supported` @example iinfo('uint8').max // 255 */
export function iinfo(dtype: DType): IntegerLimits {
  if (isFloating(dtype) || dtype === 'bool')
    throw wrongType('iinfo', dtype, 'whole-number types', 'an integer', 'finfo')
  const bits = dtypes[dtype].bytes * 8
  if (dtype === 'uint8') return { dtype, bits, max: 255, min: 0 }
  const max = dtype === 'int32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER
  return { dtype, bits, max, min: dtype === 'int32' ? -(2 ** 31) : -max }
}

const wrongType = (operation: string, dtype: DType, expected: string, torch: string, other: string): DtypeError =>
  new DtypeError(`${operation}: takes ${expected}, got ${dtype}.`, {
    code: 'dtype-not-supported',
    params: { operation, dtype },
    torch: {
      type: 'TypeError',
      message: `torch.${operation}() requires ${torch} input type. Use torch.${other} to handle 'torch.${operation}'`,
    },
  })
