/** Several tensors as one. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { resultType } from '../dtype.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { copyBlocks, joinedVector } from '../kernels/join.ts'
import { fromNumbers, newNumbers, valuesAs } from '../kernels/values.ts'
import { dimOf, numelOf, sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, tensorsOf, type Call } from './arguments.ts'
import { atleast1d, atleast2d, atleast3d } from './atleast.ts'
import { input } from './operand.ts'

interface Join {
  readonly dim: number
}

function joined(parts: readonly Tensor[], dim: number): Tensor {
  const dtype = resultType(parts)
  const first = parts[0]!.shape
  const size = parts.reduce((total, part) => total + part.shape[dim]!, 0)
  const outer = numelOf(first.slice(0, dim))
  const inner = numelOf(first.slice(dim + 1))
  const fast = joinedVector(parts, first.with(dim, size), outer)
  if (fast !== null) return fast
  const out = newNumbers(dtype, outer * size * inner)
  let start = 0
  for (const part of parts) {
    const length = part.shape[dim]! * inner
    copyBlocks(out, valuesAs(part, dtype), outer, length, size * inner, start)
    start += length
  }
  return fromNumbers(out, first.with(dim, size), dtype)
}

const Cat: Operation<Join & { readonly sizes: readonly number[] }> = {
  name: 'CatBackward0',
  forward: (parts, { dim }) => joined(parts, dim),
  gradients: (g, _, { dim, sizes }) => {
    let start = 0
    return sizes.map((size) => g.narrow(dim, (start += size) - size, size))
  },
}

const Stack: Operation<Join> = {
  name: 'StackBackward0',
  forward: (parts, { dim }) =>
    joined(
      parts.map((part) => part.unsqueeze(dim)),
      dim,
    ),
  gradients: (g, _, { dim }, { needs }) => needs.map((_, i) => g.select(dim, i)),
}

/**
 * Tensors one behind the other along a dimension that they have.
 *
 * @param tensors  of equal sizes but along dim; empty 1-d tensors are passed over
 * @param options.dim  the dimension; default 0
 * @returns  the sizes added up along dim, the common type
 * @throws ShapeError `cat-shapes`; ArgumentError `no-tensors`; IndexError `dim-out-of-range`
 * Gradient: to each tensor its part of g.
 * @example cat([tensor([1, 2]), tensor([3])]).tolist() // [1, 2, 3]
 */
export function cat(tensors: readonly Tensor[], ...args: Call<[dim: number], { dim?: number }>): Tensor {
  const given = listOf('cat', tensors, 'torch.cat(): expected a non-empty list of Tensors')
  const { dim = 0 } = named<{ dim?: number }>('cat', [], ['dim'], args)
  const parts = given.filter((part) => !(part.ndim === 1 && part.numel() === 0))
  if (parts.length === 0) return given[0]!.clone()
  const d = dimOf('cat', dim, parts[0]!.ndim)
  parts.forEach((part, i) => checkPart(part, i, parts[0]!, d))
  return apply(Cat, parts, { dim: d, sizes: parts.map((part) => part.shape[d]!) })
}

function listOf(operation: string, tensors: readonly Tensor[], torch: string): readonly Tensor[] {
  const given = tensorsOf(operation, [tensors])
  for (const part of given) input(operation, part)
  if (given.length > 0) return given
  throw new ArgumentError(`${operation}: needs at least one tensor, the list is empty.`, {
    code: 'no-tensors',
    params: { operation },
    torch: runtimeError(torch),
  })
}

function checkPart(part: Tensor, i: number, first: Tensor, dim: number): void {
  const bad = part.shape.findIndex((size, d) => d !== dim && size !== first.shape[d])
  if (part.ndim > 0 && part.ndim === first.ndim && bad < 0) return
  const torch =
    part.ndim === 0
      ? `zero-dimensional tensor (at position ${i}) cannot be concatenated`
      : part.ndim !== first.ndim
        ? `Tensors must have same number of dimensions: got ${first.ndim} and ${part.ndim}`
        : `Sizes of tensors must match except in dimension ${dim}. Expected size ${first.shape[bad]} but got size ${part.shape[bad]} for tensor number ${i} in the list.`
  throw new ShapeError(
    `cat: ${shown(first.shape)} and ${shown(part.shape)} must have the same sizes but in dimension ${dim}. stack joins along a new dimension.`,
    {
      code: 'cat-shapes',
      params: { operation: 'cat', a: first.shape, b: part.shape, dim },
      torch: runtimeError(torch),
    },
  )
}

