/** Choosing between two tensors. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { resultType } from '../dtype.ts'
import { chosenVector } from '../kernels/choice-vectors.ts'
import { broadcastValues } from '../kernels/elementwise.ts'
import { fromNumbers, newNumbers } from '../kernels/values.ts'
import { methods } from '../methods.ts'
import { broadcastShapes, numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { nonzero } from './nonzero.ts'
import { input, operand, type Operand } from './operand.ts'

const Where: Operation = {
  name: 'WhereBackward0',
  forward([condition, x, y]) {
    const shape = broadcastShapes('where', condition!.shape, broadcastShapes('where', x!.shape, y!.shape))
    const dtype = resultType([x!, y!])
    const fast = dtype === 'float32' ? chosenVector(condition!, x!, y!, shape) : null
    if (fast !== null) return fast
    const c = broadcastValues(condition!, shape, 'bool')
    const a = broadcastValues(x!, shape, dtype)
    const b = broadcastValues(y!, shape, dtype)
    const out = newNumbers(dtype, numelOf(shape))
    for (let i = 0; i < out.length; i++) out[i] = c[i] ? a[i]! : b[i]!
    return fromNumbers(out, shape, dtype)
  },
  gradient: [null, given([0], (g, [c]) => where(c!, g, 0)), given([0], (g, [c]) => where(c!, 0, g))],
}

/**
 * x where the condition holds, y elsewhere. The condition alone gives the indices where it holds, one tensor for each dimension.
 *
 * @param condition  [...] bool
 * @param x  a tensor that broadcasts, or a number
 * @param y  a tensor that broadcasts, or a number
 * @returns  the broadcast shape, the common type of x and y
 * @throws ShapeError `broadcast`
 * Gradient: g goes to x where the condition holds, to y elsewhere; the other gets 0, even where g is infinite.
 * @example where(tensor([true, false]), tensor([1, 2]), 0).tolist() // [1, 0]
 */
export function where(condition: Tensor): readonly Tensor[]
export function where(condition: Tensor, x: Operand, y: Operand): Tensor
export function where(condition: Tensor, x?: Operand, y?: Operand): Tensor | readonly Tensor[] {
  if (x === undefined || y === undefined) return nonzero(condition, { asTuple: true })
  return apply(Where, [input('where', condition), operand('where', x), operand('where', y)])
}

declare module '../tensor.ts' {
  interface Tensor {
    /** x where the condition holds, `other` elsewhere: `x.where(x.gt(0), 0)`. */
    where(condition: Tensor, other: Operand): Tensor
  }
}
methods({ where: (x: Tensor, condition: Tensor, other: Operand) => where(condition, x, other) })
