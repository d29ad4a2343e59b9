/** Runs an operation, and records it where a gradient may be asked for later. */
import { isFloating } from '../dtype.ts'
import type { Tensor } from '../tensor.ts'
import { setGradEnabled } from './mode.ts'
import { GradNode, keep, keepsOf, type Kept, type Operation } from './node.ts'
import { traceOf } from './trace.ts'

let keepsValues = false

/** Whether nodes hold on to what went in and out, so that `graphOf` can show values. Off by default: it costs memory. @example keepGraphValues(false) // false */
export function keepGraphValues(value: boolean): boolean {
  const previous = keepsValues
  keepsValues = value
  return previous
}

/**
 * The result of an operation with one output, in whatever shapes it takes. Gradient: the operation's own.
 * @example apply({ name: 'Double', forward: ([x]) => x.mul(2), gradient: [(g) => g.mul(2)] }, [tensor([1, 2])]).tolist() // [2, 4]
 */
export function apply<P>(operation: Operation<P>, inputs: readonly Tensor[], params: P): Tensor
export function apply(operation: Operation<undefined>, inputs: readonly Tensor[]): Tensor
export function apply<P>(operation: Operation<P>, inputs: readonly Tensor[], params?: P): Tensor {
  return applyMany(operation, inputs, params as P)[0]!
}

/**
 * The results of an operation with several outputs, in whatever shapes it takes. Gradient: the operation's own.
 * @example applyMany({ name: 'Halves', forward: ([x]) => [x.div(2), x.div(2)], gradient: [(g) => g.div(2)] }, [tensor([4])]).length // 2
 */
export function applyMany<P>(operation: Operation<P>, inputs: readonly Tensor[], params: P): readonly Tensor[] {
  const recording = setGradEnabled(false)
  let outputs: readonly Tensor[]
  try {
    const result = operation.forward(inputs, params)
    outputs = Array.isArray(result) ? result : [result as Tensor]
  } finally {
    setGradEnabled(recording)
  }
  if (!recording) return outputs
  for (const output of outputs) {
    if (output.storage === inputs[0]?.storage) {
      output.base = inputs[0].base ?? inputs[0]
      output.viewVersion = output.storage.version
    }
  }
  if (inputs.some((x) => x.requiresGrad)) record(operation, inputs, outputs, params)
  return outputs
}

function record(
  operation: Operation<any>,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  params: unknown,
): void {
  const edges = inputs.map((x) => x.gradientEdge())
  const node = new GradNode(
    operation,
    params,
    edges,
    outputs.map(({ shape, dtype }) => ({ shape, dtype })),
  )
  outputs.forEach((output, index) => {
    if (!isFloating(output.dtype)) return
    output.node = node
    output.outputIndex = index
  })
  const kept = (which: readonly Kept[]) =>
    keep(
      which.map((k) =>
        typeof k === 'number' ? inputs[k]! : outputs[k === 'output' ? 0 : Number(k.slice('output'.length))]!,
      ),
    )
  node.kept =
    operation.gradients !== undefined
      ? [kept(keepsOf(operation.gradients))]
      : edges.map((edge, i) => {
          const gradient = operation.gradient?.[i]
          return edge === null || gradient == null ? null : kept(keepsOf(gradient))
        })
  if (keepsValues) node.trace = traceOf(inputs, outputs)
}
