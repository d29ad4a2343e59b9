/** Other shapes over the same numbers: nothing is copied but where `reshape` must. */
import { applyOne, applyView } from '../autograd/apply.ts'
import { isGradEnabled } from '../autograd/mode.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { fromNumbers, values, view as over } from '../kernels/values.ts'
import { copiedVector } from '../kernels/vectors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { contiguousStrides, dimOf, dimsOf, numelOf, type Shape } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { many, named, type Call, type Many } from './arguments.ts'
import { input } from './operand.ts'

/** What a view is, and what it was made of. */
export interface Layout {
  readonly shape: Shape
  readonly strides: Shape
  readonly offset: number
  readonly from: Shape
}

export const asView = ([x]: readonly Tensor[], { shape, strides, offset }: Layout): Tensor =>
  over(x!, shape, strides, offset)

const View: Operation<Layout> = {
  name: 'ViewBackward0',
  forward: asView,
  gradient: [(g, _, { from }) => g.reshape(from)],
}

/** Fresh numbers in another shape: a copy of what no view can show, or the numbers of a tensor nobody else holds. */
const UnsafeView: Operation<Layout> = {
  ...View,
  name: 'UnsafeViewBackward0',
  forward: ([x], { shape }) => copiedVector(x!, shape) ?? fromNumbers(values(x!).slice(), shape, x!.dtype),
}
const ReshapeAlias: Operation<Layout> = { ...View, name: 'ReshapeAliasBackward0' }
const Unsqueeze: Operation<Layout> = { ...View, name: 'UnsqueezeBackward0' }
const SqueezeAll: Operation<Layout> = { ...View, name: 'SqueezeBackward0' }
const Squeeze: Operation<Layout> = { ...View, name: 'SqueezeBackward1' }

const Alias: Operation<Layout> = { ...View, name: 'AliasBackward0' }

const Expand: Operation<Layout> = {
  name: 'ExpandBackward0',
  forward: asView,
  gradient: [(g, _, { from }) => g.sumToShape(from)],
}

const Permute: Operation<Layout & { dims: Shape; as: string }> = {
  name: ({ as }) => as,
  forward: asView,
  gradient: [
    (g, _, { dims }) => {
      const rank = dims.length
      if (isGradEnabled()) {
        const back: number[] = []
        for (let d = 0; d < rank; d++) back.push(dims.indexOf(d))
        return permute(g, back)
      }
      const shape = new Array<number>(rank)
      const strides = new Array<number>(rank)
      for (let d = 0; d < rank; d++) {
        shape[dims[d]!] = g.shape[d]!
        strides[dims[d]!] = g.strides[d]!
      }
      return over(g, shape, strides)
    },
  ],
}

/** The parameters of a view of x. */
export const sized = (x: Tensor, shape: Shape, strides: Shape = x.strides, offset = x.offset): Layout => ({
  shape,
  strides,
  offset,
  from: x.shape,
})

/** A view of all of x, as it is. */
export const alias = (x: Tensor): Tensor => applyView(Alias, x, sized(x, x.shape))

/** A shape with its −1 filled in. */
function resolved(operation: string, x: Tensor, shape: Shape): Shape {
  if (shape.lastIndexOf(-1) !== shape.indexOf(-1)) {
    throw new ShapeError(
      `${operation}: ${shown(shape)} leaves more than one size open. At most one may be −1: it is computed.`,
      {
        code: 'reshape-two-open',
        params: { operation, to: shape },
        torch: runtimeError('only one dimension can be inferred'),
      },
    )
  }
  const n = x.numel()
  const open = shape.indexOf(-1)
  const full = shape.slice()
  if (open >= 0) {
    full[open] = 1
    full[open] = n / numelOf(full)
  }
  let isShape = numelOf(full) === n
  for (let d = 0; d < full.length; d++) isShape &&= Number.isInteger(full[d]) && full[d]! >= 0
  if (!isShape) {
    throw new ShapeError(
      `${operation}: ${shown(x.shape)} holds ${x.numel()} elements and cannot become ${shown(shape)}. The product of the sizes must be ${x.numel()}.`,
      {
        code: 'reshape',
        params: { operation, from: x.shape, to: shape },
        torch: runtimeError(`shape '${shown(shape)}' is invalid for input of size ${x.numel()}`),
      },
    )
  }
  return full
}

/** The strides that show the same elements in another shape, or null where only a copy can. */
function viewStrides(x: Tensor, shape: Shape): Shape | null {
  if (x.isContiguous()) return contiguousStrides(shape)
  const dims: number[] = []
  for (let d = 0; d < x.shape.length; d++) if (x.shape[d] !== 1) dims.push(d)
  const strides = new Array<number>(shape.length).fill(1)
  let to = shape.length - 1
  for (let last = dims.length - 1; last >= 0;) {
    // A run of dimensions that lie as if they were one.
    let first = last
    while (first > 0 && x.strides[dims[first - 1]!] === x.strides[dims[first]!]! * x.shape[dims[first]!]!) first--
    let run = 1
    for (let i = first; i <= last; i++) run *= x.shape[dims[i]!]!
    let step = x.strides[dims[last]!]!
    let covered = 1
    while (to >= 0 && (covered < run || shape[to] === 1)) {
      strides[to] = step
      step *= shape[to]!
      covered *= shape[to]!
      to--
    }
    if (covered !== run) return null
    last = first - 1
  }
  return strides
}

