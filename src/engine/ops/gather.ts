/** Elements chosen along a dimension, each by an index of its own. */
import { apply } from '../autograd/apply.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { placesAlong } from '../kernels/places.ts'
import { values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { broadcastShapes, dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { outOfBounds, requireBox, requireIndexType, requireInside } from './index-checks.ts'
import { input } from './operand.ts'
import { choosing } from './places.ts'

const Gather = choosing('GatherBackward0')

/**
 * One element for each index: for dim 1, `y[i][j] = x[i][index[i][j]]`.
 *
 * @param x  [...]
 * @param dim  the dimension that the indices point along
 * @param index  int64 with as many dimensions as x, no larger but along dim; from 0 to the size of x there − 1
 * @returns  the shape of the index
 * @throws IndexError `dim-out-of-range`, `index-out-of-range`; ShapeError `index-shape`; DtypeError `index-dtype`
 * Gradient: g, added up where each element stood.
 * @example gather(tensor([[1, 2], [3, 4]]), 1, tensor([[1], [0]], { dtype: 'int64' })).tolist() // [[2], [3]]
 */
export function gather(
  x: Tensor,
  ...args: Call<[dim: number, index: Tensor], { dim?: number; index?: Tensor; sparseGrad?: boolean }>
): Tensor {
  const { dim, index } = named<{ dim: number; index: Tensor; sparseGrad?: boolean }>(
    'gather',
    ['dim', 'index'],
    ['sparseGrad'],
    args,
  )
  const d = dimOf('gather', dim, input('gather', x).ndim)
  requireIndexType('gather', input('gather', index), runtimeError('gather(): Expected dtype int64 for index'))
  const wide = index.shape.findIndex((size, i) => i !== d && size > x.shape[i]!)
  requireBox(
    'gather',
    index,
    x,
    d,
    `Size does not match at dimension ${wide} expected index ${shown(index.shape)} to be smaller than self ${shown(x.shape)} apart from dimension ${d}`,
  )
  const size = x.shape[d] ?? 1
  requireInside('gather', index, 0, size, d, outOfBounds(d, size))
  return apply(Gather, [x], {
    at: placesAlong(values(index), index.shape, d, x.shape),
    shape: index.shape,
    from: x.shape,
  })
}

/**
 * As `gather`, with an index that broadcasts: for the results of `argmax` and `argsort`.
 *
 * @param x  [...]
 * @param index  int64 with as many dimensions as x
 * @param options.dim  the dimension; without it x and the index are taken as rows
 * @throws IndexError `index-out-of-range`; ShapeError `index-shape`; DtypeError `index-dtype`
 * Gradient: g, added up where each element stood.
 * @example const x = tensor([[3, 1], [2, 4]]); takeAlongDim(x, argsort(x), 1).tolist() // [[1, 3], [2, 4]]
 */
export function takeAlongDim(
  x: Tensor,
  ...args: Call<[indices: Tensor, dim: number], { indices?: Tensor; dim?: number }>
): Tensor {
  const { indices, dim } = named<{ indices: Tensor; dim?: number }>('takeAlongDim', ['indices'], ['dim'], args)
  requireIndexType(
    'takeAlongDim',
    input('takeAlongDim', indices),
    runtimeError(`torch.take_along_dim(): dtype of indices should be Long but got ${indices.dtype}`),
  )
  if (dim === undefined) return gather(input('takeAlongDim', x).reshape(-1), 0, indices.reshape(-1))
  if (indices.ndim !== input('takeAlongDim', x).ndim) {
    throw new ShapeError(
      `takeAlongDim: the index needs as many dimensions as the tensor, got ${shown(indices.shape)} for ${shown(x.shape)}.`,
      {
        code: 'index-shape',
        params: { operation: 'takeAlongDim', index: indices.shape, shape: x.shape, dim },
        torch: runtimeError(
          `torch.take_along_dim(): input and indices should have the same number of dimensions, but got ${x.ndim} dimensions for input, and ${indices.ndim} dimensions for indices`,
        ),
      },
    )
  }
  const d = dimOf('takeAlongDim', dim, x.ndim)
  const wide = broadcastShapes('takeAlongDim', x.shape.with(d, 1), indices.shape.with(d, 1))
  return gather(x.expand(wide.with(d, x.shape[d]!)), d, indices.expand(wide.with(d, indices.shape[d]!)))
}

declare module '../tensor.ts' {
  interface Tensor {
    gather: AsMethod<typeof gather>
    takeAlongDim: AsMethod<typeof takeAlongDim>
  }
}
methods({ gather, takeAlongDim })
