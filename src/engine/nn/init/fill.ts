/** Initial weights from one distribution, or all alike. Each writes over its tensor without being recorded, and returns it. */
import { noGrad } from '../../autograd/mode.ts'
import { ArgumentError } from '../../errors.ts'
import { filled } from '../../kernels/values.ts'
import { settings, type Settings } from '../../ops/settings.ts'
import { tensor as tensorOf, eye } from '../../ops/create.ts'
import type { Generator } from '../../random/generator.ts'
import type { Tensor } from '../../tensor.ts'
import { warn } from '../../warnings.ts'
import { requireRank } from './fans.ts'

export interface RandomInit {
  /** The stream to draw from; the shared one by default. */
  generator?: Generator
}

/** There is nothing to draw for a tensor without elements. */
export function warnOfEmpty(operation: string): void {
  warn({
    code: 'init-empty',
    params: { operation },
    message: `${operation}: a tensor without elements has nothing to initialise.`,
    torch: 'Initializing zero-element tensors is a no-op',
  })
}

/** Numbers drawn evenly from [a, b), for a tensor of any shape; [0, 1) by default. Any shape. @example nn.init.uniform_(zeros(2), 0, 1e-9).lt(1e-9).tolist() // [true, true] */
export function uniform_(tensor: Tensor, ...args: Settings<RandomInit & { a?: number; b?: number }>): Tensor {
  const {
    a = 0,
    b = 1,
    generator,
  } = settings<RandomInit & { a?: number; b?: number }>('uniform_', ['a', 'b', 'generator'], args)
  return noGrad(() => tensor.uniform_(a, b, { generator }))
}

/** Normal numbers, for a tensor of any shape; mean 0 and std 1 by default. Any shape. @example nn.init.normal_(zeros(2), 3, 0).tolist() // [3, 3] */
export function normal_(tensor: Tensor, ...args: Settings<RandomInit & { mean?: number; std?: number }>): Tensor {
  const {
    mean = 0,
    std = 1,
    generator,
  } = settings<RandomInit & { mean?: number; std?: number }>('normal_', ['mean', 'std', 'generator'], args)
  return noGrad(() => tensor.normal_(mean, std, { generator }))
}

interface Truncated extends RandomInit {
  mean?: number
  std?: number
  a?: number
  b?: number
}

const cumulated = (x: number): number =>
  (1 +
    (tensorOf(x / Math.SQRT2, { dtype: 'float64' })
      .erf()
      .item() as number)) /
  2

/**
 * Normal numbers within [a, b], [−2, 2] by default: even draws between the bounds' probabilities, through the inverse of the distribution.
 * @example nn.init.truncNormal_(zeros(9)).abs().le(2).all().item() // true
 */
export function truncNormal_(tensor: Tensor, ...args: Settings<Truncated>): Tensor {
  const {
    mean = 0,
    std = 1,
    a = -2,
    b = 2,
    generator,
  } = settings<Truncated>('truncNormal_', ['mean', 'std', 'a', 'b', 'generator'], args)
  const [low, high] = [cumulated((a - mean) / std), cumulated((b - mean) / std)]
  return noGrad(() =>
    tensor
      .uniform_(2 * low - 1, 2 * high - 1, { generator })
      .erfinv_()
      .mul_(std * Math.SQRT2)
      .add_(mean)
      .clamp_({ min: a, max: b }),
  )
}

/** One number everywhere. Any shape. @example nn.init.constant_(zeros(2), 0.5).tolist() // [0.5, 0.5] */
export const constant_ = (tensor: Tensor, value: number): Tensor => noGrad(() => tensor.fill_(value))

/** 1 everywhere. Any shape. @example nn.init.ones_(zeros(2)).tolist() // [1, 1] */
export const ones_ = (tensor: Tensor): Tensor => constant_(tensor, 1)

/** 0 everywhere. Any shape. @example nn.init.zeros_(ones(2)).tolist() // [0, 0] */
export const zeros_ = (tensor: Tensor): Tensor => noGrad(() => tensor.zero_())

/** 1 on the diagonal of a matrix: a linear layer that changes nothing. @throws ShapeError `init-rank` @example nn.init.eye_(zeros(2, 2)).tolist() // [[1, 0], [0, 1]] */
export function eye_(tensor: Tensor): Tensor {
  requireRank('eye_', tensor, tensor.ndim === 2, '2', 'Only tensors with 2 dimensions are supported')
  return noGrad(() => tensor.copy_(eye(tensor.shape[0]!, tensor.shape[1]!)))
}

/**
 * 1 in the middle of the window from each channel to itself: a convolution that changes nothing.
 *
 * @param tensor  [out, in, window…], 3 to 5 dimensions
 * @param groups  parts of the channels, each on its own; default 1
 * @throws ShapeError `init-rank`; ArgumentError `init-groups`
 * @example nn.init.dirac_(zeros(1, 1, 3)).tolist() // [[[0, 1, 0]]]
 */
export function dirac_(tensor: Tensor, ...args: Settings<{ groups?: number }>): Tensor {
  const { groups = 1 } = settings<{ groups?: number }>('dirac_', ['groups'], args)
  const { shape, ndim } = tensor
  requireRank(
    'dirac_',
    tensor,
    ndim >= 3 && ndim <= 5,
    '3, 4, 5',
    'Only tensors with 3, 4, or 5 dimensions are supported',
  )
  const [out, into, ...window] = shape as [number, number, ...number[]]
  if (out % groups !== 0) {
    throw new ArgumentError(`dirac_: ${out} channels cannot be divided into ${groups} equal groups.`, {
      code: 'init-groups',
      params: { channels: out, groups },
      torch: { type: 'ValueError', message: 'dim 0 must be divisible by groups' },
    })
  }
  const perGroup = out / groups
  const target = filled(shape, tensor.dtype, 0)
  const numbers = target.storage.write()
  const middle = window.map((size) => Math.floor(size / 2))
  for (let o = 0; o < out; o++) {
    const c = o % perGroup
    if (c < into) numbers[[o, c, ...middle].reduce((at, i, d) => at * shape[d]! + i, 0)] = 1
  }
  return noGrad(() => tensor.copy_(target))
}
