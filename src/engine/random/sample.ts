/** Random numbers whose distribution is given by tensors. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ShapeError } from '../errors.ts'
import { filled, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { named, type Call } from '../ops/arguments.ts'
import { input } from '../ops/operand.ts'
import { broadcastShapes, type Shape } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { require, type RandomOptions } from './checks.ts'
import { randnLike, type RandomCreateOptions } from './create.ts'
import { filledBy } from './drawn.ts'
import { bernoulli as fillBernoulli, normal as fillNormal } from './fill.ts'

/** A draw has no gradient with respect to its probabilities: PyTorch says 0. */
const Bernoulli: Operation<RandomOptions> = {
  name: 'BernoulliBackward0',
  forward: ([p], options) => fillBernoulli(filled(p!.shape, p!.dtype, 0), p!, options),
  gradient: [(g) => g.mul(0)],
}

/**
 * 1 with a probability, else 0: `bernoulli(p)` for a tensor of probabilities, `bernoulli(x, p)` for one p in the shape of x.
 *
 * @param x  [...] probabilities in [0, 1]; with p, only its shape and type count
 * @param p  in [0, 1]
 * @param options.generator  the stream to draw from; the shared one by default
 * @returns  the shape and type of x, each 0 or 1
 * @throws ArgumentError `distribution`
 * Gradient: 0.
 * @example manualSeed(0); bernoulli(full([4], 0.3)).tolist() // [0, 0, 1, 1]
 */
export function bernoulli(
  x: Tensor,
  p?: number | (RandomOptions & { p?: number }),
  options: RandomOptions = {},
): Tensor {
  const given = typeof p === 'object' ? p : { p, ...options }
  if (given.p === undefined) return apply(Bernoulli, [input('bernoulli', x)], given)
  return fillBernoulli(
    filledBy(input('bernoulli', x), x.dtype, () => {}),
    given,
  )
}

interface NormalOptions extends RandomCreateOptions {
  mean: Tensor | number
  /** At least 0. Default 1. */
  std?: Tensor | number
  /** The shape, where both are numbers. */
  size?: Shape
}

/**
 * Normal numbers, each with its own mean and standard deviation: `mean + std · z`.
 *
 * @param mean  a number, or a tensor that broadcasts with std
 * @param std   at least 0: a number, or a tensor; default 1
 * @param size  the shape, where both are numbers
 * @returns  the broadcast shape of mean and std, or `size`
 * @throws ArgumentError `distribution`; ShapeError `normal-size` when neither a tensor nor a size says the shape
 * @example manualSeed(42); normal(10, 2, [2]).toString() // tensor([10.6734, 10.2576])
 */
export function normal(
  ...given: Call<[mean: Tensor | number, std: Tensor | number, size: Shape], Partial<NormalOptions>>
): Tensor {
  const optional = ['std', 'size', 'generator', 'dtype', 'requiresGrad'] as const
  const { mean, std = 1, size, ...options } = named<NormalOptions>('normal', ['mean'], optional, given)
  if (!(mean instanceof Tensor) && !(std instanceof Tensor)) {
    if (size === undefined) {
      throw new ShapeError('normal: needs a shape where mean and std are numbers: normal(0, 1, [2, 3]).', {
        code: 'normal-size',
        torch: { type: 'TypeError', message: 'normal() received an invalid combination of arguments' },
      })
    }
    const { requiresGrad = false, dtype = 'float32' } = options
    return fillNormal(filled(size, dtype, 0), { mean, std, generator: options.generator })
      .detach()
      .requiresGrad_(requiresGrad)
  }
  const lowest = std instanceof Tensor ? (values(std).find((deviation) => !(deviation >= 0)) ?? 0) : std
  const torch =
    std instanceof Tensor
      ? 'normal expects all elements of std >= 0.0'
      : `normal expects std >= 0.0, but found std ${lowest}`
  require(lowest >= 0, 'normal', 'std ≥ 0', `std = ${lowest}`, torch)
  const [m, s] = [mean, std].map((x) => (x instanceof Tensor ? x.detach() : x)) as [Tensor | number, Tensor | number]
  const shape = broadcastShapes('normal', m instanceof Tensor ? m.shape : [], s instanceof Tensor ? s.shape : [])
  const typed = (m instanceof Tensor ? m : s) as Tensor
  return randnLike(filled(shape, typed.dtype, 0), { generator: options.generator })
    .mul(s)
    .add(m)
}

declare module '../tensor.ts' {
  interface Tensor {
    bernoulli: AsMethod<typeof bernoulli>
  }
}
methods({ bernoulli })
