/** Matrices along a diagonal. */
import type { Tensor } from '../tensor.ts'
import { tensorsOf } from './arguments.ts'
import { atleast2d } from './atleast.ts'
import { cat } from './join.ts'
import { pad } from './pad.ts'

/**
 * A matrix with the given ones along its diagonal, 0 elsewhere.
 *
 * @param tensors  matrices; vectors stand as rows
 * @returns  [sum of rows, sum of columns]
 * @throws ArgumentError `no-tensors`
 * Gradient: to each matrix its part of g.
 * @example blockDiag(tensor([[1, 2]]), tensor([[3]])).tolist() // [[1, 2, 0], [0, 0, 3]]
 */
export function blockDiag(...tensors: Tensor[] | [tensors: readonly Tensor[]]): Tensor {
  const blocks = tensorsOf('blockDiag', tensors).map((block) => atleast2d(block))
  const width = blocks.reduce((total, block) => total + block.shape[1]!, 0)
  let before = 0
  const rows = blocks.map((block) => {
    const row = pad(block, [before, width - before - block.shape[1]!])
    before += block.shape[1]!
    return row
  })
  return cat(rows)
}
