/** Dimensions added where there are too few. */
import type { Tensor } from '../tensor.ts'
import { tensorsOf } from './arguments.ts'

type Each = {
  (x: Tensor): Tensor
  (...tensors: [Tensor, Tensor, ...Tensor[]]): Tensor[]
  (tensors: readonly Tensor[]): Tensor[]
}

const ofEach = (operation: string, f: (x: Tensor) => Tensor): Each =>
  ((...args: unknown[]) => {
    const results = tensorsOf(operation, args).map(f)
    return args.length === 1 && !Array.isArray(args[0]) ? results[0]! : results
  }) as Each

/** A number as a vector of one. Several tensors give several. @example atleast1d(tensor(3)).shape // [1] */
export const atleast1d = ofEach('atleast1d', (x) => (x.ndim === 0 ? x.reshape(1) : x))

/** A vector as a row of a matrix. Several tensors give several. @example atleast2d(tensor([3, 4])).shape // [1, 2] */
export const atleast2d = ofEach('atleast2d', (x) =>
  x.ndim === 0 ? x.reshape(1, 1) : x.ndim === 1 ? x.unsqueeze(0) : x,
)

/** At least three dimensions: a vector in the middle one, a matrix in the first two. @example atleast3d(tensor([3, 4])).shape // [1, 2, 1] */
export const atleast3d = ofEach('atleast3d', (x) =>
  x.ndim === 0 ? x.reshape(1, 1, 1) : x.ndim === 1 ? x.unsqueeze(0).unsqueeze(-1) : x.ndim === 2 ? x.unsqueeze(-1) : x,
)
