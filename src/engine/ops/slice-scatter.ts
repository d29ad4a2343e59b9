/** Copies with a part replaced: `select`, `slice` and `diagonal`, written to. */
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { diagonal } from './diagonal.ts'
import { input } from './operand.ts'
import { select, slice } from './slices.ts'

/** A copy of x, of which the view has been overwritten. */
function replaced(x: Tensor, src: Tensor, view: (copy: Tensor) => Tensor): Tensor {
  const copy = x.clone()
  const part = view(copy)
  part.copy_(src.expand(part.shape))
  return copy
}

/**
 * x with one place along a dimension replaced.
 *
 * @param x  [..., n, ...]
 * @param src  the shape of x without that dimension
 * @param dim  the dimension of size n
 * @param index  the place, from −n to n − 1
 * @throws IndexError `index-out-of-range`, `dim-out-of-range`; ShapeError `expand`
 * Gradient: to x g, 0 where it was replaced; to src the rest.
 * @example selectScatter(zeros(2, 2), ones(2), 0, 1).tolist() // [[0, 0], [1, 1]]
 */
export function selectScatter(
  x: Tensor,
  src: Tensor,
  ...args: Call<[dim: number, index: number], { dim?: number; index?: number }>
): Tensor {
  const { dim, index } = named<{ dim: number; index: number }>('selectScatter', ['dim', 'index'], [], args)
  return replaced(input('selectScatter', x), input('selectScatter', src), (copy) => select(copy, dim, index))
}

interface SliceOptions {
  dim?: number
  start?: number
  end?: number
  step?: number
}

/**
 * x with a slice along a dimension replaced.
 *
 * @param x  [..., n, ...]
 * @param src  the shape of the slice
 * @param options.dim  the dimension of size n; default 0
 * @param options.start  the first place
 * @param options.end  the place before which it ends
 * @param options.step  from one place to the next; default 1
 * @throws IndexError `dim-out-of-range`; ShapeError `expand`
 * Gradient: to x g, 0 where it was replaced; to src the rest.
 * @example sliceScatter(zeros(4), ones(2), { start: 1, end: 3 }).tolist() // [0, 1, 1, 0]
 */
export function sliceScatter(
  x: Tensor,
  src: Tensor,
  ...args: Call<[dim: number, start: number, end: number, step: number], SliceOptions>
): Tensor {
  const { dim = 0, start, end, step } = named<SliceOptions>('sliceScatter', [], ['dim', 'start', 'end', 'step'], args)
  return replaced(input('sliceScatter', x), input('sliceScatter', src), (copy) => slice(copy, dim, start, end, step))
}

/**
 * x with a diagonal replaced.
 *
 * @param x  [...]
 * @param src  the shape of the diagonal
 * @param options  those of `diagonal`
 * @throws IndexError `dim-out-of-range`; ShapeError `expand`
 * Gradient: to x g, 0 where it was replaced; to src the rest.
 * @example diagonalScatter(zeros(2, 2), ones(2)).tolist() // [[1, 0], [0, 1]]
 */
export function diagonalScatter(
  x: Tensor,
  src: Tensor,
  ...args: Call<[offset: number, dim1: number, dim2: number], { offset?: number; dim1?: number; dim2?: number }>
): Tensor {
  return replaced(input('diagonalScatter', x), input('diagonalScatter', src), (copy) => diagonal(copy, ...args))
}

declare module '../tensor.ts' {
  interface Tensor {
    selectScatter: AsMethod<typeof selectScatter>
    sliceScatter: AsMethod<typeof sliceScatter>
    diagonalScatter: AsMethod<typeof diagonalScatter>
  }
}
methods({ selectScatter, sliceScatter, diagonalScatter })
