/** Norms of vectors and matrices, as torch.linalg has them. */
import { apply } from '../autograd/apply.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { composed } from './composed.ts'
import { norm, type NormOptions } from './norm.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'

const VectorNorm = composed<NormOptions>('LinalgVectorNormBackward0', 1, ([x], options) => norm(x!, options))

export interface VectorNormOptions {
  /** The order: a number, ±∞, or 0 to count what is not 0. Default: 2. */
  ord?: number
  /** The dimensions; all by default. */
  dim?: number | readonly number[] | null
  /** Keep them with size 1. Default: false. */
  keepdim?: boolean
}

/**
 * The norm `(Σ |x|ᵖ)^(1/p)` of all elements or over dimensions.
 *
 * @param x      [...] float32 or float64
 * @param given  ord p, dim, keepdim, in a row or by name
 * @returns  the shape without those dimensions
 * @throws as `norm`
 * Gradient: `dx = g · sign x · (|x| / norm)ᵖ⁻¹`.
 * @example vectorNorm(tensor([3, 4])).item() // 5
 */
export function vectorNorm(x: Tensor, ...given: Settings<VectorNormOptions>): Tensor {
  const { ord = 2, dim, keepdim = false } = settings<VectorNormOptions>('vectorNorm', ['ord', 'dim', 'keepdim'], given)
  return apply(VectorNorm, [input('vectorNorm', x)], { p: ord, keepdim, ...(dim == null ? {} : { dim }) })
}

export interface MatrixNormOptions {
  /** `'fro'`: of all elements. 1: the largest sum of a column. ∞: the largest sum of a row. With a minus, the smallest. Default: `'fro'`. */
  ord?: number | 'fro'
  /** The two dimensions of the matrices. Default: the last two. */
  dim?: readonly number[]
  /** Keep them with size 1. Default: false. */
  keepdim?: boolean
}

/**
 * Norm of matrices.
 *
 * @param x      [..., n, m] float32 or float64
 * @param given  ord, dim, keepdim, in a row or by name
 * @returns  [...]
 * @throws ArgumentError `matrix-norm`; ShapeError `input-rank`
 * Gradient: for 'fro' `dx = g · x / norm`; for the others g · sign x to the row or column that was chosen.
 * @example matrixNorm(tensor([[1, 2], [2, 4]])).item() // 5
 */
export function matrixNorm(x: Tensor, ...given: Settings<MatrixNormOptions>): Tensor {
  const {
    ord = 'fro',
    dim = [-2, -1],
    keepdim = false,
  } = settings<MatrixNormOptions>('matrixNorm', ['ord', 'dim', 'keepdim'], given)
  const { ndim, shape } = input('matrixNorm', x)
  if (ndim < 2) {
    throw new ShapeError(`matrixNorm: takes matrices, got shape ${shown(shape)}.`, {
      code: 'input-rank',
      params: { operation: 'matrixNorm', shape, expected: '2, 3, …' },
      torch: runtimeError('linalg.matrix_norm: The input tensor A must have at least 2 dimensions.'),
    })
  }
  if (ord === 'fro') return vectorNorm(x, { dim, keepdim })
  if (Math.abs(ord) !== 1 && Math.abs(ord) !== Infinity) {
    throw new ArgumentError(
      `matrixNorm: the order is 'fro', 1, −1, Infinity or −Infinity, got ${ord}: singular values are not computed here.`,
      {
        code: 'matrix-norm',
        params: { ord: String(ord) },
        torch: runtimeError(`linalg.matrix_norm: Order ${ord} not supported.`),
      },
    )
  }
  const [rows, columns] = dim.map((d) => dimOf('matrixNorm', d, ndim)) as [number, number]
  const [summed, chosen] = Math.abs(ord) === 1 ? [rows, columns] : [columns, rows]
  const sums = x.abs().sum({ dim: summed, keepdim })
  const left = { dim: keepdim || chosen < summed ? chosen : chosen - 1, keepdim }
  return ord > 0 ? sums.amax(left) : sums.amin(left)
}

export interface LinalgNormOptions {
  /** As `matrixNorm`'s for two dimensions, else as `vectorNorm`'s. Default: 2 of all elements. */
  ord?: number | 'fro' | null
  dim?: number | readonly number[] | null
  /** Default: false. */
  keepdim?: boolean
}

/**
 * Norm of a vector, or of a matrix where two dimensions and an order are given: torch.linalg's.
 * @throws as `vectorNorm`, `matrixNorm`
 * Gradient: theirs.
 * @example linalgNorm(tensor([3, 4])).item() // 5
 */
export function linalgNorm(x: Tensor, ...given: Settings<LinalgNormOptions>): Tensor {
  const { ord, dim, keepdim = false } = settings<LinalgNormOptions>('norm', ['ord', 'dim', 'keepdim'], given)
  if (ord == null) return vectorNorm(x, { dim, keepdim })
  const dims = dim == null ? [...input('norm', x).shape.keys()] : typeof dim === 'number' ? [dim] : dim
  if (dim == null && dims.length !== 1 && dims.length !== 2) {
    throw new ShapeError(`norm: with an order and no dim it takes a vector or a matrix, got shape ${shown(x.shape)}.`, {
      code: 'input-rank',
      params: { operation: 'norm', shape: x.shape, expected: '1, 2' },
      torch: runtimeError('linalg.norm: If ord is specified but dim is None, the input must be 1D or 2D.'),
    })
  }
  return dims.length === 2
    ? matrixNorm(x, { ord, dim: dims, keepdim })
    : vectorNorm(x, { ord: ord === 'fro' ? 2 : ord, dim: dims, keepdim })
}
