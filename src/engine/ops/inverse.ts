/** Inverse matrices, systems of linear equations, powers of matrices. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { factorize, solveFactors, zeroPivot } from '../kernels/lu.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { broadcastShapes, numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { eye } from './create.ts'
import { singular, squares } from './linalg-checks.ts'
import { matmul } from './matmul.ts'
import { input } from './operand.ts'
import { requireSameType } from './types.ts'

const turned = (x: Tensor): Tensor => x.transpose(-2, -1)

interface Solving {
  readonly as: string
  readonly operation: string
  /** Whether b is a stack of vectors: columns without their dimension. */
  readonly vectors: boolean
}

const Solve: Operation<Solving> = {
  name: ({ as }) => as,
  forward([a, b], { as, operation, vectors }) {
    const n = a!.shape.at(-1)!
    const m = vectors ? 1 : b!.shape.at(-1)!
    const [matrices, sides] = [values(a!), values(b!)]
    const out = newNumbers(b!.dtype, b!.numel())
    for (let i = 0; i < numelOf(a!.shape.slice(0, -2)); i++) {
      const factors = factorize(matrices, i * n * n, n)
      const pivot = zeroPivot(factors)
      if (pivot > 0) {
        throw singular(
          operation,
          as.includes('Inv')
            ? `linalg.inv: The diagonal element ${pivot} is zero, the inversion could not be completed because the input matrix is singular.`
            : 'torch.linalg.solve: The solver failed because the input matrix is singular.',
        )
      }
      solveFactors(out, i * n * m, factors, sides, i * n * m, m)
    }
    return fromNumbers(out, b!.shape, b!.dtype)
  },
  gradients: given([0, 'output'], (g, [a, x], params, { needs }) => {
    const columns = (t: Tensor): Tensor => (params.vectors ? t.unsqueeze(-1) : t)
    const toSides = apply(Solve, [turned(a!), g], params)
    return [needs[0] ? matmul(columns(toSides), turned(columns(x!))).neg() : undefined, toSides]
  }),
}

/**
 * The inverse of square matrices: `A⁻¹ · A = 1`.
 *
 * @param a  [..., n, n] float32 or float64
 * @returns  [..., n, n]
 * @throws ShapeError `not-square`; ArgumentError `singular`
 * Gradient: `dA = −A⁻ᵀ · g · A⁻ᵀ`. Source: Petersen, Pedersen 2012, eq. 59.
 * @example inverse(tensor([[2, 0], [0, 4]])).tolist() // [[0.5, 0], [0, 0.25]]
 */
export function inverse(a: Tensor): Tensor {
  const { n } = squares('inverse', 'linalg.inv', a)
  return apply(Solve, [a, eye(n, { dtype: a.dtype }).expand(a.shape)], {
    as: 'LinalgInvExBackward0',
    operation: 'inverse',
    vectors: false,
  })
}

/**
 * The solution X of `A · X = B`, more exact than the inverse times B.
 *
 * @param a  [..., n, n] float32 or float64
 * @param b  [..., n, m], or [..., n] for vectors; the dimensions before broadcast
 * @returns  the shape of b, with broadcasting
 * @throws ShapeError `not-square`, `solve-shapes`; ArgumentError `singular`; DtypeError `dtypes-differ`
 * Gradient: `dB = A⁻ᵀ · g`, `dA = −dB · Xᵀ`. Source: Giles 2008, §2.3.1.
 * @example solve(tensor([[2, 0], [0, 4]]), tensor([2, 4])).tolist() // [1, 1]
 */
export function solve(a: Tensor, b: Tensor): Tensor {
  squares('solve', 'linalg.solve', a)
  requireSameType(
    'solve',
    a,
    input('solve', b),
    `linalg.solve: Expected A and B to have the same dtype, but found A of type ${a.dtype} and B of type ${b.dtype} instead`,
  )
  const vectors = b.ndim === 1 || (b.ndim === a.ndim - 1 && b.shape.join() === a.shape.slice(0, -1).join())
  const sides = vectors ? b.unsqueeze(-1) : b
  if (sides.shape.at(-2) !== a.shape.at(-1)) {
    const by = (x: Tensor): string => x.shape.slice(-2).join('x')
    throw new ShapeError(`solve: A ${shown(a.shape)} and B ${shown(b.shape)} have different numbers of rows.`, {
      code: 'solve-shapes',
      params: { a: a.shape, b: b.shape },
      torch: runtimeError(
        `linalg.solve: Incompatible shapes of A and B for the equation AX = B (${by(a)} and ${by(sides)})`,
      ),
    })
  }
  const lead = broadcastShapes('solve', a.shape.slice(0, -2), sides.shape.slice(0, -2))
  const wide = (x: Tensor, own: number): Tensor => x.expand([...lead, ...x.shape.slice(-own)])
  return apply(Solve, [wide(a, 2), wide(b, vectors ? 1 : 2)], {
    as: 'LinalgSolveExBackward0',
    operation: 'solve',
    vectors,
  })
}

/**
 * A square matrix times itself, n times; by squaring, so that 2ᵏ takes k products.
 *
 * @param a  [..., n, n]
 * @param n  a whole number; below 0 the inverse is multiplied
 * @throws ShapeError `not-square`; ArgumentError `matrix-power`, `singular`
 * Gradient: that of the products.
 * @example matrixPower(tensor([[1, 1], [0, 1]]), 3).tolist() // [[1, 3], [0, 1]]
 */
export function matrixPower(a: Tensor, n: number): Tensor {
  const size = squares('matrixPower', 'linalg.matrix_power', a).n
  if (!Number.isInteger(n)) {
    throw new ArgumentError(`matrixPower: the power is a whole number, got ${n}.`, {
      code: 'matrix-power',
      params: { power: n },
      torch: { type: 'TypeError', message: "matrix_power(): argument 'n' (position 2) must be int, not float" },
    })
  }
  if (n === 0) return a.clone().copy_(eye(size, { dtype: a.dtype }))
  let square = n < 0 ? inverse(a) : a
  let result: Tensor | null = null
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result === null ? square : matmul(result, square)
    if (rest > 1) square = matmul(square, square)
  }
  return n === 1 ? a.clone() : result!
}

declare module '../tensor.ts' {
  interface Tensor {
    inverse: AsMethod<typeof inverse>
    matrixPower: AsMethod<typeof matrixPower>
  }
}
methods({ inverse, matrixPower })
