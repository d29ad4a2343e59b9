/** Where a walk starts: at a node, with a gradient. */
import { GradError, ShapeError, runtimeError, shown } from '../errors.ts'
import { filled } from '../kernels/values.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { Edge } from './node.ts'

/** The gradient to start from: the one given, or 1 for a tensor of one element. */
export function startingGradient(output: Tensor, gradient: Tensor | null | undefined): Tensor {
  if (gradient != null) {
    if (!sameShape(gradient.shape, output.shape)) {
      throw new ShapeError(
        `backward: the gradient has shape ${shown(gradient.shape)}, the tensor ${shown(output.shape)}. They must be equal.`,
        {
          code: 'gradient-shape',
          params: { gradient: gradient.shape, output: output.shape },
          torch: runtimeError(
            `Mismatch in shape: grad_output[0] has a shape of torch.Size(${shown(gradient.shape)}) and output[0] has a shape of torch.Size(${shown(output.shape)}).`,
          ),
        },
      )
    }
    return gradient
  }
  if (output.numel() !== 1) {
    throw new GradError(
      `backward: starts from one number, the shape is ${shown(output.shape)}. Reduce it first, .sum() or .mean(), or pass the gradient to start from.`,
      {
        code: 'backward-of-many',
        params: { shape: output.shape },
        torch: runtimeError('grad can be implicitly created only for scalar outputs'),
      },
    )
  }
  return filled(output.shape, output.dtype, 1)
}

export function rootEdge(output: Tensor, index: number): Edge {
  const edge = output.gradientEdge()
  if (edge !== null) return edge
  throw withoutGraph(index)
}

export function withoutGraph(index: number): GradError {
  return new GradError(
    'backward: nothing was recorded for this tensor: no tensor it was computed from has requiresGrad. Make one with { requiresGrad: true }.',
    {
      code: 'backward-without-graph',
      params: { index },
      torch: runtimeError(`element ${index} of tensors does not require grad and does not have a grad_fn`),
    },
  )
}
