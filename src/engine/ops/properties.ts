/** What a tensor says of itself, and what iterating over it gives. */
import { dtypes, isFloating, type DType } from '../dtype.ts'
import { ShapeError } from '../errors.ts'
import { methods } from '../methods.ts'
import { dimOf, sameShape } from '../shape.ts'
import { Tensor, type Nested } from '../tensor.ts'
import { empty, full, ones, tensor, zeros, type CreateOptions, type SizesAndOptions } from './create.ts'
import { input } from './operand.ts'
import { unbind } from './split.ts'

/** Tensors like x in type, of another shape. */
const likeType =
  (make: (...args: SizesAndOptions) => Tensor) =>
  (x: Tensor, ...args: SizesAndOptions): Tensor => {
    const last = args.at(-1)
    const options = typeof last === 'object' && !Array.isArray(last) ? (last as CreateOptions) : null
    const sizes = options === null ? args : args.slice(0, -1)
    return make(...([...sizes, { dtype: x.dtype, ...options }] as SizesAndOptions))
  }

const size = (x: Tensor, dim?: number): number | number[] =>
  dim === undefined ? [...x.shape] : x.shape[requiredDim('size', x, dim)]!
const stride = (x: Tensor, dim?: number): number | number[] =>
  dim === undefined ? [...x.strides] : x.strides[requiredDim('stride', x, dim)]!

function requiredDim(operation: string, x: Tensor, dim: number): number {
  if (x.ndim > 0) return dimOf(operation, dim, x.ndim)
  throw new ShapeError(`${operation}: a 0-d tensor has no dimension ${dim}.`, {
    code: 'dim-out-of-range',
    params: { operation, dim, rank: 0 },
    torch: { type: 'IndexError', message: 'Dimension specified as 0 but tensor has no dimensions' },
  })
}

/** The number of elements of a tensor of any shape. @example numel(zeros(2, 3)) // 6 */
export const numel = (x: Tensor): number => input('numel', x).numel()

/** Whether the type of a tensor of any shape has fractions. @example isFloatingPoint(zeros(2)) // true */
export const isFloatingPoint = (x: Tensor): boolean => isFloating(input('isFloatingPoint', x).dtype)

/** Whether a value is a tensor. @example isTensor([1, 2]) // false */
export const isTensor = (value: unknown): value is Tensor => value instanceof Tensor

declare module '../tensor.ts' {
  interface Tensor {
    /** The shape, or the size of one dimension. @example zeros(2, 3).size() // [2, 3] */
    size(): number[]
    size(dim: number): number
    /** The step in the storage from one element to the next, for each dimension or for one. @example zeros(2, 3).stride() // [3, 1] */
    stride(): number[]
    stride(dim: number): number
    /** Where the first element stands in the storage. @example zeros(2, 3).get(1).storageOffset() // 3 */
    storageOffset(): number
    /** The number of elements. @example zeros(2, 3).nelement() // 6 */
    nelement(): number
    /** The number of dimensions. @example zeros(2, 3).ndimension() // 2 */
    ndimension(): number
    /** The bytes of one element. @example zeros(2).elementSize() // 4 */
    elementSize(): number
    /** Whether the type has fractions. @example zeros(2).isFloatingPoint() // true */
    isFloatingPoint(): boolean
    /** Whether another tensor has the same shape. @example zeros(2).isSameSize(ones(2)) // true */
    isSameSize(other: Tensor): boolean
    /** The tensor itself: there is no other device. @example const x = zeros(2); x.cpu() === x // true */
    cpu(): Tensor
    /** 0 in the type of x. @example tensor([true]).newZeros(2).tolist() // [false, false] */
    newZeros(...args: SizesAndOptions): Tensor
    /** 1 in the type of x. @example tensor([true]).newOnes(2).tolist() // [true, true] */
    newOnes(...args: SizesAndOptions): Tensor
    /** As `newZeros`. PyTorch: `new_empty` leaves what stood in memory; here all is 0. @example tensor([5]).newEmpty(2).tolist() // [0, 0] */
    newEmpty(...args: SizesAndOptions): Tensor
    /** One number in the type of x. @example tensor([true]).newFull([2], 1).tolist() // [true, true] */
    newFull(shape: readonly number[], value: number | boolean, options?: CreateOptions): Tensor
    /** Numbers of any shape in the type of x. @example tensor([true]).newTensor([0, 1]).tolist() // [false, true] */
    newTensor(data: Nested | Tensor, options?: CreateOptions): Tensor
    /** The slices along the first dimension. */
    [Symbol.iterator](): Iterator<Tensor>
    /** Where the numbers are: there is one place. @example zeros(2).device // 'cpu' */
    readonly device: 'cpu'
    /** The bytes of one element. @example zeros(2).itemsize // 4 */
    readonly itemsize: number
    /** The bytes of all elements. @example zeros(2, 3).nbytes // 24 */
    readonly nbytes: number
    /**
     * The same numbers out of the graph. Set, the tensor takes over another's.
     * PyTorch: a change through `data` escapes the checks of `backward`; here it is seen.
     * @example const w = tensor([1], { requiresGrad: true }); w.data = tensor([5]); w // tensor([5.], requires_grad=True)
     */
    data: Tensor
  }
}

methods({
  size,
  stride,
  storageOffset: (x) => x.offset,
  nelement: (x) => x.numel(),
  ndimension: (x) => x.ndim,
  elementSize: (x) => dtypes[x.dtype].bytes,
  isFloatingPoint,
  isSameSize: (x, other: Tensor) => sameShape(x.shape, other.shape),
  cpu: (x) => x,
  newZeros: likeType(zeros),
  newOnes: likeType(ones),
  newEmpty: likeType(empty),
  newFull: (x, shape: readonly number[], value: number | boolean, options: CreateOptions = {}) =>
    full(shape, value, { dtype: x.dtype, ...options }),
  newTensor: (x, data: Nested | Tensor, options: CreateOptions = {}) =>
    tensor(data, { dtype: x.dtype as DType, ...options }),
})

function iterate(this: Tensor): Iterator<Tensor> {
  if (this.ndim > 0) return unbind(this)[Symbol.iterator]()
  throw new ShapeError('for … of: a 0-d tensor has nothing to go through. Its number is .item().', {
    code: 'length-of-0d',
    torch: { type: 'TypeError', message: 'iteration over a 0-d tensor' },
  })
}

/** A tensor takes over the numbers, the shape and the type of another; its place in the graph stays. */
function takeOver(this: Tensor, from: Tensor): void {
  const { storage, dtype, shape, strides, offset } = from
  if (!sameShape(shape, this.shape) || dtype !== this.dtype) this.accumulator = null
  Object.assign(this, { ownStorage: storage, dtype, shape, strides, offset })
}

Object.defineProperties(Tensor.prototype, {
  [Symbol.iterator]: { value: iterate, configurable: true, writable: true },
  device: { get: () => 'cpu', configurable: true },
  itemsize: {
    get(this: Tensor) {
      return dtypes[this.dtype].bytes
    },
    configurable: true,
  },
  nbytes: {
    get(this: Tensor) {
      return this.numel() * dtypes[this.dtype].bytes
    },
    configurable: true,
  },
  data: {
    get(this: Tensor) {
      return this.detach()
    },
    set: takeOver,
    configurable: true,
  },
})
