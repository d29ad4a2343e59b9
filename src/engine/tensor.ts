/**
 * The tensor: a shape and strides over a shared storage, and its place in the graph.
 *
 * The class holds what a tensor *is*. What can be done with it lives in `ops/`, one family a file; each family
 * declares its methods here by declaration merging and hangs them on the prototype with `methods(...)`.
 * All fields are set in the constructor, in one order: every tensor has one hidden class.
 */
import type { Edge, GradNode, Hook } from './autograd/node.ts'
import { dtypes, isFloating, type DType } from './dtype.ts'
import { DtypeError, GradError, ShapeError, runtimeError, shown } from './errors.ts'
import { formatTensor } from './print/tensor.ts'
import { contiguousStrides, isContiguous, noDims, numelOf, type Shape } from './shape.ts'
import { Storage } from './storage.ts'
import { values } from './kernels/values.ts'

/** Nested arrays of numbers or booleans: what `tensor` takes and `tolist` gives. */
export type Nested = number | boolean | readonly Nested[]

/** A value as plain data, for output and for messages between threads. */
export interface PlainTensor {
  readonly shape: number[]
  readonly dtype: DType
  readonly data: Nested
}

/** What a tensor keeps of gradients: a leaf that asks for them, or one that `retainGrad` was called on. */
class GradientState {
  grad: Tensor | null = null
  gradWasRead = false
  requiresGrad = false
  accumulator: GradNode | null = null
  retains = false
}

/** Numbers of one type in a shape of any number of dimensions, and their place in the graph. `tensor` makes one. @example tensor([[1, 2], [3, 4]]).shape // [2, 2] */
export class Tensor {
  /** Null while a 0-d tensor keeps its number in `value`: it costs no array then. Read `storage`. */
  declare ownStorage: Storage | null
  /** The number of a 0-d tensor without a storage, as its type keeps it; null for all others. Read `numberOf`. */
  declare value: number | null
  declare readonly dtype: DType
  declare readonly shape: Shape
  /** Null while rows lie without gaps, one after another. Read `strides`. */
  declare private ownStrides: Shape | null
  /** Where the first element stands in the storage. */
  declare readonly offset: number
  /** True for a bare number that was made a tensor for a call: it never widens the type inside its category. */
  declare readonly isWrappedNumber: boolean
  /** The recorded operation that made this tensor. Read `gradFn`, which knows about changed views. */
  declare node: GradNode | null
  /** Which of the node's outputs this is. */
  declare outputIndex: number
  /** For a view: the tensor whose storage it shows. */
  declare base: Tensor | null
  /** For a view: the storage's version when `node` was right. */
  declare viewVersion: number
  /** What a tensor has that asks for gradients; null for all others, which are most. */
  declare private own: GradientState | null

  /**
   * @param storage  null for a 0-d tensor of type `dtype`, whose `value` is set next
   * @param strides  null for rows without gaps
   */
  constructor(
    storage: Storage | null,
    shape: Shape,
    strides: Shape | null = null,
    offset = 0,
    isWrappedNumber = false,
    dtype: DType = storage === null ? 'float32' : storage.dtype,
  ) {
    this.ownStorage = storage
    this.value = null
    this.dtype = dtype
    this.shape = shape
    this.ownStrides = strides
    this.offset = offset
    this.isWrappedNumber = isWrappedNumber
    this.node = null
    this.outputIndex = 0
    this.base = null
    this.viewVersion = 0
    this.own = null
  }

  /** How far apart in the storage neighbours are, for each dimension. */
  get strides(): Shape {
    return (this.ownStrides ??= contiguousStrides(this.shape))
  }

  set strides(strides: Shape) {
    this.ownStrides = strides
  }

  private get state(): GradientState {
    return (this.own ??= new GradientState())
  }

  /** Read `grad`; the engine reads this one, so that it knows which gradients nobody has seen. */
  get ownGrad(): Tensor | null {
    return this.own === null ? null : this.own.grad
  }

