/** Diagonals: seen in a matrix, or made into one. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, runtimeError } from '../errors.ts'
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
  /** 0 for the main diagonal. */
  readonly which: number
  readonly dim1: number
  readonly dim2: number
}

/** The sizes of a diagonal of a shape: the other dimensions, then its length. */
function diagonalShape(shape: Shape, { which, dim1, dim2 }: Diagonal): Shape {
  const length = Math.max(
    0,
    which >= 0 ? Math.min(shape[dim1]!, shape[dim2]! - which) : Math.min(shape[dim1]! + which, shape[dim2]!),
  )
  return [...shape.filter((_, d) => d !== dim1 && d !== dim2), length]
}

/** Where the elements of a diagonal stand in a row-major tensor. */
function diagonalPlaces(from: Shape, diagonal: Diagonal): Places {
  const { which, dim1, dim2 } = diagonal
  const shape = diagonalShape(from, diagonal)
  const stride = (d: number) => numelOf(from.slice(d + 1))
  const others = [...from.keys()].filter((d) => d !== dim1 && d !== dim2)
  const at = new Int32Array(numelOf(shape))
  const start = which >= 0 ? which * stride(dim2) : -which * stride(dim1)
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
  gradient: [(g, _, params) => addBack(g, diagonalPlaces(params.from, params))],
}

const Embed: Operation<Diagonal & { readonly size: Shape }> = {
  name: 'DiagEmbedBackward0',
  forward: ([x], params) => addBack(x!, diagonalPlaces(params.size, params)),
  gradient: [(g, _, { which, dim1, dim2 }) => diagonal(g, which, dim1, dim2)],
}

/** Numbers on a diagonal of an otherwise empty matrix of any shape. */
export const embedInto = (x: Tensor, size: Shape, which: number): Tensor =>
  apply(Embed, [x], { which, dim1: 0, dim2: 1, size })

function planeOf(operation: string, rank: number, which: number, first: number, second: number): Diagonal {
  const dim1 = dimOf(operation, first, rank)
  const dim2 = dimOf(operation, second, rank)
  if (dim1 !== dim2) return { which, dim1, dim2 }
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
  const { which, dim1, dim2 } = plane
  const shape = diagonalShape(x.shape, plane)
  const strides = [...x.strides.filter((_, d) => d !== dim1 && d !== dim2), x.strides[dim1]! + x.strides[dim2]!]
  const start =
    shape.at(-1) === 0 ? x.offset : x.offset + (which >= 0 ? which * x.strides[dim2]! : -which * x.strides[dim1]!)
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

declare module '../tensor.ts' {
  interface Tensor {
    diagonal: AsMethod<typeof diagonal>
    diagEmbed: AsMethod<typeof diagEmbed>
  }
}
methods({ diagonal, diagEmbed })
