/** Runs an operation, and records it where a gradient may be asked for later. */
import { isFloating } from '../dtype.ts'
import { endScope, openScope } from '../kernels/ownership.ts'
import type { Tensor } from '../tensor.ts'
import { isGradEnabled, setGradEnabled } from './mode.ts'
import { GradNode, keep, keepsOf, type Edge, type Kept, type Operation } from './node.ts'
import { applyScalar, areSingle, isSingleNumber, parentOf } from './scalar.ts'
import { traceOf } from './trace.ts'

let keepsValues = false

/** Whether nodes hold on to what went in and out, so that `graphOf` can show values. Off by default: it costs memory. @example keepGraphValues(false) // false */
export function keepGraphValues(value: boolean): boolean {
  const previous = keepsValues
  keepsValues = value
  return previous
}

/** Whether nodes hold on to what went in and out. */
export const keepsGraphValues = (): boolean => keepsValues

/** The result of an operation with one output. */
export function apply<P>(operation: Operation<P>, inputs: readonly Tensor[], params: P): Tensor
export function apply(operation: Operation<undefined>, inputs: readonly Tensor[]): Tensor
export function apply<P>(operation: Operation<P>, inputs: readonly Tensor[], params?: P): Tensor {
  if (operation.scalar !== undefined) {
    const [x, y] = inputs as [Tensor, Tensor | undefined]
    if (y === undefined ? isSingleNumber(x) : areSingle(x, y)) return scalar(operation, x, y ?? null, params)
  }
  return applyMany(operation, inputs, params as P)[0]!
}

/** `apply` for two inputs: on single numbers no array is made. */
export function applyTwo<P>(operation: Operation<P>, x: Tensor, y: Tensor, params?: P): Tensor {
  if (operation.scalar !== undefined && areSingle(x, y)) return scalar(operation, x, y, params)
  return applyMany(operation, [x, y], params as P)[0]!
}

/** `apply` for one input. */
export function applyOne<P>(operation: Operation<P>, x: Tensor, params?: P): Tensor {
  if (operation.scalar !== undefined && isSingleNumber(x)) return scalar(operation, x, null, params)
  return applyMany(operation, [x], params as P)[0]!
}

function scalar(operation: Operation<any>, x: Tensor, y: Tensor | null, params: unknown): Tensor {
  const out = applyScalar(operation, x, y, params, isGradEnabled())
  if (keepsValues && out.node !== null) out.node.more.trace = traceOf(y === null ? [x] : [x, y], [out])
  return out
}

/** The results of an operation with several outputs. */
export function applyMany<P>(operation: Operation<P>, inputs: readonly Tensor[], params: P): readonly Tensor[] {
  const recording = setGradEnabled(false)
  const scope = openScope()
  let outputs: readonly Tensor[] = []
  try {
    const result = operation.forward(inputs, params)
    outputs = Array.isArray(result) ? result : [result as Tensor]
  } finally {
    setGradEnabled(recording)
    endScope(scope, outputs)
  }
  if (!recording) return outputs
  const first = inputs.length === 0 ? null : inputs[0]!
  for (let i = 0; i < outputs.length; i++) {
    const output = outputs[i]!
    if (first !== null && output.ownStorage !== null && output.ownStorage === first.ownStorage) {
      output.base = first.base ?? first
      output.viewVersion = output.ownStorage.version
    }
  }
  for (let i = 0; i < inputs.length; i++) {
    if (!inputs[i]!.requiresGrad) continue
    record(operation, inputs, outputs, params)
    break
  }
  return outputs
}

function record(
  operation: Operation<any>,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  params: unknown,
): void {
  const parents = inputs.map(parentOf)
  const [{ shape, dtype }] = outputs as [Tensor]
  const node = new GradNode(
    operation,
    params,
    inputs.length,
    false,
    shape,
    dtype,
    outputs.length === 1 ? null : outputs.map(({ shape, dtype }) => ({ shape, dtype })),
    null,
  )
  if (inputs.length > 2 || inputs.some((x) => x.outputIndex !== 0)) node.allEdges = inputs.map(edgeOf)
  else {
    node.parent0 = parents[0] ?? null
    node.parent1 = parents[1] ?? null
  }
  for (let index = 0; index < outputs.length; index++) {
    const output = outputs[index]!
    if (!isFloating(output.dtype)) continue
    output.node = node
    output.outputIndex = index
  }
  const kept = (which: readonly Kept[]) =>
    which.length === 0
      ? null
      : keep(
          which.map((k) =>
            typeof k === 'number' ? inputs[k]! : outputs[k === 'output' ? 0 : Number(k.slice('output'.length))]!,
          ),
        )
  node.kept =
    operation.gradients !== undefined
      ? [kept(keepsOf(operation.gradients))]
      : parents.map((parent, i) => {
          const gradient = operation.gradient?.[i]
          return parent === null || gradient == null ? null : kept(keepsOf(gradient))
        })
  if (keepsValues) node.more.trace = traceOf(inputs, outputs)
}

const edgeOf = (x: Tensor): Edge | null => x.gradientEdge()
