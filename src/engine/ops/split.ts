/** One tensor as several: views of the same numbers. */
import { applyMany } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, IndexError, ShapeError, runtimeError, shown } from '../errors.ts'
import { view, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { cat, stack } from './join.ts'
import { input } from './operand.ts'
import { slice } from './slices.ts'

const Split: Operation<{ readonly dim: number; readonly sizes: readonly number[]; readonly as: string }> = {
  name: ({ as }) => as,
  forward([x], { dim, sizes }) {
    let start = 0
    return sizes.map((size) =>
      view(x!, x!.shape.with(dim, size), x!.strides, x!.offset + ((start += size) - size) * x!.strides[dim]!),
    )
  },
  gradients: (_, __, { dim }, { grads }) => [cat(grads, dim)],
}

const Unbind: Operation<{ readonly dim: number }> = {
  name: 'UnbindBackward0',
  forward: ([x], { dim }) =>
    Array.from({ length: x!.shape[dim]! }, (_, i) =>
      view(x!, x!.shape.toSpliced(dim, 1), x!.strides.toSpliced(dim, 1), x!.offset + i * x!.strides[dim]!),
    ),
  gradients: (_, __, { dim }, { grads }) => [stack(grads, dim)],
}

function atLeastOneDim(operation: string, x: Tensor, torch: string): void {
  if (input(operation, x).ndim > 0) return
  throw new ShapeError(`${operation}: needs at least 1 dimension, the tensor has none.`, {
    code: 'rank',
    params: { operation, expected: '1+', shape: x.shape },
    torch: runtimeError(torch),
  })
}

/**
 * Parts of a size along a dimension, the last one smaller if need be; or parts of the sizes given.
 *
 * @param x  [..., n, ...]
 * @param sizes  one size, or a list with the sum n
 * @param options.dim  the dimension of size n; default 0
 * @returns  views of x
 * @throws ShapeError `split-sizes`; IndexError `dim-out-of-range`
 * Gradient: the gradients of the parts, joined.
 * PyTorch: parts cannot be changed in place where gradients are recorded; here they can.
 * @example split(tensor([1, 2, 3]), 2).map(String) // ['tensor([1., 2.])', 'tensor([3.])']
 */
export function split(
  x: Tensor,
  ...args: Call<
    [sizes: number | readonly number[], dim: number],
    { splitSizeOrSections?: number | readonly number[]; dim?: number }
  >
): readonly Tensor[] {
  const { splitSizeOrSections: asked, dim = 0 } = named<{
    splitSizeOrSections: number | readonly number[]
    dim?: number
  }>('split', ['splitSizeOrSections'], ['dim'], args)
  atLeastOneDim('split', x, 'split expects at least a 1-dimensional tensor')
  const d = dimOf('split', dim, x.ndim)
  return typeof asked === 'number'
    ? inSizes('split', x, asked, d)
    : applyMany(Split, [x], { dim: d, sizes: checkedSizes(x, asked, d), as: 'SplitWithSizesBackward0' })
}

function inSizes(operation: string, x: Tensor, size: number, dim: number): readonly Tensor[] {
  const n = x.shape[dim]!
  if (!Number.isInteger(size) || size < 0 || (size === 0 && n > 0)) {
    const torch =
      size < 0
        ? `split expects split_size be non-negative, but got split_size=${size}`
        : `split_size can only be 0 if dimension size is 0, but got dimension size of ${n}`
    throw badSizes(operation, x, [size], dim, torch)
  }
  const count = Math.max(1, Math.ceil(n / Math.max(size, 1)))
  const sizes = Array.from({ length: count }, (_, i) => Math.min(size, n - i * size))
  return applyMany(Split, [x], { dim, sizes, as: 'SplitBackward0' })
}

function checkedSizes(x: Tensor, sizes: readonly number[], dim: number): readonly number[] {
  const n = x.shape[dim]!
  if (sizes.every((size) => Number.isInteger(size) && size >= 0) && sizes.reduce((a, b) => a + b, 0) === n) return sizes
  throw badSizes(
    'split',
    x,
    sizes,
    dim,
    `split_with_sizes expects split_sizes to sum exactly to ${n} (input tensor's size at dimension ${dim}), but got split_sizes=${shown(sizes)}`,
  )
}

const badSizes = (operation: string, x: Tensor, sizes: readonly number[], dim: number, torch: string): ShapeError =>
  new ShapeError(
    `${operation}: parts of ${shown(sizes)} do not make up dimension ${dim} of ${shown(x.shape)}, which is ${x.shape[dim]}.`,
    {
      code: 'split-sizes',
      params: { operation, sizes, dim, size: x.shape[dim] },
      torch: runtimeError(torch),
    },
  )

/**
 * At most so many parts of equal size along a dimension; the last may be smaller.
 * @param chunks  how many at most
 * @param options.dim  the dimension; default 0
 * @throws ArgumentError `count-below-one`; IndexError `dim-out-of-range`
 * Gradient: the gradients of the parts, joined.
 * @example chunk(tensor([1, 2, 3]), 2).length // 2
 */
export function chunk(
  x: Tensor,
  ...args: Call<[chunks: number, dim: number], { chunks?: number; dim?: number }>
): readonly Tensor[] {
  const { chunks, dim = 0 } = named<{ chunks: number; dim?: number }>('chunk', ['chunks'], ['dim'], args)
  atLeastOneDim('chunk', x, 'chunk expects at least a 1-dimensional tensor')
  if (!(chunks > 0))
    throw belowOne('chunk', 'chunks', chunks, `chunk expects \`chunks\` to be greater than 0, got: ${chunks}`)
  const d = dimOf('chunk', dim, x.ndim)
  const n = x.shape[d]!
  if (n === 0)
    return applyMany(Split, [x], { dim: d, sizes: new Array<number>(chunks).fill(0), as: 'SplitWithSizesBackward0' })
  return inSizes('chunk', x, Math.ceil(n / chunks), d)
}

const belowOne = (operation: string, argument: string, value: number, torch: string): ArgumentError =>
  new ArgumentError(`${operation}: ${argument} must be 1 or more, got ${value}.`, {
    code: 'count-below-one',
    params: { operation, argument, value },
    torch: runtimeError(torch),
  })

/**
 * Exactly so many parts along a dimension, as equal as can be; or parts between the places given.
 *
 * @param x  [..., n, ...]
 * @param at  how many parts, or the places where to cut: an array or a 1-d tensor
 * @param options.dim  the dimension; default 0
 * @throws ArgumentError `count-below-one`; IndexError `dim-out-of-range`
 * Gradient: g where the part was.
 * @example tensorSplit(tensor([1, 2, 3]), [1]).map((part) => part.shape[0]) // [1, 2]
 */
export function tensorSplit(
  x: Tensor,
  ...args: Call<
    [at: number | readonly number[] | Tensor, dim: number],
    { indicesOrSections?: number | readonly number[] | Tensor; dim?: number }
  >
): readonly Tensor[] {
  const { indicesOrSections: at, dim = 0 } = named<{
    indicesOrSections: number | readonly number[] | Tensor
    dim?: number
  }>('tensorSplit', ['indicesOrSections'], ['dim'], args)
  atLeastOneDim('tensorSplit', x, 'tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims')
  const d = dimOf('tensorSplit', dim, x.ndim)
  const n = x.shape[d]!
  const cuts = at instanceof Tensor ? (at.ndim === 0 ? values(at)[0]! : [...values(at)]) : at
  if (typeof cuts === 'number') {
    if (!(cuts > 0))
      throw belowOne('tensorSplit', 'sections', cuts, `number of sections must be larger than 0, got ${cuts}`)
    const [least, larger] = [Math.floor(n / cuts), n % cuts]
    return Array.from({ length: cuts }, (_, i) =>
      slice(x, d, i * least + Math.min(i, larger), (i + 1) * least + Math.min(i + 1, larger)),
    )
  }
  return [...cuts, n].map((end, i) => slice(x, d, i === 0 ? 0 : cuts[i - 1], end))
}

/** As `tensorSplit` along the columns; of a vector along its only dimension. Gradient: g where the part was. @example hsplit(tensor([1, 2]), 2).length // 2 */
export const hsplit = (x: Tensor, at: number | readonly number[]): readonly Tensor[] =>
  tensorSplit(x, at, input('hsplit', x).ndim === 1 ? 0 : 1)
/** As `tensorSplit` along dimension 0, the rows. Gradient: g where the part was. @example vsplit(tensor([[1], [2]]), 2).length // 2 */
export const vsplit = (x: Tensor, at: number | readonly number[]): readonly Tensor[] => tensorSplit(x, at, 0)
/** As `tensorSplit` along dimension 2. Gradient: g where the part was. @example dsplit(tensor([[[1, 2]]]), 2).length // 2 */
export const dsplit = (x: Tensor, at: number | readonly number[]): readonly Tensor[] => tensorSplit(x, at, 2)

/**
 * All slices along a dimension, without it.
 * @param options.dim  the dimension; default 0
 * @returns  as many views as its size
 * @throws IndexError `dim-out-of-range`
 * Gradient: the gradients of the slices, stacked.
 * PyTorch: slices cannot be changed in place where gradients are recorded; here they can.
 * @example unbind(tensor([[1, 2], [3, 4]])).map((row) => row.sum().item()) // [3, 7]
 */
export function unbind(x: Tensor, ...args: Call<[dim: number], { dim?: number }>): readonly Tensor[] {
  const { dim = 0 } = named<{ dim?: number }>('unbind', [], ['dim'], args)
  if (input('unbind', x).ndim === 0) {
    throw new IndexError('unbind: a 0-d tensor has no slices. Its number is .item().', {
      code: 'rank',
      params: { operation: 'unbind', expected: '1+', shape: x.shape },
      torch: { type: 'IndexError', message: 'Dimension specified as 0 but tensor has no dimensions' },
    })
  }
  const d = dimOf('unbind', dim, x.ndim)
  return x.shape[d] === 0 ? [] : applyMany(Unbind, [x], { dim: d })
}

declare module '../tensor.ts' {
  interface Tensor {
    split: AsMethod<typeof split>
    chunk: AsMethod<typeof chunk>
    tensorSplit: AsMethod<typeof tensorSplit>
    hsplit: AsMethod<typeof hsplit>
    vsplit: AsMethod<typeof vsplit>
    dsplit: AsMethod<typeof dsplit>
    unbind: AsMethod<typeof unbind>
  }
}
methods({ split, chunk, tensorSplit, hsplit, vsplit, dsplit, unbind })