/**
 * The same elements in another shape, row by row: a view where the layout allows, else a copy.
 *
 * @param x      [...]
 * @param shape  sizes with the same product; one may be −1
 * @throws ShapeError `reshape`
 * Gradient: g in the shape of x.
 * @example reshape(tensor([1, 2, 3, 4]), [2, -1]).tolist() // [[1, 2], [3, 4]]
 */
export function reshape(x: Tensor, ...sizes: Many<{ shape: Shape }>): Tensor {
  const shape = resolved('reshape', input('reshape', x), many('reshape', 'shape', sizes))
  const strides = viewStrides(x, shape)
  return strides === null
    ? applyOne(UnsafeView, x, sized(x, shape))
    : applyView(ReshapeAlias, x, sized(x, shape, strides))
}

/** As `reshape`, the same elements in another shape, but never a copy. @throws ShapeError `view` where only a copy could show that shape. Gradient: g in the shape of x. @example view(zeros(4), 2, 2).shape // [2, 2] */
export function view(x: Tensor, ...sizes: Many<{ size: Shape }>): Tensor {
  const shape = resolved('view', input('view', x), many('view', 'size', sizes))
  const strides = viewStrides(x, shape)
  if (strides === null) {
    throw new ShapeError(
      `view: ${shown(x.shape)} with strides ${shown(x.strides)} cannot be seen as ${shown(shape)} without a copy. reshape copies.`,
      {
        code: 'view',
        params: { from: x.shape, strides: x.strides, to: shape },
        torch: runtimeError(
          "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
        ),
      },
    )
  }
  return applyView(View, x, sized(x, shape, strides))
}

/**
 * Dimensions in another order.
 * @param dims  a permutation of the dimensions
 * @throws ArgumentError `permute-dims`
 * Gradient: g in the old order.
 * @example permute(zeros(2, 3, 4), 2, 0, 1).shape // [4, 2, 3]
 */
export function permute(x: Tensor, ...dims: Many<{ dims: Shape }>): Tensor {
  return permuted('permute', x, many('permute', 'dims', dims), 'PermuteBackward0')
}

function permuted(operation: string, x: Tensor, given: Shape, as: string): Tensor {
  if (given.length !== input(operation, x).ndim) {
    throw new ArgumentError(
      `${operation}: ${shown(given)} names ${given.length} dimensions, the tensor has ${x.ndim}.`,
      {
        code: 'permute-dims',
        params: { dims: given, rank: x.ndim },
        torch: runtimeError(
          `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${x.ndim} is not equal to len(dims) = ${given.length}`,
        ),
      },
    )
  }
  if (x.ndim > 0) dimsOf(operation, given, x.ndim)
  const rank = given.length
  const dims = new Array<number>(rank)
  const shape = new Array<number>(rank)
  const strides = new Array<number>(rank)
  for (let i = 0; i < rank; i++) {
    const d = dimOf(operation, given[i]!, rank)
    dims[i] = d
    shape[i] = x.shape[d]!
    strides[i] = x.strides[d]!
  }
  return applyView(Permute, x, { shape, strides, offset: x.offset, from: x.shape, dims, as })
}

/** Two dimensions swapped, both counted from the front. */
function swapped(x: Tensor, a: number, b: number, as: string): Tensor {
  const shape = x.shape.slice()
  const strides = x.strides.slice()
  if (a !== b) {
    shape[a] = x.shape[b]!
    shape[b] = x.shape[a]!
    strides[a] = x.strides[b]!
    strides[b] = x.strides[a]!
  }
  if (!isGradEnabled()) return over(x, shape, strides)
  const dims = new Array<number>(shape.length)
  for (let d = 0; d < dims.length; d++) dims[d] = d === a ? b : d === b ? a : d
  return applyView(Permute, x, { shape, strides, offset: x.offset, from: x.shape, dims, as })
}

/** Swaps two dimensions. Gradient: g, swapped back. @example transpose(zeros(2, 3), 0, 1).shape // [3, 2] */
export function transpose(
  x: Tensor,
  ...args: Call<[dim0: number, dim1: number], { dim0?: number; dim1?: number }>
): Tensor {
  const { dim0, dim1 } =
    typeof args[0] === 'number' && typeof args[1] === 'number'
      ? { dim0: args[0], dim1: args[1] }
      : named<{ dim0: number; dim1: number }>('transpose', ['dim0', 'dim1'], [], args)
  const a = dimOf('transpose', dim0, input('transpose', x).ndim)
  const b = dimOf('transpose', dim1, x.ndim)
  return swapped(x, a, b, 'TransposeBackward0')
}

