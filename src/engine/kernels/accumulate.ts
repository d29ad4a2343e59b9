/** Sums that grow in place. */
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { overwriteVector } from './vectors.ts'

/**
 * `x += y`, where x is the caller's alone.
 * @returns  whether it was done; if not, nothing has changed
 */
export const addInto = (x: Tensor, y: Tensor): boolean =>
  sameShape(x.shape, y.shape) && x.dtype === y.dtype && overwriteVector('add', x, y)
