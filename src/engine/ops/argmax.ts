/** Where the largest and the smallest stand. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { reduced } from '../kernels/reduce.ts'
import { placeOfLargest, placeOfSmallest, type OfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { requireSize } from './lane-choice.ts'
import { requireElements, type ExtremeOptions } from './max-min.ts'
import { input } from './operand.ts'
import { refuseBool } from './types.ts'

type ArgCall = Call<[dim: number, keepdim: boolean], ExtremeOptions>

function placeOf(operation: string, place: OfRow): (x: Tensor, ...args: ArgCall) => Tensor {
  const record: Operation<{ dims: Shape; keepdim: boolean }> = {
    name: operation,
    forward: ([x], { dims, keepdim }) =>
      reduced(x!, dims, keepdim, (numbers, start, end) => place(numbers, start, end) - start, 'int64', x!.dtype),
  }
  return (x, ...args) => {
    const { dim, keepdim = false } = named<ExtremeOptions>(operation, [], ['dim', 'keepdim'], args)
    refuseBool(operation, input(operation, x), `${operation}_cpu`)
    if (dim === undefined) {
      requireElements(operation, x, `${operation}(): Expected reduction dim to be specified for input.numel() == 0.`)
      return apply(record, [x], { dims: [...x.shape.keys()], keepdim })
    }
    const d = dimOf(operation, dim, x.ndim)
    requireSize(operation, x, d)
    return apply(record, [x], { dims: x.ndim === 0 ? [] : [d], keepdim })
  }
}

/**
 * The index of the largest element: among all of them row by row, or along a dimension. The first of equals; NaN is largest.
 * @returns  int64, the shape without that dimension
 * @throws IndexError `dim-out-of-range`, `empty-reduction`; DtypeError `dtype-not-supported` for booleans
 * @example argmax(tensor([[1, 5], [7, 2]]), { dim: 1 }).tolist() // [1, 0]
 */
export const argmax = placeOf('argmax', placeOfLargest)

/**
 * The index of the smallest element: among all of them row by row, or along a dimension. The first of equals; NaN is smallest.
 * @returns  int64, the shape without that dimension
 * @throws IndexError `dim-out-of-range`, `empty-reduction`; DtypeError `dtype-not-supported` for booleans
 * @example argmin(tensor([3, 1, 2])).item() // 1
 */
export const argmin = placeOf('argmin', placeOfSmallest)

declare module '../tensor.ts' {
  interface Tensor {
    argmax: AsMethod<typeof argmax>
    argmin: AsMethod<typeof argmin>
  }
}
methods({ argmax, argmin })
