/**
 * What batch, layer and group normalisation have in common: groups of numbers are shifted to mean 0 and scaled to variance 1,
 * then each channel gets a scale and a shift of its own: `y = (x − μ) / √(σ² + ε) · w + b`.
 */
import { apply, applyMany } from '../autograd/apply.ts'
import { composed } from '../autograd/composed.ts'
import { isGradEnabled } from '../autograd/mode.ts'
import { given, type GradContext, type Operation } from '../autograd/node.ts'
import { inOneStep } from '../autograd/one-step.ts'
import type { Numbers } from '../dtype.ts'
import { moments, scaleChannels, standardize, type Grouping, type Moments } from '../kernels/normalize.ts'
import { normalizedBackVector, normalizedVector } from '../kernels/normal-vectors.ts'
import { filled, fromNumbers, newNumbers, values } from '../kernels/values.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'

/** How the tensor is read: by groups for the statistics, by channels for scale and shift. */
export interface Layout {
  readonly as: string
  readonly groups: Grouping
  readonly channels: { readonly count: number; readonly length: number }
  readonly eps: number
  /** The statistics, where they are known already. */
  readonly moments?: Moments
}

const byGroup = (x: Tensor, { groups }: Layout): Tensor => x.reshape(groups.outer, groups.groups, groups.inner)

function byChannel(x: Tensor, { channels }: Layout): Tensor {
  const row = channels.count * channels.length
  return x.reshape(row === 0 ? 0 : x.numel() / row, channels.count, channels.length)
}

/** The mean over each group, [1, groups, 1]. */
const groupMean = (x: Tensor): Tensor => x.mean({ dim: [0, 2], keepdim: true })

/** Summed over everything but the channels, in the shape of the weight. */
const perChannel = (x: Tensor, layout: Layout, shape: Shape): Tensor =>
  byChannel(x, layout)
    .sum({ dim: [0, 2] })
    .reshape(shape)

/** A float64 result in the type of the tensor, [1, groups, 1]. */
function statistic(numbers: Numbers, like: Tensor): Tensor {
  const out = newNumbers(like.dtype, numbers.length)
  out.set(numbers)
  return fromNumbers(out, [1, numbers.length, 1], like.dtype)
}

function scaled(
  out: Numbers,
  x: Tensor,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  { channels }: Layout,
): Tensor {
  if (weight !== undefined) scaleChannels(out, values(weight), values(bias!), channels.length)
  return fromNumbers(out, x.shape, x.dtype)
}

/**
 * Under `createGraph` the statistics are seen as what they are, functions of x; else their numbers, which were kept, are enough.
 */
function seen(x: Tensor, mean: Tensor, scale: Tensor, layout: Layout): [mean: Tensor, scale: Tensor] {
  if (!isGradEnabled()) return [mean, scale]
  const middle = groupMean(x)
  return [middle, groupMean(x.sub(middle).square()).add(layout.eps).rsqrt()]
}

const gradientsOf = inOneStep<Layout, readonly (Tensor | undefined)[]>(
  (g, [x, mean, scale, weight], { groups, channels }, { needs }) =>
    normalizedBackVector(g, [x!, mean!, scale!, weight], groups, channels, needs[1] === true || needs[2] === true),
  formula,
)

function formula(
  g: Tensor,
  [input, mean, scale, weight]: readonly (Tensor | undefined)[],
  layout: Layout,
  { needs }: GradContext,
): (Tensor | undefined)[] {
  const x = byGroup(input!, layout)
  const [m, r] = seen(x, mean!, scale!, layout)
  const standard = x.sub(m).mul(r)
  const toStandard = byGroup(weight === undefined ? g : byChannel(g, layout).mul(weight.reshape(1, -1, 1)), layout)
  const toInput = toStandard
    .sub(groupMean(toStandard))
    .sub(standard.mul(groupMean(toStandard.mul(standard))))
    .mul(r)
  const toWeight =
    weight !== undefined && needs[1] ? perChannel(byGroup(g, layout).mul(standard), layout, weight.shape) : undefined
  const toBias = weight !== undefined && needs[2] ? perChannel(g, layout, weight.shape) : undefined
  return [toInput.reshape(input!.shape), toWeight, toBias]
}

