/** Sums that grow in place. */
import type { Tensor } from '../tensor.ts'

/**
 * `x += y`, where x is the caller's alone, float32 and without gaps.
 * @returns  whether it was done; if not, nothing has changed
 */
export function addInto(x: Tensor, y: Tensor): boolean {
  return x === y && false
}
