/** Choices between two tensors in the kernels' memory. */
import { sameShape, type Shape } from '../shape.ts'
import { numberOf, type Tensor } from '../tensor.ts'
import { beginCall, kernels, newResident, pointerTo } from './backend.ts'

/** One number, wherever it is. */
const isOne = (x: Tensor): boolean => x.shape.length === 0
const fits = (x: Tensor, shape: Shape): boolean =>
  isOne(x) ? x.dtype === 'float32' || x.isWrappedNumber : x.dtype === 'float32' && isPlain(x, shape)
const isPlain = (x: Tensor, shape: Shape): boolean => sameShape(x.shape, shape) && x.isContiguous()

/** x where the condition holds, y elsewhere; null where the kernels cannot: other types or layouts, two single numbers, no room. */
export function chosenVector(condition: Tensor, x: Tensor, y: Tensor, shape: Shape): Tensor | null {
  if (kernels === null || condition.dtype !== 'bool' || shape.length === 0) return null
  if (!isPlain(condition, shape) || !fits(x, shape) || !fits(y, shape) || (isOne(x) && isOne(y))) return null
  beginCall()
  const c = pointerTo(condition, 'bool')
  const a = isOne(x) ? kernels.scalar(numberOf(x)) : pointerTo(x)
  const b = isOne(y) ? kernels.scalar(numberOf(y)) : pointerTo(y)
  const out = c === 0 || a === 0 || b === 0 ? null : newResident(shape)
  if (out === null) return null
  kernels.choose(c, a, isOne(x) ? 0 : 16, b, isOne(y) ? 0 : 16, out.storage.pointer, out.numel())
  return out
}
