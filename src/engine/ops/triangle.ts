/** The lower and the upper triangle of matrices. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, runtimeError } from '../errors.ts'
import { copyTriangle } from '../kernels/triangle.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { tensor, type CreateOptions } from './create.ts'
import { input } from './operand.ts'

interface TriangleParams {
  readonly diagonal: number
}

type TriangleCall = Call<[diagonal: number], { diagonal?: number }>

function triangle(name: string, lower: boolean): Operation<TriangleParams> {
  const record: Operation<TriangleParams> = {
    name,
    forward([x], { diagonal }) {
      const out = newNumbers(x!.dtype, x!.numel())
      copyTriangle(out, values(x!), x!.shape.at(-2)!, x!.shape.at(-1)!, diagonal, lower)
      return fromNumbers(out, x!.shape, x!.dtype)
    },
    gradient: [(g, _, params) => apply(record, [g], params)],
  }
  return record
}

const Tril = triangle('TrilBackward0', true)
const Triu = triangle('TriuBackward0', false)

function triangleOf(operation: string, record: Operation<TriangleParams>, x: Tensor, args: readonly unknown[]): Tensor {
  const { diagonal = 0 } = named<{ diagonal?: number }>(operation, [], ['diagonal'], args)
  dimOf(operation, -2, input(operation, x).ndim)
  return apply(record, [x], { diagonal })
}

/**
 * The lower triangle of each matrix, 0 above it.
 *
 * @param x  [..., n, m]
 * @param options.diagonal  the last diagonal kept: 0 the main one, above it from 1, below it from −1
 * @throws IndexError `dim-out-of-range`
 * Gradient: the lower triangle of g.
 * @example tril(tensor([[1, 2], [3, 4]])).tolist() // [[1, 0], [3, 4]]
 */
export function tril(x: Tensor, ...args: TriangleCall): Tensor {
  return triangleOf('tril', Tril, x, args)
}

/**
 * The upper triangle of each matrix, 0 below it.
 *
 * @param x  [..., n, m]
 * @param options.diagonal  the first diagonal kept: 0 the main one, above it from 1, below it from −1
 * @throws IndexError `dim-out-of-range`
 * Gradient: the upper triangle of g.
 * @example triu(tensor([[1, 2], [3, 4]])).tolist() // [[1, 2], [0, 4]]
 */
export function triu(x: Tensor, ...args: TriangleCall): Tensor {
  return triangleOf('triu', Triu, x, args)
}

type IndicesCall = Call<
  [row: number, col: number, offset: number],
  CreateOptions & { row?: number; col?: number; offset?: number }
>

function indices(
  operation: string,
  args: readonly unknown[],
  inside: (i: number, j: number, offset: number) => boolean,
): Tensor {
  const options = named<CreateOptions & { row: number; col: number; offset?: number }>(
    operation,
    ['row', 'col'],
    ['offset', 'dtype'],
    args,
  )
  const { row, col, offset = 0 } = options
  for (const [name, size] of [
    ['row', row],
    ['col', col],
  ] as const) {
    if (size < 0) {
      throw new ArgumentError(`${operation}: ${name} is a number from 0 up, got ${size}.`, {
        code: 'negative',
        params: { operation, argument: name, value: size },
        torch: runtimeError(`${name} must be non-negative, got${size}`),
      })
    }
  }
  const rows: number[] = []
  const columns: number[] = []
  for (let i = 0; i < row; i++) {
    for (let j = 0; j < col; j++) {
      if (!inside(i, j, offset)) continue
      rows.push(i)
      columns.push(j)
    }
  }
  return tensor([...rows, ...columns], { dtype: options.dtype ?? 'int64' }).reshape(2, rows.length)
}

/** The indices of a lower triangle, [2, n]: rows and columns. @example trilIndices(2, 2).tolist() // [[0, 1, 1], [0, 0, 1]] */
export function trilIndices(...args: IndicesCall): Tensor {
  return indices('trilIndices', args, (i, j, offset) => j <= i + offset)
}

/** The indices of an upper triangle, [2, n]: rows and columns. @example triuIndices(2, 2).tolist() // [[0, 0, 1], [0, 1, 1]] */
export function triuIndices(...args: IndicesCall): Tensor {
  return indices('triuIndices', args, (i, j, offset) => j >= i + offset)
}

declare module '../tensor.ts' {
  interface Tensor {
    tril: AsMethod<typeof tril>
    tril_: InPlace<typeof tril>
    triu: AsMethod<typeof triu>
    triu_: InPlace<typeof triu>
  }
}
methods({ tril, triu })
inPlaceMethods({ tril, triu })
