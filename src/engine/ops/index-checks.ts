/** What an index tensor must be: whole numbers, and inside the dimension it points along. */
import { DtypeError, IndexError, ShapeError, runtimeError, shown, type TorchError } from '../errors.ts'
import { placeOutside } from '../kernels/places.ts'
import { values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'

/** @throws DtypeError `index-dtype` unless int64 or int32 */
export function requireIndexType(operation: string, index: Tensor, torch: TorchError): Tensor {
  if (index.dtype === 'int64' || index.dtype === 'int32') return index
  throw new DtypeError(
    `${operation}: places are whole numbers, int64, got ${index.dtype}. tensor([…], { dtype: 'int64' }) makes them.`,
    {
      code: 'index-dtype',
      params: { operation, dtype: index.dtype },
      torch,
    },
  )
}

/** @throws IndexError `index-out-of-range` */
export function requireInside(
  operation: string,
  index: Tensor,
  low: number,
  size: number,
  dim: number,
  torch: (index: number) => TorchError,
): void {
  const numbers = values(index)
  const bad = placeOutside(numbers, low, size)
  if (bad < 0) return
  throw new IndexError(
    `${operation}: index ${numbers[bad]} is outside [${low}, ${size - 1}], dimension ${dim} has size ${size}.`,
    {
      code: 'index-out-of-range',
      params: { index: numbers[bad], dim, size },
      torch: torch(numbers[bad]!),
    },
  )
}

export const outOfBounds =
  (dim: number, size: number): ((index: number) => TorchError) =>
  (index) =>
    runtimeError(`index ${index} is out of bounds for dimension ${dim} with size ${size}`)

/**
 * An index of `gather` and `scatter` beside the tensor it points into: as many dimensions, and no larger but along dim.
 * @throws ShapeError `index-shape`
 */
export function requireBox(operation: string, index: Tensor, x: Tensor, dim: number, torch: string): void {
  const ranks = Math.max(index.ndim, 1) === Math.max(x.ndim, 1)
  if (ranks && index.shape.every((size, d) => d === dim || size <= x.shape[d]!)) return
  throw new ShapeError(
    `${operation}: an index of shape ${shown(index.shape)} does not lie inside ${shown(x.shape)}: it needs as many dimensions, and sizes no larger but in dimension ${dim}.`,
    {
      code: 'index-shape',
      params: { operation, index: index.shape, shape: x.shape, dim },
      torch: runtimeError(ranks ? torch : 'Index tensor must have the same number of dimensions as input tensor'),
    },
  )
}
