/** How near two vectors are: angle, distance; and vectors of length 1. */
import { apply } from '../autograd/apply.ts'
import { isFloating, resultType } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { broadcastShapes, dimOf, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { ClampedValue } from './likelihood-losses.ts'
import { norm } from './norm.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'

/**
 * Cosine of the angle between vectors along one dimension: `x · y / (|x| |y|)`.
 *
 * @param x            [..., n, ...] float32 or float64
 * @param y            a tensor that broadcasts with x
 * @param options.dim  the dimension of the vectors; default 1
 * @param options.eps  the least length to divide by; default 1e-8
 * @returns  the broadcast shape without that dimension; in [−1, 1]
 * @throws ShapeError `broadcast`; IndexError `dim-out-of-range`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · (y/|y| − cos · x/|x|) / |x|`, and so for y.
 * @example functional.cosineSimilarity(tensor([[3, 4]]), tensor([[4, 3]])).shape // [1]
 */
export function cosineSimilarity(x: Tensor, y: Tensor, ...options: Settings<{ dim?: number; eps?: number }>): Tensor {
  const { dim = 1, eps = 1e-8 } = settings<{ dim?: number; eps?: number }>('cosineSimilarity', ['dim', 'eps'], options)
  const shape = broadcastShapes(
    'cosineSimilarity',
    input('cosineSimilarity', x).shape,
    input('cosineSimilarity', y).shape,
  )
  const dtype = resultType([x, y])
  if (!isFloating(dtype)) {
    throw new DtypeError(`cosineSimilarity: takes floating-point numbers, got ${dtype}. Convert it: x.to('float32').`, {
      code: 'dtype-not-supported',
      params: { operation: 'cosineSimilarity', dtype },
      torch: runtimeError(
        `expected common dtype to be floating point, yet common dtype is ${dtype === 'int64' ? 'Long' : dtype}`,
      ),
    })
  }
  const d = dimOf('cosineSimilarity', dim, shape.length)
  // Each vector is divided by its length first: the products then stay between −1 and 1.
  const unit = (vectors: Tensor): Tensor => {
    const wide = expanded(vectors.to(dtype), shape)
    const squares = wide.square().sum({ dim: d, keepdim: true })
    return wide.div(apply(ClampedValue, [squares], { min: eps * eps }).sqrt())
  }
  return unit(x).mul(unit(y)).sum({ dim: d })
}

const expanded = (x: Tensor, shape: Shape): Tensor => (sameShape(x.shape, shape) ? x : x.expand(shape))

export interface DistanceOptions {
  /** The order of the norm; default 2. */
  p?: number
  /** Added to each difference, so that a distance of 0 has a slope. Default: 1e-6. */
  eps?: number
  /** Keep the last dimension with size 1. Default: false. */
  keepdim?: boolean
}

/**
 * Distance between vectors along the last dimension: `(Σ |x − y + eps|ᵖ)^(1/p)`.
 *
 * @param x                [..., n] float32 or float64
 * @param y                a tensor that broadcasts with x
 * @param options.p        the order of the norm; default 2
 * @param options.eps      added to each difference, so that a distance of 0 has a slope; default 1e-6
 * @param options.keepdim  keep the last dimension with size 1; default false
 * @returns  the broadcast shape without its last dimension; at least 0
 * @throws ShapeError `broadcast`
 * Gradient: that of `norm` at `x − y + eps`; its negative for y.
 * @example functional.pairwiseDistance(tensor([[0, 0]]), tensor([[3, 4]]), { eps: 0 }).tolist() // [5]
 */
export function pairwiseDistance(x: Tensor, y: Tensor, ...options: Settings<DistanceOptions>): Tensor {
  const {
    p = 2,
    eps = 1e-6,
    keepdim = false,
  } = settings<DistanceOptions>('pairwiseDistance', ['p', 'eps', 'keepdim'], options)
  input('pairwiseDistance', y)
  return norm(input('pairwiseDistance', x).sub(y).add(eps), { p, dim: -1, keepdim })
}

export interface NormalizeOptions {
  /** The order of the norm; default 2. */
  p?: number
  /** The dimension of the vectors, or several; default 1. */
  dim?: number | readonly number[]
  /** The least length to divide by; default 1e-12. */
  eps?: number
}

/**
 * Vectors of length 1 along one dimension: `x / max(|x|, eps)`.
 *
 * @param x            [..., n, ...] float32 or float64
 * @param options.p    the order of the norm; default 2
 * @param options.dim  the dimension of the vectors, or several; default 1
 * @param options.eps  the least length to divide by; default 1e-12
 * @returns  the shape of x
 * @throws IndexError `dim-out-of-range`; DtypeError `dtype-not-supported`
 * Gradient: for p = 2, `dx = (g − y · Σ(g · y)) / |x|`.
 * @example functional.normalize(tensor([[3, 4], [0, 0]]), { p: Infinity }).tolist() // [[0.75, 1], [0, 0]]
 */
export function normalize(x: Tensor, ...options: Settings<NormalizeOptions>): Tensor {
  const { p = 2, dim = 1, eps = 1e-12 } = settings<NormalizeOptions>('normalize', ['p', 'dim', 'eps'], options)
  return input('normalize', x).div(norm(x, { p, dim, keepdim: true }).clampMin(eps).expand(x.shape))
}