/** With the statistics of x itself. Outputs 1 and 2 are the mean and `1 / √(σ² + ε)` of each group. */
const Normalization: Operation<Layout> = {
  name: ({ as }) => as,
  forward([x, weight, bias], layout) {
    const { groups, channels, eps } = layout
    const fast = layout.moments === undefined ? normalizedVector(x!, weight, bias, groups, channels, eps) : null
    if (fast !== null) return fast
    const numbers = values(x!)
    const { mean, variance } = layout.moments ?? moments(numbers, layout.groups)
    const scale = variance.map((v) => 1 / Math.sqrt(v + layout.eps))
    const out = newNumbers(x!.dtype, numbers.length)
    standardize(out, numbers, layout.groups, mean, scale)
    return [scaled(out, x!, weight, bias, layout), statistic(mean, x!), statistic(scale, x!)]
  },
  gradients: given([0, 'output1', 'output2'], gradientsOf),
}

const AffineNormalization: Operation<Layout> = {
  ...Normalization,
  gradients: given([0, 'output1', 'output2', 1], gradientsOf),
}

/** With statistics that are given, one of each channel: constants, to which no gradient flows. */
const FixedNormalization: Operation<Layout> = {
  name: ({ as }) => as,
  forward([x, mean, variance, weight, bias], layout) {
    const out = newNumbers(x!.dtype, x!.numel())
    const scale = Float64Array.from(values(variance!), (v) => 1 / Math.sqrt(v + layout.eps))
    standardize(out, values(x!), layout.groups, values(mean!), scale)
    return scaled(out, x!, weight, bias, layout)
  },
  gradient: [
    given([2], (g, [variance], layout) => byGroup(g, layout).mul(fixedScale(variance!, layout)).reshape(g.shape)),
    null,
    null,
  ],
}

const FixedAffineNormalization: Operation<Layout> = {
  ...FixedNormalization,
  gradient: [
    given([2, 3], (g, [variance, weight], layout) =>
      byGroup(g, layout)
        .mul(fixedScale(variance!, layout).mul(weight!.reshape(1, -1, 1)))
        .reshape(g.shape),
    ),
    null,
    null,
    given([0, 1, 2], (g, [x, mean, variance], layout) =>
      byGroup(g, layout)
        .mul(byGroup(x!, layout).sub(mean!.reshape(1, -1, 1)))
        .mul(fixedScale(variance!, layout))
        .sum({ dim: [0, 2] }),
    ),
    (g, _, layout) => byGroup(g, layout).sum({ dim: [0, 2] }),
  ],
}

const fixedScale = (variance: Tensor, { eps }: Layout): Tensor => variance.add(eps).rsqrt().reshape(1, -1, 1)

/** Weight and bias, with the one that is missing filled in; none where both are. */
function affine(x: Tensor, weight: Tensor | null, bias: Tensor | null): Tensor[] {
  if (weight === null && bias === null) return []
  const shape = (weight ?? bias)!.shape
  return [weight ?? filled(shape, x.dtype, 1), bias ?? filled(shape, x.dtype, 0)]
}

export function normalized(x: Tensor, weight: Tensor | null, bias: Tensor | null, layout: Layout): Tensor {
  const channels = affine(x, weight, bias)
  const operation = channels.length > 0 ? AffineNormalization : Normalization
  return composed(() => applyMany(operation, [x, ...channels], layout)[0]!)
}

export function normalizedBy(
  x: Tensor,
  mean: Tensor,
  variance: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  layout: Layout,
): Tensor {
  const channels = affine(x, weight, bias)
  return apply(
    channels.length > 0 ? FixedAffineNormalization : FixedNormalization,
    [x, mean, variance, ...channels],
    layout,
  )
}
