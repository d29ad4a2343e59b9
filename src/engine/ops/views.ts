/** Other shapes over the same numbers: nothing is copied but where `reshape` must. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, IndexError, ShapeError, runtimeError, shown } from '../errors.ts'
import { fromNumbers, newNumbers, values, view as over } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { contiguousStrides, dimOf, dimsOf, isContiguous, numelOf, toShape, type Shape, type Sizes } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { input } from './operand.ts'

/** What a view is, and what it was made of. */
interface Layout {
  readonly shape: Shape
  readonly strides: Shape
  readonly offset: number
  readonly from: Shape
}

const asView = ([x]: readonly Tensor[], { shape, strides, offset }: Layout): Tensor => over(x!, shape, strides, offset)

const View: Operation<Layout> = {
  name: 'ViewBackward0',
  forward: asView,
  gradient: [(g, _, { from }) => g.reshape(from)],
}

const UnsafeView: Operation<Layout> = { ...View, name: 'UnsafeViewBackward0', forward: ([x], { shape }) => fromNumbers(values(x!).slice(), shape, x!.dtype) }
const Unsqueeze: Operation<Layout> = { ...View, name: 'UnsqueezeBackward0' }
const SqueezeAll: Operation<Layout> = { ...View, name: 'SqueezeBackward0' }
const Squeeze: Operation<Layout> = { ...View, name: 'SqueezeBackward1' }

const Expand: Operation<Layout> = {
  name: 'ExpandBackward0',
  forward: asView,
  gradient: [(g, _, { from }) => g.sumToShape(from)],
}

const Permute: Operation<Layout & { dims: Shape; as: string }> = {
  name: ({ as }) => as,
  forward: asView,
  gradient: [(g, _, { dims }) => g.permute(dims.map((_, d) => dims.indexOf(d)))],
}

interface Cut {
  readonly dim: number
  readonly start: number
  readonly step: number
  readonly from: Shape
}

const Slice: Operation<Layout & Cut> = {
  name: 'SliceBackward0',
  forward: asView,
  gradient: [(g, _, cut) => unsliced(g, cut)],
}

const Select: Operation<Layout & Cut> = {
  name: 'SelectBackward0',
  forward: asView,
  gradient: [(g, _, cut) => unsliced(g.unsqueeze(cut.dim), cut)],
}

/** Zeros of the original shape, with g where the slice was. */
const Unslice: Operation<Cut & { readonly size: number }> = {
  name: 'SliceBackwardBackward0',
  forward([g], { dim, start, step, from }) {
    const out = newNumbers(g!.dtype, numelOf(from))
    const strides = contiguousStrides(from)
    const given = values(g!)
    const inner = strides[dim]!
    const size = g!.shape[dim]!
    for (let i = 0; i < given.length; i++) {
      const outer = Math.floor(i / (inner * size))
      const at = Math.floor(i / inner) % size
      out[outer * inner * from[dim]! + (start + at * step) * inner + (i % inner)] = given[i]!
    }
    return fromNumbers(out, from, g!.dtype)
  },
  gradient: [(g, _, { dim, start, step, size }) => (size === 0 ? g.slice(dim, 0, 0) : g.slice(dim, start, start + (size - 1) * step + 1, step))],
}

const unsliced = (g: Tensor, { dim, start, step, from }: Cut): Tensor => apply(Unslice, [g], { dim, start, step, from, size: g.shape[dim]! })

const sized = (x: Tensor, shape: Shape, strides: Shape = x.strides, offset = x.offset): Layout => ({ shape, strides, offset, from: x.shape })

/** A shape with its −1 filled in. */
function resolved(operation: string, x: Tensor, shape: Shape): Shape {
  const known = numelOf(shape.filter((size) => size !== -1))
  const open = shape.indexOf(-1)
  const full = open < 0 ? [...shape] : shape.map((size, d) => (d === open ? x.numel() / known : size))
  if (shape.lastIndexOf(-1) !== open || full.some((size) => !Number.isInteger(size) || size < 0) || numelOf(full) !== x.numel()) {
    throw new ShapeError(`${operation}: ${shown(x.shape)} holds ${x.numel()} elements and cannot become ${shown(shape)}. At most one size may be −1: it is computed.`, {
      code: 'reshape',
      params: { operation, from: x.shape, to: shape },
      torch: runtimeError(`shape '${shown(shape)}' is invalid for input of size ${x.numel()}`),
    })
  }
  return full
}

