/** Diagonals: seen in a matrix, or made into one. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf, numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { addBack, type Places } from './places.ts'
import { asView, sized, type Layout } from './views.ts'

export interface DiagonalOptions {
  /** Which: 0 the main one, above it from 1, below it from −1. Default: 0. */
  offset?: number
  dim1?: number
  dim2?: number
}

interface Diagonal {
  readonly offset: number
  readonly dim1: number
  readonly dim2: number
}

/** The sizes of a diagonal of a shape: the other dimensions, then its length. */
function diagonalShape(shape: Shape, { offset, dim1, dim2 }: Diagonal): Shape {
  const length = Math.max(
    0,
    offset >= 0 ? Math.min(shape[dim1]!, shape[dim2]! - offset) : Math.min(shape[dim1]! + offset, shape[dim2]!),
  )
  return [...shape.filter((_, d) => d !== dim1 && d !== dim2), length]
}

/** Where the elements of a diagonal stand in a row-major tensor. */
function diagonalPlaces(from: Shape, diagonal: Diagonal): Places {
  const { offset, dim1, dim2 } = diagonal
  const shape = diagonalShape(from, diagonal)
  const stride = (d: number) => numelOf(from.slice(d + 1))
  const others = [...from.keys()].filter((d) => d !== dim1 && d !== dim2)
  const at = new Int32Array(numelOf(shape))
  const start = offset >= 0 ? offset * stride(dim2) : -offset * stride(dim1)
  const step = stride(dim1) + stride(dim2)
  const length = shape.at(-1)!
  for (let i = 0; i < at.length; i++) {
    let place = start + (i % length) * step
    let rest = Math.floor(i / length)
    for (const d of others.toReversed()) {
      place += (rest % from[d]!) * stride(d)
      rest = Math.floor(rest / from[d]!)
    }
    at[i] = place
  }
  return { at, shape, from }
}

const View: Operation<Layout & Diagonal> = {
  name: 'DiagonalBackward0',
  forward: asView,
  gradient: [(g, _, { from, offset, dim1, dim2 }) => addBack(g, diagonalPlaces(from, { offset, dim1, dim2 }))],
}

const Embed: Operation<Diagonal & { readonly size: Shape }> = {
  name: 'DiagEmbedBackward0',
  forward: ([x], { size, ...params }) => addBack(x!, diagonalPlaces(size, params)),
  gradient: [(g, _, params) => diagonal(g, params)],
}

function planeOf(operation: string, rank: number, offset: number, first: number, second: number): Diagonal {
  const dim1 = dimOf(operation, first, rank)
  const dim2 = dimOf(operation, second, rank)
  if (dim1 !== dim2) return { offset, dim1, dim2 }
  throw new ArgumentError(
    `${operation}: a diagonal lies in the plane of two different dimensions, got ${first} twice.`,
    {
      code: 'dim-twice',
      params: { operation, dim: dim1 },
      torch: runtimeError(`diagonal dimensions cannot be identical ${first}, ${second}`),
    },
  )
}

/**
 * A diagonal in the plane of two dimensions, as the last dimension; a view.
 *
 * @param options.offset  0 the main diagonal, above it from 1, below it from −1
 * @param options.dim1  the rows; default 0
 * @param options.dim2  the columns; default 1
 * @throws IndexError `dim-out-of-range`; ArgumentError `dim-twice`
 * Gradient: g on the diagonal, 0 elsewhere.
 * @example diagonal(tensor([[1, 2], [3, 4]])).tolist() // [1, 4]
 */
export function diagonal(
  x: Tensor,
  ...args: Call<[offset: number, dim1: number, dim2: number], DiagonalOptions>
): Tensor {
  const options = named<DiagonalOptions>('diagonal', [], ['offset', 'dim1', 'dim2'], args)
  const plane = planeOf(
    'diagonal',
    input('diagonal', x).ndim,
    options.offset ?? 0,
    options.dim1 ?? 0,
    options.dim2 ?? 1,
  )
  const { offset, dim1, dim2 } = plane
  const shape = diagonalShape(x.shape, plane)
  const strides = [...x.strides.filter((_, d) => d !== dim1 && d !== dim2), x.strides[dim1]! + x.strides[dim2]!]
  const start =
    shape.at(-1) === 0 ? x.offset : x.offset + (offset >= 0 ? offset * x.strides[dim2]! : -offset * x.strides[dim1]!)
  return apply(View, [x], { ...sized(x, shape, strides, start), ...plane })
}

