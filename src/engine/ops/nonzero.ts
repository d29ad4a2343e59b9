/** Where the elements are that are not 0. */
import { placesOfNonzero } from '../kernels/places.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { contiguousStrides } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'

/**
 * The indices of the elements that are not 0, row by row.
 *
 * @param x  [...] of rank d
 * @param options.asTuple  one tensor of indices for each dimension, as `get` takes them
 * @returns  int64 [number of them, d]; with asTuple d tensors [number of them]
 * @example nonzero(tensor([[0, 7], [8, 0]])).tolist() // [[0, 1], [1, 0]]
 */
export function nonzero(x: Tensor, options?: { asTuple?: false }): Tensor
export function nonzero(x: Tensor, options: { asTuple: true }): readonly Tensor[]
export function nonzero(x: Tensor, { asTuple = false }: { asTuple?: boolean } = {}): Tensor | readonly Tensor[] {
  if (asTuple) return input('nonzero', x).ndim === 0 ? nonzero(x.reshape(1), { asTuple }) : nonzero(x).t().unbind()
  const at = placesOfNonzero(values(input('nonzero', x)))
  const strides = contiguousStrides(x.shape)
  const out = newNumbers('int64', at.length * x.ndim)
  for (let i = 0; i < at.length; i++) {
    for (let d = 0; d < x.ndim; d++) out[i * x.ndim + d] = Math.floor(at[i]! / strides[d]!) % x.shape[d]!
  }
  return fromNumbers(out, [at.length, x.ndim], 'int64')
}

/** As `nonzero`: of n elements that are not 0 the indices, [n, number of dimensions]. @example argwhere(tensor([0, 7])).tolist() // [[1]] */
export const argwhere = (x: Tensor): Tensor => nonzero(x)

declare module '../tensor.ts' {
  interface Tensor {
    nonzero(options?: { asTuple?: false }): Tensor
    nonzero(options: { asTuple: true }): readonly Tensor[]
    argwhere: AsMethod<typeof argwhere>
  }
}
methods({ nonzero, argwhere })
