/**
 * Convolution as three products of two factors each, every one linear in both, so that the gradients of each are the other two
 * and there are gradients of any order:
 *
 *     result = convolve(image, weight)     image = convolveBack(result, weight)     weight = convolveWeight(result, image)
 */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { addToChannels, convolve, convolveBack, convolveWeight, type Convolving } from '../kernels/convolution.ts'
import { convolutionVector } from '../kernels/image-vectors.ts'
import { volumeOf } from '../kernels/sliding.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'

export interface Shapes {
  /** [n, channels, …], or that of the larger tensor in the transposed case. */
  readonly image: Shape
  /** [filters, channels / groups, …]. */
  readonly weight: Shape
  /** [n, filters, …]. */
  readonly result: Shape
}

export type Geometry = Convolving & { readonly shapes: Shapes }

/** The gradient of a bias that was added to each channel. */
const overChannels = (g: Tensor): Tensor => g.sum({ dim: [...g.shape.keys()].filter((d) => d !== 1) })

export const Convolution: Operation<Geometry> = {
  name: 'ConvolutionBackward0',
  forward([image, weight, bias], geometry) {
    const fast = convolutionVector('convolve', image!, weight!, geometry, geometry.shapes.result, bias)
    if (fast !== null) return fast
    const out = newNumbers(image!.dtype, numelOf(geometry.shapes.result))
    convolve(out, values(image!), values(weight!), geometry)
    if (bias !== undefined) addToChannels(out, values(bias), geometry.batch, volumeOf(geometry.places))
    return fromNumbers(out, geometry.shapes.result, image!.dtype)
  },
  gradient: [
    given([1], (g, [weight], geometry) => apply(TransposedConvolution, [g, weight!], geometry)),
    given([0], (g, [image], geometry) => apply(WeightGradient, [g, image!], geometry)),
    overChannels,
  ],
}

/** From results back to images: what `Convolution`'s gradient does, and a convolution that enlarges. */
export const TransposedConvolution: Operation<Geometry> = {
  name: 'ConvolutionBackward0',
  forward([result, weight, bias], geometry) {
    const fast = convolutionVector('convolveBack', result!, weight!, geometry, geometry.shapes.image, bias)
    if (fast !== null) return fast
    const out = newNumbers(result!.dtype, numelOf(geometry.shapes.image))
    convolveBack(out, values(result!), values(weight!), geometry)
    if (bias !== undefined) addToChannels(out, values(bias), geometry.batch, volumeOf(geometry.image))
    return fromNumbers(out, geometry.shapes.image, result!.dtype)
  },
  gradient: [
    given([1], (g, [weight], geometry) => apply(Convolution, [g, weight!], geometry)),
    given([0], (g, [result], geometry) => apply(WeightGradient, [result!, g], geometry)),
    overChannels,
  ],
}

const WeightGradient: Operation<Geometry> = {
  name: 'ConvolutionBackwardBackward0',
  forward([result, image], geometry) {
    const fast = convolutionVector('convolveWeight', result!, image!, geometry, geometry.shapes.weight)
    if (fast !== null) return fast
    const out = newNumbers(image!.dtype, numelOf(geometry.shapes.weight))
    convolveWeight(out, values(result!), values(image!), geometry)
    return fromNumbers(out, geometry.shapes.weight, image!.dtype)
  },
  gradient: [
    given([1], (g, [image], geometry) => apply(Convolution, [image!, g], geometry)),
    given([0], (g, [result], geometry) => apply(TransposedConvolution, [result!, g], geometry)),
  ],
}
