/** Views by strides: sliding windows, and any layout at all. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { offsets } from '../kernels/values.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { dtypes } from '../dtype.ts'
import { methods, type AsMethod } from '../methods.ts'
import { contiguousStrides, dimOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { addBack } from './places.ts'
import { asView, sized, type Layout } from './views.ts'

interface Strided extends Layout {
  readonly as: string
  /** The layout as it is over a row-major tensor: what the gradient is laid over. */
  readonly over: { readonly strides: Shape; readonly offset: number }
}

const View: Operation<Strided> = {
  name: ({ as }) => as,
  forward: asView,
  gradient: [
    (g, _, { shape, from, over }) => addBack(g, { at: offsets(shape, over.strides, over.offset), shape, from }),
  ],
}

/**
 * Windows along a dimension: what each shows becomes the last dimension. A view; windows may overlap.
 *
 * @param x  [..., n, ...]
 * @param dimension  the dimension of size n
 * @param size  of a window, up to n
 * @param step  from one window to the next
 * @returns  [..., number of windows, ..., size]
 * @throws ShapeError `unfold`; IndexError `dim-out-of-range`
 * Gradient: g, added up where windows overlap.
 * @example tensor([1, 2, 3]).unfold(0, 2, 1).tolist() // [[1, 2], [2, 3]]
 */
export function unfold(
  x: Tensor,
  ...args: Call<[dimension: number, size: number, step: number], { dimension?: number; size?: number; step?: number }>
): Tensor {
  const { dimension, size, step } = named<{ dimension: number; size: number; step: number }>(
    'unfold',
    ['dimension', 'size', 'step'],
    [],
    args,
  )
  const d = dimOf('unfold', dimension, input('unfold', x).ndim)
  const n = x.shape[d] ?? 1
  if (!(size >= 0 && size <= n) || !(step > 0)) {
    throw new ShapeError(
      `unfold: windows of ${size} in steps of ${step} do not fit dimension ${d} of ${shown(x.shape)}: the size goes to ${n}, the step from 1.`,
      {
        code: 'unfold',
        params: { size, step, dim: d, shape: x.shape },
        torch: runtimeError(
          size > n
            ? `maximum size for tensor at dimension ${d} is ${n} but size is ${size}`
            : `step is ${step} but must be > 0`,
        ),
      },
    )
  }
  const count = Math.floor((n - size) / step) + 1
  const windows = (strides: Shape): Shape =>
    x.ndim === 0 ? [1] : [...strides.with(d, strides[d]! * step), strides[d]!]
  const shape = x.ndim === 0 ? [size] : [...x.shape.with(d, count), size]
  return apply(View, [x], {
    ...sized(x, shape, windows(x.strides)),
    as: 'UnfoldBackward0',
    over: { strides: windows(contiguousStrides(x.shape)), offset: 0 },
  })
}

/**
 * Any layout over the numbers of x: element [i, j] stands at `offset + i · stride[0] + j · stride[1]` of its storage.
 *
 * @param size  the shape
 * @param stride  the step in the storage for each dimension, from 0 up
 * @param storageOffset  where the first element stands; where x begins by default
 * @throws ArgumentError `as-strided`
 * Gradient: g, added up where an element is shown several times. Of x itself, which must be row-major.
 * @example asStrided(tensor([1, 2, 3]), [2, 2], [1, 1]).tolist() // [[1, 2], [2, 3]]
 */
export function asStrided(
  x: Tensor,
  ...args: Call<
    [size: Shape, stride: Shape, storageOffset: number],
    { size?: Shape; stride?: Shape; storageOffset?: number }
  >
): Tensor {
  const { size, stride, storageOffset } = named<{ size: Shape; stride: Shape; storageOffset?: number }>(
    'asStrided',
    ['size', 'stride'],
    ['storageOffset'],
    args,
  )
  const offset = storageOffset ?? input('asStrided', x).offset
  const end = size.includes(0) ? 0 : size.reduce((last, n, d) => last + (n - 1) * stride[d]!, offset) + 1
  if (size.length !== stride.length || stride.some((step) => step < 0) || offset < 0 || end > x.storage.length) {
    const { bytes } = dtypes[x.dtype]
    throw new ArgumentError(
      `asStrided: the shape ${shown(size)} with strides ${shown(stride)} from ${offset} does not fit a storage of ${x.storage.length} numbers.`,
      {
        code: 'as-strided',
        params: { shape: size, strides: stride, offset, length: x.storage.length },
        torch: runtimeError(
          size.length !== stride.length
            ? 'mismatch in length of strides and shape'
            : stride.some((step) => step < 0)
              ? `as_strided: Negative strides are not supported at the moment, got strides: ${shown(stride)}`
              : `setStorage: sizes ${shown(size)}, strides ${shown(stride)}, storage offset ${offset}, and itemsize ${bytes} requiring a storage size of ${end * bytes} are out of bounds for storage of size ${x.storage.length * bytes}`,
        ),
      },
    )
  }
  return apply(View, [x], {
    ...sized(x, size, stride, offset),
    as: 'AsStridedBackward0',
    over: { strides: stride, offset: offset - x.offset },
  })
}

declare module '../tensor.ts' {
  interface Tensor {
    unfold: AsMethod<typeof unfold>
    asStrided: AsMethod<typeof asStrided>
  }
}
methods({ unfold, asStrided })
