/** Channels as places and back: rearrangements that lose nothing. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { fromNumbers, values } from '../kernels/values.ts'
import { numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'

/** New numbers in the order of the view. */
const rearranged = (view: Tensor, shape: readonly number[]): Tensor =>
  fromNumbers(values(view).slice(), shape, view.dtype)

const PixelShuffle: Operation<{ factor: number }> = {
  name: 'PixelShuffleBackward0',
  forward([x], { factor: r }) {
    const lead = x!.shape.slice(0, -3)
    const [channels, height, width] = x!.shape.slice(-3) as [number, number, number]
    const blocks = x!.reshape(numelOf(lead), channels / (r * r), r, r, height, width).permute(0, 1, 4, 2, 5, 3)
    return rearranged(blocks, [...lead, channels / (r * r), height * r, width * r])
  },
  gradient: [(g, _, { factor }) => apply(PixelUnshuffle, [g], { factor })],
}

const PixelUnshuffle: Operation<{ factor: number }> = {
  name: 'PixelUnshuffleBackward0',
  forward([x], { factor: r }) {
    const lead = x!.shape.slice(0, -3)
    const [channels, height, width] = x!.shape.slice(-3) as [number, number, number]
    const blocks = x!.reshape(numelOf(lead), channels, height / r, r, width / r, r).permute(0, 1, 3, 5, 2, 4)
    return rearranged(blocks, [...lead, channels * r * r, height / r, width / r])
  },
  gradient: [(g, _, { factor }) => apply(PixelShuffle, [g], { factor })],
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function check(operation: string, x: Tensor, factor: number, word: string): void {
  if (input(operation, x).ndim < 3) {
    throw new ShapeError(`${operation}: takes [..., channels, height, width], got shape ${shown(x.shape)}.`, {
      code: 'input-rank',
      params: { operation, shape: x.shape, expected: '3, 4, …' },
      torch: runtimeError(
        `${snake(operation)} expects input to have at least 3 dimensions, but got input with ${x.ndim} dimension(s)`,
      ),
    })
  }
  if (Number.isInteger(factor) && factor > 0) return
  throw new ArgumentError(`${operation}: the factor is a whole number from 1 up, got ${factor}.`, {
    code: 'window-argument',
    params: { operation, name: word, value: String(factor), count: 1, least: 1 },
    torch: runtimeError(`${snake(operation)} expects a positive ${snake(word)}, but got ${factor}`),
  })
}

function divisible(operation: string, x: Tensor, dim: number, divisor: number, torch: string): void {
  const size = x.shape.at(dim)!
  if (size % divisor === 0) return
  throw new ShapeError(
    `${operation}: dimension ${dim} of ${shown(x.shape)} is ${size}, which ${divisor} does not divide.`,
    {
      code: 'not-divisible',
      params: { operation, shape: x.shape, size, divisor },
      torch: runtimeError(torch),
    },
  )
}

/**
 * Groups of r² channels as squares of r × r pixels: a larger image of fewer channels.
 *
 * @param x              [..., channels · r², height, width]
 * @param upscaleFactor  r
 * @returns  [..., channels, height · r, width · r]
 * @throws ShapeError `input-rank`, `not-divisible`; ArgumentError `window-argument`
 * Gradient: `pixelUnshuffle(g, r)`. Source: Shi et al. 2016, §3.1.
 * @example pixelShuffle(tensor([[[1]], [[2]], [[3]], [[4]]]), 2).tolist() // [[[1, 2], [3, 4]]]
 */
export function pixelShuffle(x: Tensor, upscaleFactor: number | { upscaleFactor: number }): Tensor {
  const factor = typeof upscaleFactor === 'number' ? upscaleFactor : upscaleFactor.upscaleFactor
  check('pixelShuffle', x, factor, 'upscaleFactor')
  divisible(
    'pixelShuffle',
    x,
    -3,
    factor * factor,
    `pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=${x.shape.at(-3)} is not divisible by ${factor * factor}`,
  )
  return apply(PixelShuffle, [x], { factor })
}

/**
 * Squares of r × r pixels as r² channels: the reverse of `pixelShuffle`.
 *
 * @param x                [..., channels, height · r, width · r]
 * @param downscaleFactor  r
 * @returns  [..., channels · r², height, width]
 * @throws as `pixelShuffle`
 * Gradient: `pixelShuffle(g, r)`.
 * @example pixelUnshuffle(tensor([[[1, 2], [3, 4]]]), 2).shape // [4, 1, 1]
 */
export function pixelUnshuffle(x: Tensor, downscaleFactor: number | { downscaleFactor: number }): Tensor {
  const factor = typeof downscaleFactor === 'number' ? downscaleFactor : downscaleFactor.downscaleFactor
  check('pixelUnshuffle', x, factor, 'downscaleFactor')
  for (const [dim, side] of [
    [-2, 'height'],
    [-1, 'width'],
  ] as const) {
    divisible(
      'pixelUnshuffle',
      x,
      dim,
      factor,
      `pixel_unshuffle expects ${side} to be divisible by downscale_factor, but input.size(${dim})=${x.shape.at(dim)} is not divisible by ${factor}`,
    )
  }
  return apply(PixelUnshuffle, [x], { factor })
}

/**
 * Channels dealt out anew, like cards of several piles: group by group they become neighbours.
 *
 * @param x       [n, channels, …]
 * @param groups  a divisor of the number of channels
 * @throws ShapeError `input-rank`, `not-divisible`
 * Gradient: g, dealt back. Source: Zhang, Zhou, Lin, Sun 2018, §3.1.
 * @example channelShuffle(tensor([[[1], [2], [3], [4]]]), 2).flatten().tolist() // [1, 3, 2, 4]
 */
export function channelShuffle(x: Tensor, groups: number): Tensor {
  if (input('channelShuffle', x).ndim <= 2) {
    throw new ShapeError(`channelShuffle: takes [n, channels, …], got shape ${shown(x.shape)}.`, {
      code: 'input-rank',
      params: { operation: 'channelShuffle', shape: x.shape, expected: '3, 4, …' },
      torch: runtimeError(`channel_shuffle expects input with > 2 dims, but got input with sizes ${shown(x.shape)}`),
    })
  }
  if (!(groups > 0)) {
    throw new ArgumentError(`channelShuffle: groups is a whole number from 1 up, got ${groups}.`, {
      code: 'window-argument',
      params: { operation: 'channelShuffle', name: 'groups', value: String(groups), count: 1, least: 1 },
      torch: runtimeError(`Number of groups to divide channels in must be positive. Value of groups:${groups}`),
    })
  }
  const [n, channels] = x.shape as [number, number]
  divisible(
    'channelShuffle',
    x,
    1 - x.ndim,
    groups,
    `Number of channels must be divisible by groups. Got ${channels} channels and ${groups} groups.`,
  )
  const rest = x.shape.slice(2)
  return x
    .reshape([n, groups, channels / groups, ...rest])
    .transpose(1, 2)
    .reshape(x.shape)
}
