/** Copies and conversions. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { dtypes, isFloating, type DType } from '../dtype.ts'
import { ArgumentError, DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { filled, fromNumbers, values, valuesAs } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { broadcastValues } from '../kernels/elementwise.ts'
import { copiedVector } from '../kernels/vectors.ts'
import { broadcastShapes } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import type { Call } from './arguments.ts'
import { zerosLike } from './create.ts'
import { input, operand, type Operand } from './operand.ts'

const copyOf = (x: Tensor): Tensor => copiedVector(x) ?? fromNumbers(values(x).slice(), x.shape, x.dtype)

const Clone: Operation = { name: 'CloneBackward0', forward: ([x]) => copyOf(x!), gradient: [(g) => g] }

/** The copy that becomes a leaf's gradient. */
const Copied: Operation = { name: 'CopyBackwards', forward: ([x]) => copyOf(x!), gradient: [(g) => g] }

const To: Operation<{ dtype: DType }> = {
  name: 'ToCopyBackward0',
  forward: ([x], { dtype }) => fromNumbers(valuesAs(x!, dtype), x!.shape, dtype),
  // The engine gives every gradient the type of its tensor.
  gradient: [(g) => g],
}

/** One number everywhere: 0 flows back. */
const Fill: Operation<{ value: number }> = {
  name: ({ value }) => (value === 0 ? 'ZeroBackward0' : 'FillBackward2'),
  forward: ([x], { value }) => filled(x!.shape, x!.dtype, value),
  gradient: [(g) => zerosLike(g)],
}

const CopyFrom: Operation = {
  name: 'CopyBackwards',
  forward([x, source]) {
    const shape = broadcastShapes('copy_', x!.shape, source!.shape)
    return fromNumbers(broadcastValues(source!, shape, x!.dtype).slice(), shape, x!.dtype)
  },
  gradient: [(g) => zerosLike(g), (g) => g],
}

/** A copy of any shape with its own numbers, in the graph. Gradient: g. @example clone(tensor([1])).tolist() // [1] */
export const clone = (x: Tensor): Tensor => apply(Clone, [input('clone', x)])

/** A row-major copy of the same shape, for a leaf's `grad`. Gradient: g. @example copied(tensor([1])).tolist() // [1] */
export const copied = (x: Tensor): Tensor => apply(Copied, [x])

interface ToOptions {
  dtype?: DType
  /** `'cpu'`, the only one there is. */
  device?: string
  /** A copy even where nothing changes. Default: false. */
  copy?: boolean
}

/** `x.to('int64')`, `x.to(other)`, `x.to('cpu')`, `x.to('cpu', 'int64')`, `x.to({ dtype: 'int64' })`. */
type ToCall = Call<[dtype: DType | 'cpu' | Tensor, second: DType], ToOptions>

/**
 * The same numbers in another type; the tensor itself where it has that type.
 * Towards integers: cut off towards 0. Towards bool: whether not 0.
 *
 * @param x      [...]
 * @param dtype  the type, or a tensor of any shape that has it
 * @param options.copy  a copy even where nothing changes
 * @throws ArgumentError `unknown-type` for a type or a device that there is not
 * Gradient: g, in the type of x.
 * @example to(tensor([1.7, -1.7]), 'int64').tolist() // [1, -1]
 */
export function to(x: Tensor, ...args: ToCall): Tensor {
  if (args[0] === input('to', x).dtype) return x
  let dtype = x.dtype
  let copy = false
  for (const one of args) {
    if (typeof one === 'string') dtype = one === 'cpu' ? dtype : typeNamed(one)
    else if (one instanceof Tensor) dtype = one.dtype
    else if (one !== undefined) {
      copy = one.copy ?? false
      if (one.device !== undefined && one.device !== 'cpu') typeNamed(one.device)
      if (one.dtype !== undefined) dtype = typeNamed(one.dtype)
    }
  }
  return x.dtype !== dtype ? apply(To, [x], { dtype }) : copy ? clone(x) : x
}

