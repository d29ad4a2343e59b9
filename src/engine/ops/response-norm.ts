/** Normalisation across neighbouring channels. */
import { apply } from '../autograd/apply.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { Axis } from '../kernels/pooling.ts'
import { numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { AvgPool } from './avg-pool.ts'
import { input } from './operand.ts'
import { required } from './required.ts'
import { settings, type Settings } from './settings.ts'

export interface ResponseNormOptions {
  /** How many neighbouring channels count. */
  size?: number
  /** Default: 1e-4. */
  alpha?: number
  /** Default: 0.75. */
  beta?: number
  /** Default: 1. */
  k?: number
}

/** Windows of `size` channels around each; zeros stand for those outside. */
function neighbours(channels: number, size: number): Axis {
  const places = Array.from({ length: channels }, (_, c) => c)
  const before = Math.floor(size / 2)
  return {
    size: channels,
    starts: places.map((c) => Math.max(0, c - before)),
    ends: places.map((c) => Math.min(channels, c - before + size)),
    step: 1,
    counts: places.map(() => size),
  }
}

/** Windows of one element each. */
function each(size: number): Axis {
  const places = Array.from({ length: size }, (_, i) => i)
  return { size, starts: places, ends: places.map((i) => i + 1), step: 1, counts: places.map(() => 1) }
}

/**
 * Local response normalisation: `y = x / (k + α · m)^β`, with m the mean of the squares of `size` neighbouring channels at the same place.
 *
 * @param x      [n, channels, …]
 * @param given  size, alpha, beta, k, in a row or by name
 * @returns  the shape of x
 * @throws ShapeError `input-rank`; ArgumentError `window-argument`
 * Gradient: by the chain rule through squares, mean, power and quotient.
 * Source: Krizhevsky, Sutskever, Hinton 2012, §3.3 (there a sum, here a mean, as in PyTorch).
 * @example localResponseNorm(tensor([[[2]]]), 1, { alpha: 1, beta: 1, k: 0 }).item() // 0.5
 */
export function localResponseNorm(x: Tensor, ...given: Settings<ResponseNormOptions>): Tensor {
  const operation = 'localResponseNorm'
  const options = settings<ResponseNormOptions>(operation, ['size', 'alpha', 'beta', 'k'], given)
  const { alpha = 1e-4, beta = 0.75, k = 1 } = options
  const size = required(operation, 'size', options.size)
  const { shape, ndim } = input(operation, x)
  if (ndim < 3) {
    throw new ShapeError(
      `localResponseNorm: takes [n, channels, …] with at least one dimension more, got shape ${shown(shape)}.`,
      {
        code: 'input-rank',
        params: { operation, shape, expected: '3, 4, …' },
        torch: {
          type: 'ValueError',
          message: `Expected 3D or higher dimensionality                          input (got ${ndim} dimensions)`,
        },
      },
    )
  }
  if (!Number.isInteger(size) || size < 1) {
    throw new ArgumentError(`localResponseNorm: size is a whole number from 1 up, got ${size}.`, {
      code: 'window-argument',
      params: { operation, name: 'size', value: String(size), count: 1, least: 1 },
      torch: runtimeError(`kernel size should be greater than zero, but got kH: ${size} kW: 1`),
    })
  }
  if (x.numel() === 0) return x
  const channels = shape[1]!
  const alone = each(1)
  const windows = {
    planes: shape[0]!,
    axes: [alone, neighbours(channels, size), each(numelOf(shape.slice(2)))] as const,
  }
  const squares = apply(AvgPool, [x.square()], {
    as: 'AvgPool3DBackward0',
    windows,
    divisor: null,
    image: shape,
    result: shape,
  })
  return x.div(squares.mul(alpha).add(k).pow(beta))
}