  set ownGrad(grad: Tensor | null) {
    this.state.grad = grad
  }

  /** Whether somebody may hold the gradient. */
  get gradWasRead(): boolean {
    return this.own !== null && this.own.gradWasRead
  }

  set gradWasRead(value: boolean) {
    this.state.gradWasRead = value
  }

  /** For a leaf: whether operations on it are recorded. Read `requiresGrad`. */
  get leafRequiresGrad(): boolean {
    return this.own !== null && this.own.requiresGrad
  }

  set leafRequiresGrad(value: boolean) {
    if (value || this.own !== null) this.state.requiresGrad = value
  }

  /** For a leaf: the end of the graph that adds to `grad`. */
  get accumulator(): GradNode | null {
    return this.own === null ? null : this.own.accumulator
  }

  set accumulator(node: GradNode | null) {
    this.state.accumulator = node
  }

  /** Whether `retainGrad` asked a tensor that is not a leaf to keep its gradient. */
  get retainsGrad(): boolean {
    return this.own !== null && this.own.retains
  }

  set retainsGrad(value: boolean) {
    this.state.retains = value
  }

  /** Where the numbers are. Views share it. */
  get storage(): Storage {
    return this.ownStorage ?? storageFor(this)
  }

  /** The gradient of what `backward` was called on, with respect to this tensor; null before. */
  get grad(): Tensor | null {
    if (this.own === null) return null
    this.own.gradWasRead = true
    return this.own.grad
  }

  set grad(grad: Tensor | null) {
    if (grad === null && this.own === null) return
    // Another gradient may show the numbers of the one before.
    if (grad === null) forgetGrad(this)
    this.gradWasRead = grad !== null
    this.ownGrad = grad
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.shape.length
  }

  /** The number of dimensions, as a method. */
  dim(): number {
    return this.shape.length
  }

  /** The number of elements. */
  numel(): number {
    return numelOf(this.shape)
  }

  /** The size of the first dimension: Python's `len(x)`. */
  get length(): number {
    if (this.shape.length === 0) {
      throw new ShapeError('length: a 0-d tensor has no first dimension. Its number is .item().', {
        code: 'length-of-0d',
        torch: { type: 'TypeError', message: 'len() of a 0-d tensor' },
      })
    }
    return this.shape[0]!
  }

  isContiguous(): boolean {
    return this.ownStrides === null || isContiguous(this.shape, this.ownStrides)
  }

  /** True for a tensor that no recorded operation made. */
  get isLeaf(): boolean {
    return this.gradFn === null
  }

  get requiresGrad(): boolean {
    return this.leafRequiresGrad || this.gradFn !== null
  }

  set requiresGrad(value: boolean) {
    this.requiresGrad_(value)
  }

  /**
   * Asks for gradients with respect to this tensor, or no longer.
   * @throws DtypeError for integers and booleans; GradError for `false` on a tensor that is not a leaf
   */
  requiresGrad_(value = true): this {
    if (value && !isFloating(this.dtype)) {
      throw new DtypeError(
        `requiresGrad: a ${this.dtype} tensor has no gradient; only float32 and float64 have. Make it with { dtype: 'float32' }.`,
        {
          code: 'requires-grad-dtype',
          params: { dtype: this.dtype },
          torch: runtimeError('only Tensors of floating point dtype can require gradients'),
        },
      )
    }
    if (!value && !this.isLeaf) {
      throw new GradError(
        'requiresGrad = false: only for leaves. This tensor was computed; .detach() gives one that is not recorded.',
        {
          code: 'requires-grad-of-non-leaf',
          torch: runtimeError(
            "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
          ),
        },
      )
    }
    if (this.isLeaf) this.leafRequiresGrad = value
    return this
  }

  /** The recorded operation that made this tensor, or null for a leaf. Its `name` is PyTorch's. */
  get gradFn(): GradNode | null {
    if (this.base !== null && this.viewVersion !== this.storage.version) refreshView(this)
    return this.node
  }

