/** Operations on the bits of integers, in two's complement, and on truth values, element by element with broadcasting. */
import type { DType } from '../dtype.ts'
import { isFloating } from '../dtype.ts'
import { mapped } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { binary } from './binary.ts'
import { input } from './operand.ts'
import { notSupported } from './types.ts'

function refuseFloating(name: string, dtype: DType, kernel: string): void {
  if (isFloating(dtype))
    throw notSupported(name, dtype, 'integers and booleans', kernel, "Convert them: x.to('int64').")
}

/** JavaScript's bit operators see 32 bits: the upper and the lower half of a number go through them apart. */
function onBits(name: string, kernel: string, f: (a: number, b: number) => number) {
  const half = 2 ** 32
  const both = (a: number, b: number): number =>
    f(Math.floor(a / half), Math.floor(b / half)) * half + (f(a % half, b % half) >>> 0)
  return binary(name, both, [null, null], { check: (_x, _y, common) => refuseFloating(name, common, kernel) })
}

/** Bits set in both. @example bitwiseAnd(tensor([6], { dtype: 'int64' }), 3).tolist() // [2] */
export const bitwiseAnd = onBits('bitwiseAnd', 'bitwise_and_cpu', (a, b) => a & b)
/** Bits set in one or both. @example bitwiseOr(tensor([6], { dtype: 'int64' }), 3).tolist() // [7] */
export const bitwiseOr = onBits('bitwiseOr', 'bitwise_or_cpu', (a, b) => a | b)
/** Bits set in exactly one. @example bitwiseXor(tensor([6], { dtype: 'int64' }), 3).tolist() // [5] */
export const bitwiseXor = onBits('bitwiseXor', 'bitwise_xor_cpu', (a, b) => a ^ b)

/** Every bit the other way round: `−x − 1`; for booleans, not. @example bitwiseNot(tensor([6], { dtype: 'int64' })).tolist() // [-7] */
export function bitwiseNot(x: Tensor): Tensor {
  refuseFloating('bitwiseNot', input('bitwiseNot', x).dtype, 'bitwise_not_cpu')
  return mapped(x, x.dtype === 'bool' ? (a) => 1 - a : (a) => -a - 1)
}

/** `x · 2ʸ`. @example bitwiseLeftShift(tensor([3], { dtype: 'int64' }), 2).tolist() // [12] */
export const bitwiseLeftShift = binary('bitwiseLeftShift', (a, b) => a * 2 ** b, [null, null], {
  check: (_x, _y, common) => refuseFloating('bitwiseLeftShift', common, 'lshift_cpu'),
})

/** `⌊x / 2ʸ⌋`. @example bitwiseRightShift(tensor([13], { dtype: 'int64' }), 2).tolist() // [3] */
export const bitwiseRightShift = binary('bitwiseRightShift', (a, b) => Math.floor(a / 2 ** b), [null, null], {
  check: (_x, _y, common) => refuseFloating('bitwiseRightShift', common, 'rshift_cpu'),
})

declare module '../tensor.ts' {
  interface Tensor {
    bitwiseAnd: AsMethod<typeof bitwiseAnd>
    bitwiseAnd_: InPlace<typeof bitwiseAnd>
    bitwiseOr: AsMethod<typeof bitwiseOr>
    bitwiseOr_: InPlace<typeof bitwiseOr>
    bitwiseXor: AsMethod<typeof bitwiseXor>
    bitwiseXor_: InPlace<typeof bitwiseXor>
    bitwiseNot: AsMethod<typeof bitwiseNot>
    bitwiseNot_: InPlace<typeof bitwiseNot>
    bitwiseLeftShift: AsMethod<typeof bitwiseLeftShift>
    bitwiseLeftShift_: InPlace<typeof bitwiseLeftShift>
    bitwiseRightShift: AsMethod<typeof bitwiseRightShift>
    bitwiseRightShift_: InPlace<typeof bitwiseRightShift>
  }
}
methods({ bitwiseAnd, bitwiseOr, bitwiseXor, bitwiseNot, bitwiseLeftShift, bitwiseRightShift })
inPlaceMethods({ bitwiseAnd, bitwiseOr, bitwiseXor, bitwiseNot, bitwiseLeftShift, bitwiseRightShift })