/** A matrix transposed; tensors of fewer dimensions as they are. @throws ShapeError `t-rank`. Gradient: g, transposed back. @example t(zeros(2, 3)).shape // [3, 2] */
export function t(x: Tensor): Tensor {
  if (input('t', x).ndim > 2) {
    throw new ShapeError(
      `t: takes at most 2 dimensions, the shape is ${shown(x.shape)}. transpose(x, -2, -1) swaps the last two.`,
      {
        code: 't-rank',
        params: { shape: x.shape },
        torch: runtimeError(`t() expects a tensor with <= 2 dimensions, but self is ${x.ndim}D`),
      },
    )
  }
  return swapped(x, 0, Math.max(x.ndim - 1, 0), 'TBackward0')
}

/** A new dimension of size 1 at `dim`. Gradient: g without it. @example unsqueeze(zeros(3), 0).shape // [1, 3] */
export function unsqueeze(x: Tensor, ...args: Call<[dim: number], { dim?: number }>): Tensor {
  const { dim } = named<{ dim: number }>('unsqueeze', ['dim'], [], args)
  const d = dimOf('unsqueeze', dim, input('unsqueeze', x).ndim + 1)
  const step = d < x.ndim ? x.strides[d]! * x.shape[d]! : 1
  return applyView(Unsqueeze, x, sized(x, x.shape.toSpliced(d, 0, 1), x.strides.toSpliced(d, 0, step)))
}

/** Without the dimensions of size 1, or without those named where their size is 1. @example squeeze(zeros(1, 3)).shape // [3] */
export function squeeze(x: Tensor, ...args: Call<[dim: number | Shape], { dim?: number | Shape }>): Tensor {
  const { dim } = named<{ dim?: number | Shape }>('squeeze', [], ['dim'], args)
  const asked = dimsOf('squeeze', dim, input('squeeze', x).ndim)
  const kept = [...x.shape.keys()].filter((d) => x.shape[d] !== 1 || !asked.includes(d))
  const layout = sized(
    x,
    kept.map((d) => x.shape[d]!),
    kept.map((d) => x.strides[d]!),
  )
  return applyView(dim === undefined ? SqueezeAll : Squeeze, x, layout)
}

/**
 * Dimensions of size 1 read as often as asked, without a copy.
 * @param sizes  the new sizes, new dimensions first; −1 keeps a size
 * @throws ShapeError `expand`
 * Gradient: g summed over what was repeated.
 * @example expand(tensor([[1], [2]]), 2, 3).tolist() // [[1, 1, 1], [2, 2, 2]]
 */
export function expand(x: Tensor, ...sizes: Many<{ size: Shape }>): Tensor {
  const asked = many('expand', 'size', sizes)
  const lead = asked.length - input('expand', x).ndim
  const shape = asked.map((size, d) => (size === -1 && d >= lead ? x.shape[d - lead]! : size))
  const bad = shape.findIndex(
    (size, d) => size < 0 || (d >= lead && x.shape[d - lead] !== 1 && x.shape[d - lead] !== size),
  )
  if (lead < 0 || bad >= 0) {
    const size = x.shape[bad - lead]
    throw new ShapeError(
      `expand: ${shown(x.shape)} does not expand to ${shown(asked)}. Only sizes of 1 stretch; new dimensions come first.`,
      {
        code: 'expand',
        params: { from: x.shape, to: asked },
        torch: runtimeError(
          lead < 0
            ? `expand(torch.FloatTensor{${shown(x.shape)}}, size=${shown(asked)}): the number of sizes provided (${asked.length}) must be greater or equal to the number of dimensions in the tensor (${x.ndim})`
            : `The expanded size of the tensor (${shape[bad]}) must match the existing size (${size}) at non-singleton dimension ${bad}.  Target sizes: ${shown(asked)}.  Tensor sizes: ${shown(x.shape)}`,
        ),
      },
    )
  }
  const strides = shape.map((size, d) =>
    d < lead || (x.shape[d - lead] === 1 && size !== 1) ? 0 : x.strides[d - lead]!,
  )
  return applyView(Expand, x, sized(x, shape, strides))
}

declare module '../tensor.ts' {
  interface Tensor {
    reshape: AsMethod<typeof reshape>
    view: AsMethod<typeof view>
    permute: AsMethod<typeof permute>
    transpose: AsMethod<typeof transpose>
    t: AsMethod<typeof t>
    unsqueeze: AsMethod<typeof unsqueeze>
    squeeze: AsMethod<typeof squeeze>
    expand: AsMethod<typeof expand>
    /** Dimensions in reverse order: the transpose of a matrix. @example zeros(2, 3).T.shape // [3, 2] */
    readonly T: Tensor
  }
}
methods({ reshape, view, permute, transpose, t, unsqueeze, squeeze, expand })
Object.defineProperty(Tensor.prototype, 'T', {
  get(this: Tensor) {
    return permute(this, [...this.shape.keys()].reverse())
  },
  configurable: true,
})
