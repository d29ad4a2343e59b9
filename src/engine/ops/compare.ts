/** Comparisons, element by element with broadcasting; the result is bool and has no gradient. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { combinedBy } from '../kernels/elementwise.ts'
import { values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { operand, type Operand } from './operand.ts'

function comparison(name: string, holds: (a: number, b: number) => boolean): (x: Tensor, y: Operand) => Tensor {
  const operation: Operation = {
    name,
    forward: ([x, y]) => combinedBy(name, x!, y!, (a, b) => (holds(a, b) ? 1 : 0), 'bool'),
  }
  return (x, y) => apply(operation, [operand(name, x), operand(name, y)])
}

/** Where `x = y`. @example eq(tensor([1, 2]), 2).tolist() // [false, true] */
export const eq = comparison('eq', (a, b) => a === b)
/** Where `x ≠ y`. @example ne(tensor([1, 2]), 2).tolist() // [true, false] */
export const ne = comparison('ne', (a, b) => a !== b)
/** Where `x < y`. @example lt(tensor([1, 2]), 2).tolist() // [true, false] */
export const lt = comparison('lt', (a, b) => a < b)
/** Where `x ≤ y`. @example le(tensor([1, 3]), 2).tolist() // [true, false] */
export const le = comparison('le', (a, b) => a <= b)
/** Where `x > y`. @example gt(tensor([1, 3]), 2).tolist() // [false, true] */
export const gt = comparison('gt', (a, b) => a > b)
/** Where `x ≥ y`. @example ge(tensor([1, 2]), 2).tolist() // [false, true] */
export const ge = comparison('ge', (a, b) => a >= b)

/** Whether shapes and all numbers are equal. @example equal(tensor([1]), tensor([1])) // true */
export function equal(x: Tensor, y: Tensor): boolean {
  if (!sameShape(x.shape, y.shape)) return false
  const a = values(x)
  const b = values(y)
  return a.every((value, i) => value === b[i])
}

declare module '../tensor.ts' {
  interface Tensor {
    eq: AsMethod<typeof eq>
    ne: AsMethod<typeof ne>
    lt: AsMethod<typeof lt>
    le: AsMethod<typeof le>
    gt: AsMethod<typeof gt>
    ge: AsMethod<typeof ge>
    equal: AsMethod<typeof equal>
    notEqual: AsMethod<typeof ne>
    less: AsMethod<typeof lt>
    lessEqual: AsMethod<typeof le>
    greater: AsMethod<typeof gt>
    greaterEqual: AsMethod<typeof ge>
  }
}
methods({ eq, ne, lt, le, gt, ge, equal, notEqual: ne, less: lt, lessEqual: le, greater: gt, greaterEqual: ge })

export { ge as greaterEqual, gt as greater, le as lessEqual, lt as less, ne as notEqual }
