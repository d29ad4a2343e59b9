/** Logic on truth values, element by element with broadcasting; every number but 0 is true. The result is bool. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { combined, mapped } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { input, operand, type Operand } from './operand.ts'

function connective(name: string, holds: (a: boolean, b: boolean) => boolean): (x: Tensor, y: Operand) => Tensor {
  const operation: Operation = {
    name,
    forward: ([x, y]) => combined(name, x!, y!, (a, b) => Number(holds(a !== 0, b !== 0)), 'bool'),
  }
  return (x, y) => apply(operation, [operand(name, x), operand(name, y)])
}

/** Where both hold. @example logicalAnd(tensor([true, true]), tensor([true, false])).tolist() // [true, false] */
export const logicalAnd = connective('logicalAnd', (a, b) => a && b)
/** Where at least one holds. @example logicalOr(tensor([true, false]), tensor([false, false])).tolist() // [true, false] */
export const logicalOr = connective('logicalOr', (a, b) => a || b)
/** Where exactly one holds. @example logicalXor(tensor([true, true]), tensor([true, false])).tolist() // [false, true] */
export const logicalXor = connective('logicalXor', (a, b) => a !== b)
/** Where x does not hold. @example logicalNot(tensor([0, 2])).tolist() // [true, false] */
export const logicalNot = (x: Tensor): Tensor => mapped(input('logicalNot', x), (a) => Number(a === 0), 'bool', x.dtype)

declare module '../tensor.ts' {
  interface Tensor {
    logicalAnd: AsMethod<typeof logicalAnd>
    logicalAnd_: InPlace<typeof logicalAnd>
    logicalOr: AsMethod<typeof logicalOr>
    logicalOr_: InPlace<typeof logicalOr>
    logicalXor: AsMethod<typeof logicalXor>
    logicalXor_: InPlace<typeof logicalXor>
    logicalNot: AsMethod<typeof logicalNot>
    logicalNot_: InPlace<typeof logicalNot>
  }
}
methods({ logicalAnd, logicalOr, logicalXor, logicalNot })
inPlaceMethods({ logicalAnd, logicalOr, logicalXor, logicalNot })
