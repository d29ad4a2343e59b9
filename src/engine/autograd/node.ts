/**
 * The recorded graph. One node per recorded operation, numbered as it was made; a node holds its parents and
 * nothing holds the node but the tensors it made, so a graph nobody can reach is collected, with or without `backward`.
 *
 * Every node has the same fields, and the frequent ones (one output, one or two inputs) need no other object:
 * recording is most of what a small operation costs.
 */
import type { DType } from '../dtype.ts'
import { noDims, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { Trace } from './trace.ts'

/** A tensor an operation keeps for its gradient: an input by its place, or an output. */
export type Kept = number | 'output' | 'output1' | 'output2' | 'output3'

/** What a formula may ask of the node besides the gradient, what was kept and the parameters. */
export interface GradContext {
  /** Which inputs want a gradient. */
  readonly needs: readonly boolean[]
  /** The gradient of each output, for operations with several. */
  readonly grads: readonly Tensor[]
}

/** Gradients by a formula of tensor operations: recorded in their turn under `createGraph`. */
export type Formula<P, R> = (g: Tensor, kept: readonly Tensor[], params: P, context: GradContext) => R

/** A formula, with the tensors it needs to have kept. */
export interface Given<P, R> {
  readonly keeps: readonly Kept[]
  readonly formula: Formula<P, R>
}

/** `given([1], (g, [y]) => g.mul(y))`: the gradient, given input 1. @example given([1], (g, [y]) => g.mul(y)).keeps // [1] */
export const given = <P, R>(keeps: readonly Kept[], formula: Formula<P, R>): Given<P, R> => ({ keeps, formula })

export type Gradient<P> = Formula<P, Tensor | undefined> | Given<P, Tensor | undefined>
export type Gradients<P> = Formula<P, readonly (Tensor | undefined)[]> | Given<P, readonly (Tensor | undefined)[]>

/**
 * An operation: what it computes and, beside it, its gradient.
 * How to write one: `ops/README.md`.
 */
export interface Operation<P = undefined> {
  /** PyTorch's name of the node, `MulBackward0`: what printing shows. */
  readonly name: string | ((params: P) => string)
  /** New tensors, or views that share the storage of input 0. Nothing in here is recorded. */
  forward(inputs: readonly Tensor[], params: P): Tensor | readonly Tensor[]
  /** The gradient of each input in turn; null for an input that has none (indices, masks). */
  readonly gradient?: readonly (Gradient<P> | null)[]
  /** All gradients at once: where they share work, or where there is any number of inputs. */
  readonly gradients?: Gradients<P>
  /** The same on bare numbers, for 0-d tensors. */
  readonly scalar?: ScalarForm<P>
  /** For a function of one number: what the kernels call it. Its gradient takes one step then, unless it is recorded. */
  readonly kernel?: string
}

/**
 * What an operation of one or two inputs and its gradients are for 0-d float32 tensors: no array is made for them.
 * Rounds where the tensor form rounds, with `Math.fround`, so that both give the same; the results are rounded by the engine.
 */
export interface ScalarForm<P = undefined> {
  forward(a: number, b: number, params: P): number
  /** For each input: from the gradient of the output, the inputs and the output. What the tensor formula does not keep is NaN. */
  readonly gradient: readonly ScalarGradient<P>[]
  /** What the tensor formulas keep, worked out when first needed. */
  keeps?: number
}
export type ScalarGradient<P = undefined> = (g: number, a: number, b: number, y: number, params: P) => number

export interface Edge {
  readonly node: GradNode
  readonly index: number
}

/** What a gradient of an output must look like. */
export interface OutputInfo {
  readonly shape: Shape
  readonly dtype: DType
}

/** Sees the gradient of a tensor, and may return another in its place. */
export type Hook = (grad: Tensor) => Tensor | null | undefined | void

/** Tensors that formulas need, with their versions when they were kept. */
interface KeptTensors {
  readonly tensors: readonly Tensor[]
  readonly versions: readonly number[]
}

/** What few nodes have. */
interface Extras {
  /** All edges, where the node's own fields do not say it. */
  edges: readonly (Edge | null)[] | null
  /** What the formulas need, one list each, where the node's own fields do not say it. */
  kept: readonly (KeptTensors | null)[] | null
  /** Of all outputs, where there are several. */
  outputs: readonly OutputInfo[] | null
  hooks: Map<number, Hook[]> | null
  retaining: Map<number, Tensor> | null
  trace: Trace | null
}

let serials = 0
const scalarBit = 1
const spentBit = 2

export class GradNode {
  /** Larger than that of every parent: `backward` goes down these numbers. */
  declare readonly serial: number
  declare readonly operation: Operation<any>
  declare readonly params: unknown
  /** The parents of a node whose inputs are at most three, each the first output of what made it. */
  declare parent0: GradNode | null
  declare parent1: GradNode | null
  declare parent2: GradNode | null
  /** How many inputs there were, times 4; and two bits, `scalarBit` and `spentBit`. */
  declare private bits: number
  /** What the formulas need of at most three inputs and one output, as far as it is kept. */
  declare a: Tensor | null
  declare b: Tensor | null
  declare c: Tensor | null
  declare y: Tensor | null
  /** The versions of these four; null while all are 0. */
  declare versions: readonly number[] | null
  /** Of the only output. */
  declare readonly shape: Shape
  declare readonly dtype: DType
  declare extras: Extras | null
  /** The walk that last sent a gradient here, and where that keeps it. */
  declare walk: number
  declare place: number

  constructor(
    operation: Operation<any>,
    params: unknown,
    arity: number,
    isScalar: boolean,
    shape: Shape,
    dtype: DType,
    allOutputs: readonly OutputInfo[] | null,
  ) {
    this.serial = serials++
    this.operation = operation
    this.params = params
    this.parent0 = null
    this.parent1 = null
    this.parent2 = null
    this.bits = (arity << 2) | (isScalar ? scalarBit : 0)
    this.a = null
    this.b = null
    this.c = null
    this.y = null
    this.versions = null
    this.shape = shape
    this.dtype = dtype
    this.extras = null
    this.walk = 0
    this.place = 0
    if (allOutputs !== null) this.more.outputs = allOutputs
  }

  /** How many inputs there were. */
  get arity(): number {
    return this.bits >> 2
  }

  /** Whether all inputs and the output are 0-d float32 and the operation has a scalar form. */
  get isScalar(): boolean {
    return (this.bits & scalarBit) !== 0
  }

  /** Whether a `backward` without `retainGraph` gave back what was kept. */
  get isSpent(): boolean {
    return (this.bits & spentBit) !== 0
  }

  set isSpent(value: boolean) {
    this.bits = value ? this.bits | spentBit : this.bits & ~spentBit
  }

  get allEdges(): readonly (Edge | null)[] | null {
    return this.extras === null ? null : this.extras.edges
  }

  get kept(): readonly (KeptTensors | null)[] | null {
    return this.extras === null ? null : this.extras.kept
  }

  get allOutputs(): readonly OutputInfo[] | null {
    return this.extras === null ? null : this.extras.outputs
  }

  /** For the end of the graph: the leaf whose `grad` is added to. */
  get leaf(): Tensor | null {
    return this.operation === AccumulateGrad ? this.a : null
  }

  /** PyTorch's name, `MulBackward0`. */
  get name(): string {
    const { name } = this.operation
    return typeof name === 'string' ? name : name(this.params)
  }

  /** One for each input: where its gradient goes, or null. */
  get edges(): readonly (Edge | null)[] {
    if (this.allEdges !== null) return this.allEdges
    const edges: (Edge | null)[] = []
    if (this.arity > 0) edges.push(edgeTo(this.parent0))
    if (this.arity > 1) edges.push(edgeTo(this.parent1))
    if (this.arity > 2) edges.push(edgeTo(this.parent2))
    return edges
  }

  get outputs(): readonly OutputInfo[] {
    return this.allOutputs ?? [{ shape: this.shape, dtype: this.dtype }]
  }

  /** The parents, as PyTorch's `next_functions`. */
  get nextFunctions(): (readonly [GradNode, number] | readonly [null, 0])[] {
    return this.edges.map((edge) => (edge === null ? [null, 0] : [edge.node, edge.index]))
  }

  /** What few nodes have, made when first needed. */
  get more(): Extras {
    return (this.extras ??= { edges: null, kept: null, outputs: null, hooks: null, retaining: null, trace: null })
  }

  /** The tensors that went in and came out, kept only while `keepGraphValues` is on. */
  get trace(): Trace | null {
    return this.extras === null ? null : this.extras.trace
  }
}

const edgeTo = (node: GradNode | null): Edge | null => (node === null ? null : { node, index: 0 })

/** The node at the end of the graph that adds to a leaf's `grad`. */
const AccumulateGrad: Operation = { name: 'AccumulateGrad', forward: (inputs) => inputs }
export function accumulatorOf(leaf: Tensor): GradNode {
  const shape = leaf.shape.length === 0 ? noDims : leaf.shape
  const node = new GradNode(AccumulateGrad, undefined, 0, false, shape, leaf.dtype, null)
  node.a = leaf
  return node
}

/** Which of a, b, y and c the formulas of the inputs asked for keep: bits 1, 2, 4 and 8. For operations of at most three inputs and one output. */
export function keptBitsOf(operation: Operation<any>, first: boolean, second: boolean, third: boolean): number {
  if (operation.gradients !== undefined) return bitsOf(operation.gradients)
  const { gradient } = operation
  if (gradient === undefined) return 0
  return (first ? bitsOf(gradient[0]) : 0) | (second ? bitsOf(gradient[1]) : 0) | (third ? bitsOf(gradient[2]) : 0)
}

function bitsOf(gradient: Gradient<any> | Gradients<any> | null | undefined): number {
  if (gradient == null || typeof gradient === 'function') return 0
  const { keeps } = gradient
  let bits = 0
  for (let i = 0; i < keeps.length; i++) bits |= 1 << placeOfKept(keeps[i]!)
  return bits
}

/** Of what is kept of an operation with one output: 0 for a, 1 for b, 2 for y, 3 for c. */
export const placeOfKept = (kept: Kept): number => (kept === 0 ? 0 : kept === 1 ? 1 : kept === 2 ? 3 : 2)

/** Keeps what `keptBitsOf` says. */
export function keepShort(
  node: GradNode,
  bits: number,
  x: Tensor,
  y: Tensor | null,
  z: Tensor | null,
  out: Tensor,
): void {
  const v = (bits & 1) === 0 ? 0 : keepOne((node.a = x))
  const w = (bits & 2) === 0 ? 0 : keepOne((node.b = y!))
  const u = (bits & 4) === 0 ? 0 : keepOne((node.y = out))
  const t = (bits & 8) === 0 ? 0 : keepOne((node.c = z!))
  if (v !== 0 || w !== 0 || u !== 0 || t !== 0) node.versions = [v, w, u, t]
}

/** @returns its version */
function keepOne({ ownStorage }: Tensor): number {
  if (ownStorage === null) return 0
  ownStorage.keepers++
  return ownStorage.version
}

export function keep(tensors: readonly Tensor[]): KeptTensors {
  for (const { ownStorage } of tensors) if (ownStorage !== null) ownStorage.keepers++
  return { tensors, versions: tensors.map((t) => t.version) }
}

export const keepsOf = (gradient: Gradient<any> | Gradients<any>): readonly Kept[] =>
  typeof gradient === 'function' ? noKept : gradient.keeps
const noKept: readonly Kept[] = []

export const formulaOf = <R>(gradient: Formula<any, R> | Given<any, R>): Formula<any, R> =>
  typeof gradient === 'function' ? gradient : gradient.formula
