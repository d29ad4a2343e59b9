/** Symmetric matrices as squares of triangular ones. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { ArgumentError, runtimeError } from '../errors.ts'
import { choleskyInto } from '../kernels/lu.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { solve } from './inverse.ts'
import { squares, type Stack } from './linalg-checks.ts'
import { matmul } from './matmul.ts'
import { settings, type Settings } from './settings.ts'

const turned = (x: Tensor): Tensor => x.transpose(-2, -1)

const Cholesky: Operation<Stack> = {
  name: 'LinalgCholeskyExBackward0',
  forward([a], { count, n }) {
    const numbers = values(a!)
    const out = newNumbers(a!.dtype, numbers.length)
    for (let i = 0; i < count; i++) {
      const minor = choleskyInto(out, numbers, i * n * n, n)
      if (minor > 0) throw notPositive(minor)
    }
    return fromNumbers(out, a!.shape, a!.dtype)
  },
  gradient: [
    given(['output'], (g, [l]) => {
      // Φ: the lower triangle, with half the diagonal.
      const inner = matmul(turned(l!), g)
      const phi = inner.tril().add(inner.tril(-1)).div(2)
      const toA = turned(solve(turned(l!), turned(solve(turned(l!), phi))))
      return toA.add(turned(toA)).div(2)
    }),
  ],
}

const notPositive = (minor: number): ArgumentError =>
  new ArgumentError(
    `cholesky: the matrix is not positive definite: its first ${minor} rows and columns are not. A small number added to the diagonal may help.`,
    {
      code: 'not-positive-definite',
      params: { minor },
      torch: runtimeError(
        `linalg.cholesky: The factorization could not be completed because the input is not positive-definite (the leading minor of order ${minor} is not positive-definite).`,
      ),
    },
  )

/**
 * The lower triangular L with `A = L · Lᵀ`.
 *
 * @param a      [..., n, n] symmetric and positive definite; the lower triangle is read
 * @param given  upper: the upper triangular Lᵀ instead
 * @returns  [..., n, n]
 * @throws ShapeError `not-square`; ArgumentError `not-positive-definite`
 * Gradient: the symmetric part of `L⁻ᵀ · Φ(Lᵀ · g) · L⁻¹`, where Φ takes the lower triangle with half the diagonal.
 * Source: Murray 2016, eq. 10.
 * @example cholesky(tensor([[4, 2], [2, 5]])).tolist() // [[2, 0], [1, 2]]
 */
export function cholesky(a: Tensor, ...given: Settings<{ upper?: boolean }>): Tensor {
  const { upper = false } = settings<{ upper?: boolean }>('cholesky', ['upper'], given)
  const l = apply(Cholesky, [a], squares('cholesky', 'linalg.cholesky', a))
  return upper ? turned(l) : l
}

declare module '../tensor.ts' {
  interface Tensor {
    cholesky: AsMethod<typeof cholesky>
  }
}
methods({ cholesky })