/** The strides that show the same elements in another shape, or null where only a copy can. */
function viewStrides(x: Tensor, shape: Shape): Shape | null {
  if (isContiguous(x.shape, x.strides)) return contiguousStrides(shape)
  const dims = [...x.shape.keys()].filter((d) => x.shape[d] !== 1)
  const strides = new Array<number>(shape.length).fill(1)
  let to = shape.length - 1
  for (let last = dims.length - 1; last >= 0; ) {
    // A run of dimensions that lie as if they were one.
    let first = last
    while (first > 0 && x.strides[dims[first - 1]!] === x.strides[dims[first]!]! * x.shape[dims[first]!]!) first--
    const run = numelOf(dims.slice(first, last + 1).map((d) => x.shape[d]!))
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
export function reshape(x: Tensor, ...sizes: Sizes): Tensor {
  const shape = resolved('reshape', input('reshape', x), toShape(sizes))
  const strides = viewStrides(x, shape)
  return strides === null ? apply(UnsafeView, [x], sized(x, shape)) : apply(View, [x], sized(x, shape, strides))
}

/** As `reshape`, but never a copy. @throws ShapeError `view` where only a copy could show that shape */
export function view(x: Tensor, ...sizes: Sizes): Tensor {
  const shape = resolved('view', input('view', x), toShape(sizes))
  const strides = viewStrides(x, shape)
  if (strides === null) {
    throw new ShapeError(`view: ${shown(x.shape)} with strides ${shown(x.strides)} cannot be seen as ${shown(shape)} without a copy. reshape copies.`, {
      code: 'view',
      params: { from: x.shape, strides: x.strides, to: shape },
      torch: runtimeError('view size is not compatible with input tensor\'s size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.'),
    })
  }
  return apply(View, [x], sized(x, shape, strides))
}

/** Dimensions `startDim` to `endDim` as one. @example flatten(zeros(2, 3)).shape // [6] */
export function flatten(x: Tensor, { startDim = 0, endDim = -1 }: { startDim?: number; endDim?: number } = {}): Tensor {
  const first = dimOf('flatten', startDim, input('flatten', x).ndim)
  const last = dimOf('flatten', endDim, x.ndim)
  if (first > last) {
    throw new ArgumentError(`flatten: startDim ${startDim} lies behind endDim ${endDim}.`, {
      code: 'flatten-dims',
      params: { startDim, endDim },
      torch: runtimeError('flatten() has invalid args: start_dim cannot come after end_dim'),
    })
  }
  if (x.ndim === 0) return reshape(x, [1])
  if (first === last) return x
  return reshape(x, [...x.shape.slice(0, first), numelOf(x.shape.slice(first, last + 1)), ...x.shape.slice(last + 1)])
}

/**
 * Dimensions in another order.
 * @param dims  a permutation of the dimensions
 * @throws ArgumentError `permute-dims`
 * Gradient: g in the old order.
 * @example permute(zeros(2, 3, 4), 2, 0, 1).shape // [4, 2, 3]
 */
export function permute(x: Tensor, ...dims: Sizes): Tensor {
  return permuted('permute', x, toShape(dims), 'PermuteBackward0')
}

function permuted(operation: string, x: Tensor, given: Shape, as: string): Tensor {
  if (given.length !== input(operation, x).ndim) {
    throw new ArgumentError(`${operation}: ${shown(given)} names ${given.length} dimensions, the tensor has ${x.ndim}.`, {
      code: 'permute-dims',
      params: { dims: given, rank: x.ndim },
      torch: runtimeError(
        `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${x.ndim} is not equal to len(dims) = ${given.length}`,
      ),
    })
  }
  const dims = given.map((d) => dimOf(operation, d, x.ndim))
  if (x.ndim > 0) dimsOf(operation, dims, x.ndim)
  return apply(Permute, [x], {
    ...sized(
      x,
      dims.map((d) => x.shape[d]!),
      dims.map((d) => x.strides[d]!),
    ),
    dims,
    as,
  })
}

/** Swaps two dimensions. Gradient: g, swapped back. @example transpose(zeros(2, 3), 0, 1).shape // [3, 2] */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  const a = dimOf('transpose', dim0, input('transpose', x).ndim)
  const b = dimOf('transpose', dim1, x.ndim)
  const dims = [...x.shape.keys()].map((d) => (d === a ? b : d === b ? a : d))
  return permuted('transpose', x, dims, 'TransposeBackward0')
}

/** A matrix transposed; tensors of fewer dimensions as they are. @throws ShapeError `t-rank` */
export function t(x: Tensor): Tensor {
  if (input('t', x).ndim > 2) {
    throw new ShapeError(`t: takes at most 2 dimensions, the shape is ${shown(x.shape)}. transpose(x, -2, -1) swaps the last two.`, {
      code: 't-rank',
      params: { shape: x.shape },
      torch: runtimeError(`t() expects a tensor with <= 2 dimensions, but self is ${x.ndim}D`),
    })
  }
  return permuted('t', x, x.ndim === 2 ? [1, 0] : [...x.shape.keys()], 'TBackward0')
}

/** A new dimension of size 1 at `dim`. Gradient: g without it. @example unsqueeze(zeros(3), 0).shape // [1, 3] */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  const d = dimOf('unsqueeze', dim, input('unsqueeze', x).ndim + 1)
  const step = d < x.ndim ? x.strides[d]! * x.shape[d]! : 1
  return apply(Unsqueeze, [x], sized(x, x.shape.toSpliced(d, 0, 1), x.strides.toSpliced(d, 0, step)))
}

