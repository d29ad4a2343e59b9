/** `torch.autograd.Function`: an operation whose forward and backward are Python's. */
import { applyMany, type Operation, type Tensor } from '../engine/index.ts'

/** Python's `backward`: gradients of the outputs in, one for each input out, null where there is none. */
type PythonBackward = (...grads: Tensor[]) => (Tensor | null)[]

/**
 * Records an operation whose outputs are computed already.
 * @returns the outputs, with their place in the graph
 */
export function customFunction(
  name: string,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  backward: PythonBackward,
): readonly Tensor[] {
  const operation: Operation = {
    name,
    forward: () => outputs,
    gradients: (_, __, ___, { grads }) => backward(...grads).map((gradient) => gradient ?? undefined),
  }
  return applyMany(operation, inputs, undefined)
}