  /** How many in-place changes the storage has seen. */
  get version(): number {
    return this.ownStorage === null ? 0 : this.ownStorage.version
  }

  /** The same numbers, out of the graph: a change in place in one is seen in the other. */
  detach(): Tensor {
    return new Tensor(this.storage, this.shape, this.ownStrides, this.offset)
  }

  /**
   * The number of a tensor of one element; of a bool tensor, `true` or `false`.
   * @throws ShapeError `item-of-many`
   */
  // The types do not say which dtype a tensor has: a number, unless the caller knows better.
  item(): number
  item(): boolean
  item(): number | boolean {
    if (this.numel() !== 1) {
      throw new ShapeError(
        `item: needs exactly one element, the shape is ${shown(this.shape)}. .tolist() gives them all.`,
        {
          code: 'item-of-many',
          params: { shape: this.shape },
          torch: { type: 'ValueError', message: 'only one element tensors can be converted to Python scalars' },
        },
      )
    }
    const number = numberOf(this)
    return this.dtype === 'bool' ? number !== 0 : number
  }

  /** The numbers as nested arrays; a bare number for a 0-d tensor. */
  tolist(): any {
    const numbers = values(this)
    const bool = this.dtype === 'bool'
    let next = 0
    const nest = (d: number): Nested => {
      if (d === this.shape.length) return bool ? numbers[next++] !== 0 : numbers[next++]!
      return Array.from({ length: this.shape[d]! }, () => nest(d + 1))
    }
    return nest(0)
  }

  /** Shape, type and numbers as plain data. */
  toPlain(): PlainTensor {
    return { shape: [...this.shape], dtype: this.dtype, data: this.tolist() }
  }

  /** As PyTorch prints it. */
  toString(): string {
    return formatTensor(this)
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return formatTensor(this)
  }

  /** Where a gradient for this tensor must go, or null if none is wanted. */
  gradientEdge(): Edge | null {
    const node = this.gradFn
    if (node !== null) return { node, index: this.outputIndex }
    return this.leafRequiresGrad ? { node: this.accumulatorNode, index: 0 } : null
  }

  /** For a leaf: the end of the graph, made when first needed. */
  get accumulatorNode(): GradNode {
    return (this.state.accumulator ??= accumulatorOf(this))
  }
}

/** A 0-d tensor of one number, as `dtype` keeps it: float32 numbers are rounded already. */
export function numberTensor(value: number, dtype: DType, isWrappedNumber = false): Tensor {
  const x = new Tensor(null, noDims, null, 0, isWrappedNumber, dtype)
  x.value = value
  return x
}

/** The number of a tensor of one element. */
export const numberOf = (x: Tensor): number => (x.ownStorage === null ? x.value! : x.ownStorage.at(x.offset))

/** Moves the number of a 0-d tensor into a storage, which views can share. */
function storageFor(x: Tensor): Storage {
  const numbers = new dtypes[x.dtype].array(1)
  numbers[0] = x.value!
  x.ownStorage = new Storage(x.dtype, 1, numbers)
  return x.ownStorage
}

/** Lets go of a gradient. Its memory comes back at once, if nobody ever saw it. */
export function forgetGrad(x: Tensor): void {
  if (!x.gradWasRead && x.ownGrad !== null && x.ownGrad.ownStorage !== null) x.ownGrad.ownStorage.release()
  x.ownGrad = null
}

/** What the graph adds to tensors. `autograd/` supplies it when it is loaded, so that this file imports none of it. */
let refreshView: (view: Tensor) => void
let accumulatorOf: (leaf: Tensor) => GradNode

export function connectAutograd(functions: {
  refreshView: (view: Tensor) => void
  accumulatorOf: (leaf: Tensor) => GradNode
}): void {
  refreshView = functions.refreshView
  accumulatorOf = functions.accumulatorOf
}

export type { Hook }