/** Without the dimensions of size 1, or without those named where their size is 1. @example squeeze(zeros(1, 3)).shape // [3] */
export function squeeze(x: Tensor, dim?: number | Shape): Tensor {
  const named = dimsOf('squeeze', dim, input('squeeze', x).ndim)
  const kept = [...x.shape.keys()].filter((d) => x.shape[d] !== 1 || !named.includes(d))
  const layout = sized(
    x,
    kept.map((d) => x.shape[d]!),
    kept.map((d) => x.strides[d]!),
  )
  return apply(dim === undefined ? SqueezeAll : Squeeze, [x], layout)
}

/**
 * Dimensions of size 1 read as often as asked, without a copy.
 * @param sizes  the new sizes, new dimensions first; −1 keeps a size
 * @throws ShapeError `expand`
 * Gradient: g summed over what was repeated.
 * @example expand(tensor([[1], [2]]), 2, 3).tolist() // [[1, 1, 1], [2, 2, 2]]
 */
export function expand(x: Tensor, ...sizes: Sizes): Tensor {
  const asked = toShape(sizes)
  const lead = asked.length - input('expand', x).ndim
  const shape = asked.map((size, d) => (size === -1 && d >= lead ? x.shape[d - lead]! : size))
  const bad = shape.findIndex((size, d) => size < 0 || (d >= lead && x.shape[d - lead] !== 1 && x.shape[d - lead] !== size))
  if (lead < 0 || bad >= 0) {
    const size = x.shape[bad - lead]
    throw new ShapeError(`expand: ${shown(x.shape)} does not expand to ${shown(asked)}. Only sizes of 1 stretch; new dimensions come first.`, {
      code: 'expand',
      params: { from: x.shape, to: asked },
      torch: runtimeError(
        lead < 0
          ? `expand(torch.FloatTensor{${shown(x.shape)}}, size=${shown(asked)}): the number of sizes provided (${asked.length}) must be greater or equal to the number of dimensions in the tensor (${x.ndim})`
          : `The expanded size of the tensor (${shape[bad]}) must match the existing size (${size}) at non-singleton dimension ${bad}.  Target sizes: ${shown(asked)}.  Tensor sizes: ${shown(x.shape)}`,
      ),
    })
  }
  const strides = shape.map((size, d) => (d < lead || (x.shape[d - lead] === 1 && size !== 1) ? 0 : x.strides[d - lead]!))
  return apply(Expand, [x], sized(x, shape, strides))
}

