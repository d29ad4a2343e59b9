/** Runs an operation, and records it where a gradient may be asked for later. */
import { isFloating } from '../dtype.ts'
import { endScope, endScopeOfOne, isInScope, openScope } from '../kernels/ownership.ts'
import { view } from '../kernels/values.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { isGradEnabled, setGradEnabled } from './mode.ts'
import { GradNode, keep, keepShort, keepsOf, keptBitsOf, type Edge, type Kept, type Operation } from './node.ts'
import { applyScalar, areSingle, bareNumber, isSingleNumber, parentOf } from './scalar.ts'
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
  return applyToTensors(operation, inputs, params as P)
}

/** `apply` for two inputs: on single numbers no array is made. */
export function applyTwo<P>(operation: Operation<P>, x: Tensor, y: Tensor, params?: P): Tensor {
  if (operation.scalar !== undefined && areSingle(x, y)) return scalar(operation, x, y, params)
  return applyToTensors(operation, [x, y], params as P)
}

/** `apply` for one input. */
export function applyOne<P>(operation: Operation<P>, x: Tensor, params?: P): Tensor {
  if (operation.scalar !== undefined && isSingleNumber(x)) return scalar(operation, x, null, params)
  return applyToTensors(operation, [x], params as P)
}

/** `applyTwo` for a tensor and a bare number: beside a single number no tensor is made of it, unless the gradient needs one. */
export function applyToNumber(operation: Operation, x: Tensor, y: number): Tensor {
  if (!keepsValues && isSingleNumber(x)) return applyScalar(operation, x, null, y, undefined, isGradEnabled())
  return applyTwo(operation, x, bareNumber(y))
}

function scalar(operation: Operation<any>, x: Tensor, y: Tensor | null, params: unknown): Tensor {
  const out = applyScalar(operation, x, y, NaN, params, isGradEnabled())
  if (keepsValues && out.node !== null) out.node.more.trace = traceOf(y === null ? [x] : [x, y], [out])
  return out
}

/** How a view reads the storage of what it shows. */
interface Layout {
  readonly shape: Shape
  readonly strides: Shape
  readonly offset: number
}

/** `applyOne` for an operation whose result is a view of x, as the layout says: there is nothing to compute. */
export function applyView<P extends Layout>(operation: Operation<P>, x: Tensor, layout: P): Tensor {
  const output = view(x, layout.shape, layout.strides, layout.offset)
  if (!isGradEnabled()) return output
  noteView(output, x)
  if (x.requiresGrad) recordShort(operation, x, null, null, 1, output, layout)
  return output
}

function applyToTensors<P>(operation: Operation<P>, inputs: readonly Tensor[], params: P): Tensor {
  const recording = isGradEnabled()
  if (!recording && isInScope()) {
    // A step of a formula or inside another operation: that one's scope gives back what is made here.
    const result = operation.forward(inputs, params)
    return Array.isArray(result) ? (result as readonly Tensor[])[0]! : (result as Tensor)
  }
  setGradEnabled(false)
  const scope = openScope()
  let result: Tensor | readonly Tensor[] | null = null
  try {
    result = operation.forward(inputs, params)
  } finally {
    setGradEnabled(recording)
    if (Array.isArray(result)) endScope(scope, result as readonly Tensor[])
    else endScopeOfOne(scope, result as Tensor | null)
  }
  if (Array.isArray(result)) return recorded(operation, inputs, result as readonly Tensor[], params, recording)[0]!
  const output = result as Tensor
  if (!recording) return output
  const arity = inputs.length
  if (arity > 0) noteView(output, inputs[0]!)
  for (let i = 0; i < arity; i++) {
    if (!inputs[i]!.requiresGrad) continue
    if (arity > 3) record(operation, inputs, [output], params)
    else
      recordShort(
        operation,
        inputs[0]!,
        arity > 1 ? inputs[1]! : null,
        arity > 2 ? inputs[2]! : null,
        arity,
        output,
        params,
      )
    break
  }
  return output
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
  return recorded(operation, inputs, outputs, params, recording)
}

function recorded(
  operation: Operation<any>,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  params: unknown,
  recording: boolean,
): readonly Tensor[] {
  if (!recording) return outputs
  if (inputs.length > 0) for (let i = 0; i < outputs.length; i++) noteView(outputs[i]!, inputs[0]!)
  for (let i = 0; i < inputs.length; i++) {
    if (!inputs[i]!.requiresGrad) continue
    record(operation, inputs, outputs, params)
    break
  }
  return outputs
}

/** A view knows its base, and that it is up to date. */
function noteView(output: Tensor, first: Tensor): void {
  const storage = output.ownStorage
  if (storage === null || storage !== first.ownStorage) return
  output.base = first.base ?? first
  output.viewVersion = storage.version
}

/** Records an operation of one to three inputs and one output: the frequent case, without an array. */
function recordShort(
  operation: Operation<any>,
  x: Tensor,
  y: Tensor | null,
  z: Tensor | null,
  arity: number,
  output: Tensor,
  params: unknown,
): void {
  const parent0 = parentOf(x)
  const parent1 = y === null ? null : parentOf(y)
  const parent2 = z === null ? null : parentOf(z)
  if (
    (parent0 !== null && x.outputIndex !== 0) ||
    (parent1 !== null && y!.outputIndex !== 0) ||
    (parent2 !== null && z!.outputIndex !== 0) ||
    !isFloating(output.dtype)
  ) {
    record(operation, listOf(x, y, z), [output], params)
    return
  }
  const node = new GradNode(operation, params, arity, false, output.shape, output.dtype, null)
  node.parent0 = parent0
  node.parent1 = parent1
  node.parent2 = parent2
  const bits = keptBitsOf(operation, parent0 !== null, parent1 !== null, parent2 !== null)
  if (bits !== 0) keepShort(node, bits, x, y, z, output)
  output.node = node
  output.outputIndex = 0
  if (keepsValues) node.more.trace = traceOf(listOf(x, y, z), [output])
}

const listOf = (x: Tensor, y: Tensor | null, z: Tensor | null): Tensor[] =>
  y === null ? [x] : z === null ? [x, y] : [x, y, z]

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
  )
  node.more.edges = inputs.map(edgeOf)
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
  node.more.kept =
    operation.gradients !== undefined
      ? [kept(keepsOf(operation.gradients))]
      : parents.map((parent, i) => {
          const gradient = operation.gradient?.[i]
          return parent === null || gradient == null ? null : kept(keepsOf(gradient))
        })
  if (keepsValues) node.more.trace = traceOf(inputs, outputs)
}

const edgeOf = (x: Tensor): Edge | null => x.gradientEdge()