/** As `cat`: tensors of equal sizes but along one dimension, joined along it. Gradient: to each its part of g. @example concat([tensor([1]), tensor([2])]).tolist() // [1, 2] */
export const concat = cat

/** As `cat`: tensors of equal sizes but along one dimension, joined along it. Gradient: to each its part of g. @example concatenate([tensor([1]), tensor([2])]).tolist() // [1, 2] */
export const concatenate = cat

/**
 * Tensors of one shape along a new dimension.
 *
 * @param tensors  of equal shapes
 * @param options.dim  where the new dimension is; default 0
 * @returns  one dimension more, its size the number of tensors
 * @throws ShapeError `stack-shapes`; ArgumentError `no-tensors`; IndexError `dim-out-of-range`
 * Gradient: to each tensor its part of g.
 * @example stack([tensor([1, 2]), tensor([3, 4])]).tolist() // [[1, 2], [3, 4]]
 */
export function stack(tensors: readonly Tensor[], ...args: Call<[dim: number], { dim?: number }>): Tensor {
  const parts = listOf('stack', tensors, 'stack expects a non-empty TensorList')
  const { dim = 0 } = named<{ dim?: number }>('stack', [], ['dim'], args)
  const first = parts[0]!
  const bad = parts.findIndex((part) => !sameShape(part.shape, first.shape))
  if (bad >= 0) {
    throw new ShapeError(
      `stack: all shapes must be equal, found ${shown(first.shape)} and ${shown(parts[bad]!.shape)}. cat joins along a dimension that is there.`,
      {
        code: 'stack-shapes',
        params: { a: first.shape, b: parts[bad]!.shape },
        torch: runtimeError(
          `stack expects each tensor to be equal size, but got ${shown(first.shape)} at entry 0 and ${shown(parts[bad]!.shape)} at entry ${bad}`,
        ),
      },
    )
  }
  return apply(Stack, parts, { dim: dimOf('stack', dim, first.ndim + 1) })
}

/** Side by side: along dimension 1, of vectors along their only one. Gradient: to each tensor its part of g. @example hstack([tensor([1]), tensor([2])]).tolist() // [1, 2] */
export function hstack(tensors: readonly Tensor[]): Tensor {
  const parts = listOf('hstack', tensors, 'hstack expects a non-empty TensorList').map((part) => atleast1d(part))
  return cat(parts, parts[0]!.ndim === 1 ? 0 : 1)
}

/** One below the other: along dimension 0, vectors as rows. Gradient: to each tensor its part of g. @example vstack([tensor([1]), tensor([2])]).tolist() // [[1], [2]] */
export function vstack(tensors: readonly Tensor[]): Tensor {
  return cat(listOf('vstack', tensors, 'vstack expects a non-empty TensorList').map((part) => atleast2d(part)))
}

/** As `vstack`: along dimension 0, vectors as rows. Gradient: to each tensor its part of g. @example rowStack([tensor([1]), tensor([2])]).tolist() // [[1], [2]] */
export const rowStack = vstack

/** One behind the other: along dimension 2. Gradient: to each tensor its part of g. @example dstack([tensor([1]), tensor([2])]).tolist() // [[[1, 2]]] */
export function dstack(tensors: readonly Tensor[]): Tensor {
  return cat(
    listOf('dstack', tensors, 'dstack expects a non-empty TensorList').map((part) => atleast3d(part)),
    2,
  )
}

/** Vectors as the columns of a matrix. Gradient: to each tensor its part of g. @example columnStack([tensor([1, 2]), tensor([3, 4])]).tolist() // [[1, 3], [2, 4]] */
export function columnStack(tensors: readonly Tensor[]): Tensor {
  return hstack(
    listOf('columnStack', tensors, 'column_stack expects a non-empty TensorList').map((part) =>
      part.ndim < 2 ? part.reshape(-1, 1) : part,
    ),
  )
}
