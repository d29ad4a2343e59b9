/** Broadcasting, asked for by name. */
import { methods, type AsMethod } from '../methods.ts'
import { broadcastShapes as common, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { many, tensorsOf, type Many } from './arguments.ts'
import { input } from './operand.ts'
import { expand, reshape, view } from './views.ts'

/** As `expand`: a tensor whose dimensions of 1 are read as often as asked. Gradient: g, summed over what was stretched. @throws ShapeError `expand` @example broadcastTo(tensor([1, 2]), [2, 2]).tolist() // [[1, 2], [1, 2]] */
export function broadcastTo(x: Tensor, ...args: Many<{ size: Shape }>): Tensor {
  return expand(x, many('broadcastTo', 'size', args))
}

/** The shape that shapes broadcast to. @throws ShapeError `broadcast` @example broadcastShapes([2, 1], [3]) // [2, 3] */
export function broadcastShapes(...shapes: Shape[]): number[] {
  return [...shapes.reduce((a, b) => common('broadcastShapes', a, b), [] as Shape)]
}

/**
 * Each tensor in the shape that all of them broadcast to: views.
 * @throws ShapeError `broadcast`
 * Gradient: to each tensor g, summed over what was stretched.
 * @example broadcastTensors(tensor([1, 2]), zeros(3, 1))[0].shape // [3, 2]
 */
export function broadcastTensors(...tensors: Tensor[] | [tensors: readonly Tensor[]]): Tensor[] {
  const parts = tensorsOf('broadcastTensors', tensors)
  const shape = parts
    .map((part) => input('broadcastTensors', part).shape)
    .reduce((a, b) => common('broadcastTensors', a, b), [] as Shape)
  return parts.map((part) => expand(part, shape))
}

/** As wide as another tensor: `expand` to its shape. Gradient: g, summed over what was stretched. @example expandAs(tensor([1]), zeros(3)).tolist() // [1, 1, 1] */
export const expandAs = (x: Tensor, other: Tensor): Tensor => expand(x, input('expandAs', other).shape)

/** In the shape of another tensor, never a copy. @example viewAs(zeros(4), zeros(2, 2)).shape // [2, 2] */
export const viewAs = (x: Tensor, other: Tensor): Tensor => view(x, input('viewAs', other).shape)

/** In the shape of another tensor. @example reshapeAs(zeros(4), zeros(2, 2)).shape // [2, 2] */
export const reshapeAs = (x: Tensor, other: Tensor): Tensor => reshape(x, input('reshapeAs', other).shape)

declare module '../tensor.ts' {
  interface Tensor {
    broadcastTo: AsMethod<typeof broadcastTo>
    expandAs: AsMethod<typeof expandAs>
    viewAs: AsMethod<typeof viewAs>
    reshapeAs: AsMethod<typeof reshapeAs>
  }
}
methods({ broadcastTo, expandAs, viewAs, reshapeAs })