/**
 * The last dimension as a diagonal of otherwise empty matrices.
 *
 * @param x  [..., n]
 * @param options.offset  which diagonal
 * @param options.dim1  where the rows of the matrices are; default −2
 * @param options.dim2  where their columns are; default −1
 * @returns  [..., n + |offset|, n + |offset|]
 * @throws IndexError `dim-out-of-range`; ArgumentError `dim-twice`
 * Gradient: the diagonal of g.
 * @example diagEmbed(tensor([1, 2])).tolist() // [[1, 0], [0, 2]]
 */
export function diagEmbed(
  x: Tensor,
  ...args: Call<[offset: number, dim1: number, dim2: number], DiagonalOptions>
): Tensor {
  const options = named<DiagonalOptions>('diagEmbed', [], ['offset', 'dim1', 'dim2'], args)
  const { offset = 0 } = options
  const plane = planeOf('diagEmbed', input('diagEmbed', x).ndim + 1, offset, options.dim1 ?? -2, options.dim2 ?? -1)
  const side = (x.shape.at(-1) ?? 1) + Math.abs(offset)
  const others = x.shape.slice(0, -1)
  const size = [...Array(x.ndim + 1).keys()].map((d) => (d === plane.dim1 || d === plane.dim2 ? side : others.shift()!))
  return apply(Embed, [x], { ...plane, size })
}

/**
 * The diagonal of a matrix, or the matrix with a vector on its diagonal.
 *
 * @param x  [n, m] or [n]
 * @param options.diagonal  which diagonal; default 0
 * @throws ShapeError `rank`
 * Gradient: that of `diagonal`, or of `diagEmbed`.
 * @example diag(tensor([1, 2])).tolist() // [[1, 0], [0, 2]]
 */
export function diag(x: Tensor, ...args: Call<[diagonal: number], { diagonal?: number }>): Tensor {
  const { diagonal: offset = 0 } = named<{ diagonal?: number }>('diag', [], ['diagonal'], args)
  if (input('diag', x).ndim === 1) return diagEmbed(x, offset)
  if (x.ndim === 2) return diagonal(x, offset).clone()
  throw rankError('diag', '1–2', x, 'matrix or a vector expected')
}

/** The matrix with all elements of x on its diagonal. @example diagflat(tensor([[1], [2]])).tolist() // [[1, 0], [0, 2]] */
export function diagflat(x: Tensor, ...args: Call<[offset: number], { offset?: number }>): Tensor {
  const { offset = 0 } = named<{ offset?: number }>('diagflat', [], ['offset'], args)
  return diagEmbed(input('diagflat', x).reshape(-1), offset)
}

/** The sum of a matrix's diagonal. Gradient: g on the diagonal. @throws ShapeError `rank` @example trace(tensor([[1, 2], [3, 4]])).item() // 5 */
export function trace(x: Tensor): Tensor {
  if (input('trace', x).ndim !== 2)
    throw rankError('trace', '2', x, `trace: expected a matrix, but got tensor with dim ${x.ndim}`)
  return diagonal(x).sum()
}

const rankError = (operation: string, expected: string, x: Tensor, torch: string): ShapeError =>
  new ShapeError(`${operation}: takes tensors of ${expected} dimensions, the shape is ${shown(x.shape)}.`, {
    code: 'rank',
    params: { operation, expected, shape: x.shape },
    torch: runtimeError(torch),
  })

declare module '../tensor.ts' {
  interface Tensor {
    diagonal: AsMethod<typeof diagonal>
    diagEmbed: AsMethod<typeof diagEmbed>
    diag: AsMethod<typeof diag>
    diagflat: AsMethod<typeof diagflat>
    trace: AsMethod<typeof trace>
  }
}
methods({ diagonal, diagEmbed, diag, diagflat, trace })
