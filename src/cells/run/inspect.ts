/**
 * What the engine's values look like from outside. They are known by their shape and not by their class: the engine is
 * handed in, and a value may come from another copy of it.
 */
import type { Nested } from '../parse/expectation.ts'

export interface TensorLike {
  shape: readonly number[]
  dtype: string
  requiresGrad: boolean
  isLeaf: boolean
  grad: TensorLike | null
  tolist(): Nested
  toString(): string
}

export interface ModuleLike {
  namedParameters(): Iterable<readonly [string, TensorLike]>
  toString(): string
}

export function isTensor(value: unknown): value is TensorLike {
  return (
    isObject(value) &&
    typeof value.tolist === 'function' &&
    Array.isArray(value.shape) &&
    typeof value.dtype === 'string'
  )
}

/** A module is called like a function: `model(x)`. */
export function isModule(value: unknown): value is ModuleLike {
  const isCallable = typeof value === 'function'
  return (isCallable || isObject(value)) && typeof (value as Partial<ModuleLike>).namedParameters === 'function'
}

/** Its state is as large as the model’s, twice over: it is shown as its settings, as PyTorch prints it. */
export function isOptimizer(value: unknown): value is { zeroGrad(): void; toString(): string } {
  return isObject(value) && Array.isArray(value.paramGroups) && typeof value.zeroGrad === 'function'
}

export function numberOfElements(tensor: TensorLike): number {
  return tensor.shape.reduce((product, size) => product * size, 1)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
