/** Parts of a tensor along one dimension: views of the same numbers. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, IndexError, runtimeError, shown } from '../errors.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { contiguousStrides, dimOf, numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { asView, sized, type Layout } from './views.ts'

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
  gradient: [
    (g, _, { dim, start, step, size }) =>
      size === 0 ? g.slice(dim, 0, 0) : g.slice(dim, start, start + (size - 1) * step + 1, step),
  ],
}

const unsliced = (g: Tensor, { dim, start, step, from }: Cut): Tensor =>
  apply(Unslice, [g], { dim, start, step, from, size: g.shape[dim]! })

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
  return apply(Slice, [x], {
    ...sized(x, shape, strides, x.offset + first * x.strides[d]!),
    dim: d,
    start: first,
    step,
  })
}

/** One place along a dimension, without that dimension: Python's `x[index]`. @throws IndexError `index-out-of-range`. Gradient: g where it was, 0 elsewhere. @example select(tensor([[1, 2], [3, 4]]), 0, 1).tolist() // [3, 4] */
export function select(
  x: Tensor,
  ...args: Call<[dim: number, index: number], { dim?: number; index?: number }>
): Tensor {
  const { dim, index } = named<{ dim: number; index: number }>('select', ['dim', 'index'], [], args)
  const d = dimOf('select', dim, input('select', x).ndim)
  const size = x.shape[d] ?? 0
  if (index < -size || index >= size) {
    throw new IndexError(
      `select: index ${index} is outside [${-size}, ${size - 1}], dimension ${d} of ${shown(x.shape)}.`,
      {
        code: 'index-out-of-range',
        params: { index, dim: d, size },
        torch: { type: 'IndexError', message: `index ${index} is out of bounds for dimension ${d} with size ${size}` },
      },
    )
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
export function narrow(
  x: Tensor,
  ...args: Call<[dim: number, start: number, length: number], { dim?: number; start?: number; length?: number }>
): Tensor {
  const { dim, start, length } = named<{ dim: number; start: number; length: number }>(
    'narrow',
    ['dim', 'start', 'length'],
    [],
    args,
  )
  const d = dimOf('narrow', dim, input('narrow', x).ndim)
  const size = x.shape[d]!
  const first = start < 0 ? start + size : start
  if (first < 0 || length < 0 || first + length > size) {
    throw new IndexError(
      `narrow: ${length} places from ${start} do not fit into dimension ${d} of ${shown(x.shape)}.`,
      {
        code: 'narrow',
        params: { start, length, dim: d, size },
        torch: runtimeError(`start (${start}) + length (${length}) exceeds dimension size (${size}).`),
      },
    )
  }
  return slice(x, d, first, first + length)
}

declare module '../tensor.ts' {
  interface Tensor {
    slice: AsMethod<typeof slice>
    select: AsMethod<typeof select>
    narrow: AsMethod<typeof narrow>
  }
}
methods({ slice, select, narrow })
