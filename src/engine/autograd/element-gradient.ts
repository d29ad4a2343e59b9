/** Gradients of functions of one number, element by element in one step: what the tensor formula does in several. */
import { kernels } from '../kernels/backend.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { gradientVector } from '../kernels/vectors.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { keepsOf, type Operation } from './node.ts'

/** The gradient of the only input; undefined where the formula has to do it. */
export function elementGradient(operation: Operation<any>, g: Tensor, kept: readonly Tensor[]): Tensor | undefined {
  if (kept.length !== 1) return undefined
  const [x] = kept as [Tensor]
  if (kernels !== null) return gradientVector(operation.kernel!, g, x) ?? undefined
  const form = operation.scalar
  if (form === undefined || g.dtype !== 'float32' || x.dtype !== 'float32' || !sameShape(g.shape, x.shape))
    return undefined
  const isOutput = keepsOf(operation.gradient![0]!)[0] === 'output'
  const formula = form.gradient[0]!
  const from = values(g)
  const at = values(x)
  const out = newNumbers('float32', from.length)
  if (isOutput) for (let i = 0; i < out.length; i++) out[i] = formula(from[i]!, NaN, NaN, at[i]!, undefined)
  else for (let i = 0; i < out.length; i++) out[i] = formula(from[i]!, at[i]!, NaN, NaN, undefined)
  return fromNumbers(out, g.shape, 'float32')
}
