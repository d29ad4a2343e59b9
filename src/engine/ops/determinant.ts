/** Determinants: by which factor a matrix scales volumes. */
import { apply, applyMany } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { factorize } from '../kernels/lu.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Numbers } from '../dtype.ts'
import type { Tensor } from '../tensor.ts'
import { inverse } from './inverse.ts'
import { squares, type Stack } from './linalg-checks.ts'
import { where } from './where.ts'

function determinantOf(a: Numbers, start: number, n: number): number {
  const { lu, sign } = factorize(a, start, n)
  let product = sign
  for (let k = 0; k < n; k++) product *= lu[k * n + k]!
  return product
}

const Det: Operation<Stack> = {
  name: 'LinalgDetBackward0',
  forward([a], { count, n }) {
    const numbers = values(a!)
    const out = newNumbers(a!.dtype, count)
    for (let i = 0; i < count; i++) out[i] = determinantOf(numbers, i * n * n, n)
    return fromNumbers(out, a!.shape.slice(0, -2), a!.dtype)
  },
  gradient: [
    given([0, 'output'], (g, [a, det], stack) => {
      const each = (x: Tensor): Tensor => x.unsqueeze(-1).unsqueeze(-1)
      // A singular matrix has no inverse, but cofactors; they are taken as constants.
      if (det!.eq(0).any().item()) return each(g).mul(cofactors(a!, stack))
      return each(g.mul(det!)).mul(inverse(a!).transpose(-2, -1))
    }),
  ],
}

/** For each element the determinant of what is left without its row and column, with the sign of a chessboard. */
function cofactors(a: Tensor, { count, n }: Stack): Tensor {
  const numbers = values(a)
  const out = newNumbers(a.dtype, a.numel())
  const minor = new Float64Array((n - 1) ** 2)
  for (let i = 0; i < count; i++) {
    for (let r = 0; r < n; r++) {
      for (let c = 0; c < n; c++) {
        let at = 0
        for (let p = 0; p < n; p++)
          for (let q = 0; q < n; q++) if (p !== r && q !== c) minor[at++] = numbers[(i * n + p) * n + q]!
        out[(i * n + r) * n + c] = ((r + c) % 2 === 0 ? 1 : -1) * determinantOf(minor, 0, n - 1)
      }
    }
  }
  return fromNumbers(out, a.shape, a.dtype)
}

const Slogdet: Operation<Stack> = {
  name: 'LinalgSlogdetBackward0',
  forward([a], { count, n }) {
    const numbers = values(a!)
    const [signs, logs] = [newNumbers(a!.dtype, count), newNumbers(a!.dtype, count)]
    for (let i = 0; i < count; i++) {
      const { lu, sign } = factorize(numbers, i * n * n, n)
      signs[i] = sign
      for (let k = 0; k < n; k++) {
        signs[i]! *= Math.sign(lu[k * n + k]!)
        logs[i]! += Math.log(Math.abs(lu[k * n + k]!))
      }
    }
    const shape = a!.shape.slice(0, -2)
    return [fromNumbers(signs, shape, a!.dtype), fromNumbers(logs, shape, a!.dtype)]
  },
  // The sign is constant wherever the determinant is not 0.
  gradient: [
    given([0], (_, [a], __, { grads }) => grads[1]!.unsqueeze(-1).unsqueeze(-1).mul(inverse(a!).transpose(-2, -1))),
  ],
}

/**
 * Determinant of square matrices.
 *
 * @param a  [..., n, n] float32 or float64
 * @returns  [...]; 0 for a singular matrix
 * @throws ShapeError `not-square`
 * Gradient: `dA = g · det A · A⁻ᵀ`, the cofactors; of a singular matrix there is no second one.
 * Source: Petersen, Pedersen 2012, eq. 49.
 * @example det(tensor([[1, 2], [3, 4]])).item() // -2
 */
export function det(a: Tensor): Tensor {
  return apply(Det, [a], squares('det', 'linalg.det', a))
}

/**
 * Sign of the determinant, and the logarithm of its size: where the determinant itself would overflow.
 *
 * @param a  [..., n, n] float32 or float64
 * @returns  `[sign, logabsdet]`, each [...]; 0 and −∞ for a singular matrix
 * @throws ShapeError `not-square`
 * Gradient: of the logarithm `dA = g · A⁻ᵀ`.
 * @example slogdet(tensor([[-1, 0], [0, 1]])).map((x) => x.item()) // [-1, 0]
 */
export function slogdet(a: Tensor): [sign: Tensor, logabsdet: Tensor] {
  const [sign, logabsdet] = applyMany(Slogdet, [a], squares('slogdet', 'linalg.slogdet', a))
  return [sign!, logabsdet!]
}

/** Logarithm of the determinant of each [n, n] matrix; NaN where it is below 0. Gradient: `dA = g · A⁻ᵀ`. @example logdet(tensor([[1, 0], [0, 1]])).item() // 0 */
export function logdet(a: Tensor): Tensor {
  const [sign, logabsdet] = slogdet(a)
  return where(sign.eq(-1), NaN, logabsdet)
}

declare module '../tensor.ts' {
  interface Tensor {
    det: AsMethod<typeof det>
    slogdet: AsMethod<typeof slogdet>
    logdet: AsMethod<typeof logdet>
  }
}
methods({ det, slogdet, logdet })
