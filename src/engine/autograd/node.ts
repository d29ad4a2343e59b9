/**
 * The recorded graph. One node per recorded operation, numbered as it was made; a node holds its parents and
 * nothing holds the node but the tensors it made, so a graph nobody can reach is collected, with or without `backward`.
 */
import type { DType } from '../dtype.ts'
import type { Shape } from '../shape.ts'
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
}

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

interface KeptTensors {
  readonly tensors: readonly Tensor[]
  readonly versions: readonly number[]
}

let serials = 0

export class GradNode {
  /** Larger than that of every parent: `backward` goes down these numbers. */
  readonly serial: number
  readonly operation: Operation<any>
  readonly params: unknown
  readonly edges: readonly (Edge | null)[]
  readonly outputs: readonly OutputInfo[]
  /** What the formulas need, one list each; null once a `backward` without `retainGraph` gave it back. */
  kept: (KeptTensors | null)[] | null
  /** For the end of the graph: the leaf whose `grad` is added to. */
  readonly leaf: Tensor | null
  hooks: Map<number, Hook[]> | null
  retaining: Map<number, Tensor> | null
  /** The tensors that went in and came out, kept only while `keepGraphValues` is on. */
  trace: Trace | null

  constructor(
    operation: Operation<any>,
    params: unknown,
    edges: readonly (Edge | null)[],
    outputs: readonly OutputInfo[],
    leaf: Tensor | null = null,
  ) {
    this.serial = serials++
    this.operation = operation
    this.params = params
    this.edges = edges
    this.outputs = outputs
    this.kept = []
    this.leaf = leaf
    this.hooks = null
    this.retaining = null
    this.trace = null
  }

  /** PyTorch's name, `MulBackward0`. */
  get name(): string {
    const { name } = this.operation
    return typeof name === 'string' ? name : name(this.params)
  }

  /** The parents, as PyTorch's `next_functions`. */
  get nextFunctions(): (readonly [GradNode, number] | readonly [null, 0])[] {
    return this.edges.map((edge) => (edge === null ? [null, 0] : [edge.node, edge.index]))
  }
}

export const keep = (tensors: readonly Tensor[]): KeptTensors => ({
  tensors,
  versions: tensors.map((t) => t.storage.version),
})

export const keepsOf = (gradient: Gradient<any> | Gradients<any>): readonly Kept[] =>
  typeof gradient === 'function' ? [] : gradient.keeps

export const formulaOf = <R>(gradient: Formula<any, R> | Given<any, R>): Formula<any, R> =>
  typeof gradient === 'function' ? gradient : gradient.formula