/**
 * Elements `start, start + step, …` before `end` along one dimension, as Python's `x[start:end:step]`.
 * Gradient: g where the elements were, 0 elsewhere.
 * @example slice(arange(5), 0, 1, 4, 2).tolist() // [1, 3]
 */
export function slice(x: Tensor, dim: number, start?: number | null, end?: number | null, step = 1): Tensor {
  const d = dimOf('slice', dim, input('slice', x).ndim)
  if (!(step > 0)) {
    throw new ArgumentError(`slice: step ${step} must be above 0. flip(x, [${d}]) reverses.`, {
      code: 'slice-step',
      params: { step },
      torch: { type: 'ValueError', message: 'step must be greater than zero' },
    })
  }
  const size = x.shape[d]!
  const clip = (at: number) => Math.min(Math.max(at < 0 ? at + size : at, 0), size)
  const first = clip(start ?? 0)
  const length = Math.max(0, Math.ceil((clip(end ?? size) - first) / step))
  const shape = x.shape.with(d, length)
  const strides = x.strides.with(d, x.strides[d]! * step)
  return apply(Slice, [x], { ...sized(x, shape, strides, x.offset + first * x.strides[d]!), dim: d, start: first, step })
}

/** One place along a dimension, without that dimension: Python's `x[index]`. @throws IndexError `index-out-of-range` */
export function select(x: Tensor, dim: number, index: number): Tensor {
  const d = dimOf('select', dim, input('select', x).ndim)
  const size = x.shape[d] ?? 0
  if (index < -size || index >= size) {
    throw new IndexError(`select: index ${index} is outside [${-size}, ${size - 1}], dimension ${d} of ${shown(x.shape)}.`, {
      code: 'index-out-of-range',
      params: { index, dim: d, size },
      torch: { type: 'IndexError', message: `index ${index} is out of bounds for dimension ${d} with size ${size}` },
    })
  }
  const start = index < 0 ? index + size : index
  return apply(Select, [x], {
    ...sized(x, x.shape.toSpliced(d, 1), x.strides.toSpliced(d, 1), x.offset + start * x.strides[d]!),
    dim: d,
    start,
    step: 1,
  })
}

/** `length` places from `start` along a dimension. @example narrow(arange(5), 0, 1, 3).tolist() // [1, 2, 3] */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  const d = dimOf('narrow', dim, input('narrow', x).ndim)
  const size = x.shape[d]!
  const first = start < 0 ? start + size : start
  if (first < 0 || length < 0 || first + length > size) {
    throw new IndexError(`narrow: ${length} places from ${start} do not fit into dimension ${d} of ${shown(x.shape)}.`, {
      code: 'narrow',
      params: { start, length, dim: d, size },
      torch: runtimeError(`start (${start}) + length (${length}) exceeds dimension size (${size}).`),
    })
  }
  return slice(x, d, first, first + length)
}

declare module '../tensor.ts' {
  interface Tensor {
    reshape: AsMethod<typeof reshape>
    view: AsMethod<typeof view>
    flatten: AsMethod<typeof flatten>
    permute: AsMethod<typeof permute>
    transpose: AsMethod<typeof transpose>
    t: AsMethod<typeof t>
    unsqueeze: AsMethod<typeof unsqueeze>
    squeeze: AsMethod<typeof squeeze>
    expand: AsMethod<typeof expand>
    slice: AsMethod<typeof slice>
    select: AsMethod<typeof select>
    narrow: AsMethod<typeof narrow>
    /** Dimensions in reverse order: the transpose of a matrix. */
    readonly T: Tensor
  }
}
methods({ reshape, view, flatten, permute, transpose, t, unsqueeze, squeeze, expand, slice, select, narrow })
Object.defineProperty(Tensor.prototype, 'T', {
  get(this: Tensor) {
    return permute(this, [...this.shape.keys()].reverse())
  },
  configurable: true,
})