function typeNamed(name: string): DType {
  if (name in dtypes) return name as DType
  throw new ArgumentError(
    `to: there is no type or device '${name}'. The types are ${Object.keys(dtypes).join(', ')}; the device is 'cpu'.`,
    {
      code: 'unknown-type',
      params: { name, known: Object.keys(dtypes).join(', ') },
      torch: { type: 'TypeError', message: `to() received an invalid combination of arguments - got (${name})` },
    },
  )
}

/** A tensor of any shape itself if it is row-major without gaps, else such a copy. Gradient: g. @example contiguous(zeros(2, 3).T).stride() // [2, 1] */
export const contiguous = (x: Tensor): Tensor => (x.isContiguous() ? x : clone(x))

/** Writes one number, or that of a 0-d tensor, everywhere. Gradient: 0 to x; to a 0-d tensor as the value the sum of g. @example zeros(2).fill_(7).tolist() // [7, 7] */
function fill(x: Tensor, value: number | boolean | Tensor): Tensor {
  if (!(value instanceof Tensor)) return apply(Fill, [x], { value: Number(value) })
  if (value.ndim === 0) return copy(x, value)
  throw new ShapeError(`fill_: the value is one number, its shape is ${shown(value.shape)}. copy_ takes more.`, {
    code: 'rank',
    params: { operation: 'fill_', expected: '0', shape: value.shape },
    torch: runtimeError(`fill_ only supports 0-dimension value tensor but got tensor with ${value.ndim} dimensions.`),
  })
}
const zero = (x: Tensor): Tensor => fill(x, 0)
const copy = (x: Tensor, source: Operand): Tensor => {
  const from = operand('copy_', source)
  if (isFloating(from.dtype) && !isFloating(x.dtype) && from.requiresGrad) {
    throw new DtypeError(`copy_: a ${x.dtype} tensor keeps no gradient of ${from.dtype} numbers. Copy .detach().`, {
      code: 'copy-dtype',
      params: { dtype: x.dtype },
    })
  }
  return apply(CopyFrom, [x, from])
}

declare module '../tensor.ts' {
  interface Tensor {
    clone: AsMethod<typeof clone>
    copied: AsMethod<typeof copied>
    to: AsMethod<typeof to>
    contiguous: AsMethod<typeof contiguous>
    /** As float32. @example tensor([true]).float().tolist() // [1] */
    float(): Tensor
    /** As float64. @example tensor([1]).double().dtype // 'float64' */
    double(): Tensor
    /** As int64. @example tensor([1.7]).long().tolist() // [1] */
    long(): Tensor
    /** As int32. @example tensor([1.7]).int().tolist() // [1] */
    int(): Tensor
    /** As uint8. @example tensor([1.7]).byte().tolist() // [1] */
    byte(): Tensor
    /** In the type of another tensor of any shape. @example tensor([0, 2]).typeAs(tensor(true)).tolist() // [false, true] */
    typeAs(other: Tensor): Tensor
    /** PyTorch's name of the type; or the tensor in the type named. @example tensor([1]).type() // 'torch.FloatTensor' */
    type(): string
    type(dtype: DType): Tensor
    /** As bool. @example tensor([0, 2]).bool().tolist() // [false, true] */
    bool(): Tensor
    /** Writes one number everywhere. @example zeros(2).fill_(7).tolist() // [7, 7] */
    fill_: InPlace<typeof fill>
    /** Writes 0 everywhere. @example ones(2).zero_().tolist() // [0, 0] */
    zero_: InPlace<typeof zero>
    /** Writes the numbers of another tensor, which is broadcast and converted. Gradient: g to the other, 0 to x. @example zeros(2).copy_(tensor([3])).tolist() // [3, 3] */
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
  int: (x) => to(x, 'int32'),
  byte: (x) => to(x, 'uint8'),
  typeAs: (x, other: Tensor) => to(x, input('typeAs', other).dtype),
  type: (x, dtype?: DType) => (dtype === undefined ? `torch.${dtypes[x.dtype].torch}Tensor` : to(x, dtype)),
  bool: (x) => to(x, 'bool'),
})
inPlaceMethods({ fill, zero, copy })
