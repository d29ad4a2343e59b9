/** Copies and conversions. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { isFloating, type DType } from '../dtype.ts'
import { DtypeError } from '../errors.ts'
import { filled, fromNumbers, values, valuesAs } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { broadcastValues } from '../kernels/elementwise.ts'
import type { Tensor } from '../tensor.ts'
import { input, operand, type Operand } from './operand.ts'

const copyOf = (x: Tensor): Tensor => fromNumbers(values(x).slice(), x.shape, x.dtype)

const Clone: Operation = { name: 'CloneBackward0', forward: ([x]) => copyOf(x!), gradient: [(g) => g] }

/** The copy that becomes a leaf's gradient. */
const Copied: Operation = { name: 'CopyBackwards', forward: ([x]) => copyOf(x!), gradient: [(g) => g] }

const To: Operation<{ dtype: DType }> = {
  name: 'ToCopyBackward0',
  forward: ([x], { dtype }) => fromNumbers(valuesAs(x!, dtype), x!.shape, dtype),
  // The engine gives every gradient the type of its tensor.
  gradient: [(g) => g],
}

/** One number everywhere: nothing flows back. */
const Fill: Operation<{ value: number }> = {
  name: ({ value }) => (value === 0 ? 'ZeroBackward0' : 'FillBackward2'),
  forward: ([x], { value }) => filled(x!.shape, x!.dtype, value),
  gradient: [() => undefined],
}

const CopyFrom: Operation = {
  name: 'CopyBackwards',
  forward: ([x, source]) => fromNumbers(broadcastValues(source!, x!.shape, x!.dtype).slice(), x!.shape, x!.dtype),
  gradient: [() => undefined, (g) => g],
}

/** A copy with its own numbers, in the graph. Gradient: g. @example clone(tensor([1])).tolist() // [1] */
export const clone = (x: Tensor): Tensor => apply(Clone, [input('clone', x)])

/** A row-major copy for a leaf's `grad`. */
export const copied = (x: Tensor): Tensor => apply(Copied, [x])

/**
 * The same numbers in another type; the tensor itself where it has that type.
 * Towards integers: cut off towards 0. Towards bool: whether not 0.
 * Gradient: g, in the type of x.
 * @example to(tensor([1.7, -1.7]), 'int64').tolist() // [1, -1]
 */
export function to(x: Tensor, dtype: DType): Tensor {
  return input('to', x).dtype === dtype ? x : apply(To, [x], { dtype })
}

/** The tensor itself if it is row-major without gaps, else such a copy. */
export const contiguous = (x: Tensor): Tensor => (x.isContiguous() ? x : clone(x))

const fill = (x: Tensor, value: number): Tensor => apply(Fill, [x], { value })
const zero = (x: Tensor): Tensor => fill(x, 0)
const copy = (x: Tensor, source: Operand): Tensor => {
  const from = operand('copy_', source)
  if (isFloating(from.dtype) && !isFloating(x.dtype) && from.requiresGrad) {
    throw new DtypeError(`copy_: a ${x.dtype} tensor keeps no gradient of ${from.dtype} numbers. Copy .detach().`, { code: 'copy-dtype', params: { dtype: x.dtype } })
  }
  return apply(CopyFrom, [x, from])
}

declare module '../tensor.ts' {
  interface Tensor {
    clone: AsMethod<typeof clone>
    copied: AsMethod<typeof copied>
    to: AsMethod<typeof to>
    contiguous: AsMethod<typeof contiguous>
    /** As float32. */
    float(): Tensor
    /** As float64. */
    double(): Tensor
    /** As int64. */
    long(): Tensor
    /** As bool. */
    bool(): Tensor
    /** Writes one number everywhere. */
    fill_: InPlace<typeof fill>
    /** Writes 0 everywhere. */
    zero_: InPlace<typeof zero>
    /** Writes the numbers of another tensor, which is broadcast and converted. */
    copy_: InPlace<typeof copy>
  }
}
methods({
  clone,
  copied,
  to,
  contiguous,
  float: (x) => to(x, 'float32'),
  double: (x) => to(x, 'float64'),
  long: (x) => to(x, 'int64'),
  bool: (x) => to(x, 'bool'),
})
inPlaceMethods({ fill, zero, copy })
