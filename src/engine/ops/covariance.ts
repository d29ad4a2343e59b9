/** How variables vary together. */
import { isFloating } from '../dtype.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named } from './arguments.ts'
import { matmul } from './matmul.ts'
import { input } from './operand.ts'

/**
 * Covariances `Σ (xᵢ − mean xᵢ)(xⱼ − mean xⱼ) / (n − c)` of variables, whose observations stand in rows.
 *
 * @param x  [variables, n], or [n] for one
 * @param options.correction  c; default 1
 * @returns  [variables, variables], or a 0-d variance
 * @throws ShapeError `rank`
 * Gradient: that of the products.
 * PyTorch: observations may have weights as well.
 * @example cov(tensor([[0, 1, 2], [2, 1, 0]])).tolist() // [[1, -1], [-1, 1]]
 */
export function cov(x: Tensor, options: { correction?: number } = {}): Tensor {
  const { correction = 1 } = named<{ correction?: number }>('cov', [], ['correction'], [options])
  if (input('cov', x).ndim > 2) {
    throw new ShapeError(`cov: takes a matrix of variables and their observations, the shape is ${shown(x.shape)}.`, {
      code: 'rank',
      params: { operation: 'cov', expected: '0–2', shape: x.shape },
      torch: runtimeError(
        `cov(): expected input to have two or fewer dimensions but got an input with ${x.ndim} dimensions`,
      ),
    })
  }
  const numbers = isFloating(x.dtype) ? x : x.to('float32')
  const rows = x.ndim < 2 ? numbers.reshape(1, -1) : numbers
  const centred = rows.sub(rows.mean(1, true))
  const products = matmul(centred, centred.t()).div(Math.max(0, rows.shape[1]! - correction))
  return x.ndim < 2 ? products.reshape([]) : products
}

/**
 * Correlations of variables: their covariances over the products of their standard deviations, in [−1, 1].
 *
 * @param x  [variables, n], or [n] for one
 * @returns  [variables, variables], or 1
 * @throws ShapeError `rank`
 * Gradient: that of the quotient.
 * @example corrcoef(tensor([[0, 1, 2], [2, 1, 0]])).round().tolist() // [[1, -1], [-1, 1]]
 */
export function corrcoef(x: Tensor): Tensor {
  const covariances = cov(input('corrcoef', x))
  if (covariances.ndim === 0) return covariances.div(covariances)
  const deviations = covariances.diagonal().sqrt()
  return covariances.div(deviations.unsqueeze(1)).div(deviations).clamp({ min: -1, max: 1 })
}

declare module '../tensor.ts' {
  interface Tensor {
    cov: AsMethod<typeof cov>
    corrcoef: AsMethod<typeof corrcoef>
  }
}
methods({ cov, corrcoef })
