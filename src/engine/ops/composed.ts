/**
 * An operation made of others that counts as one: one node, PyTorch's name. Its gradient comes from computing it again
 * and going back through its parts, so that nothing of them is kept in the meantime.
 */
import { enableGrad, isGradEnabled } from '../autograd/mode.ts'
import type { Formula, Operation } from '../autograd/node.ts'
import { filled } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'
import { grad } from './autograd.ts'

/**
 * @param name   PyTorch's name of the node
 * @param count  how many inputs there are
 * @param f      of the inputs and the parameters, in differentiable operations
 */
export function composed<P>(
  name: string,
  count: number,
  f: (inputs: readonly Tensor[], params: P) => Tensor,
): Operation<P> {
  const formula: Formula<P, (Tensor | undefined)[]> = (g, kept, params, { needs }) => {
    const createGraph = isGradEnabled()
    // Seen anew, so that an input which depends on another one does not count twice.
    const inputs = enableGrad(() => kept.map((x) => x.reshape(x.shape)))
    const result = enableGrad(() => f(inputs, params))
    const wanted = [...inputs.keys()].filter((i) => needs[i])
    const found = grad(
      result,
      wanted.map((i) => inputs[i]!),
      { gradOutputs: g, createGraph, allowUnused: true },
    )
    return inputs.map((x, i) => (needs[i] ? (found[wanted.indexOf(i)] ?? filled(x.shape, x.dtype, 0)) : undefined))
  }
  return { name, forward: f, gradients: { keeps: Array.from({ length: count }, (_, i) => i), formula } }
}
