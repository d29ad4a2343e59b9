/** New tensors of random numbers. */
import type { DType } from '../dtype.ts'
import { ShapeError } from '../errors.ts'
import { filled } from '../kernels/values.ts'
import { input } from '../ops/operand.ts'
import { settings, type Settings } from '../ops/settings.ts'
import { parse, type CreateOptions, type SizesAndOptions } from '../ops/create.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { streamOf, type RandomOptions } from './checks.ts'
import { filledBy } from './drawn.ts'
import { integers, normal, uniform } from './fill.ts'

export type RandomCreateOptions = CreateOptions & RandomOptions

/** A shape as an array or as numbers in a row, and options after it. */
export type SizesAndRandomOptions =
  | [shape: Shape, options?: RandomCreateOptions]
  | number[]
  | [...number[], RandomCreateOptions]
  | [options: RandomCreateOptions & { size: Shape }]

function blank(
  operation: string,
  args: SizesAndRandomOptions,
  dtype: DType,
): { x: Tensor; options: RandomCreateOptions } {
  const { shape, options } = parse(operation, args as SizesAndOptions) as {
    shape: Shape
    options: RandomCreateOptions & { size?: Shape }
  }
  return { x: filled(options.size ?? shape, options.dtype ?? dtype, 0), options }
}

/** A tensor to be filled that lies in memory as x does. */
const blankLike = (operation: string, x: Tensor, { dtype }: CreateOptions): Tensor =>
  filledBy(input(operation, x), dtype ?? x.dtype, () => {})

const finished = (x: Tensor, { requiresGrad = false }: CreateOptions): Tensor => x.detach().requiresGrad_(requiresGrad)

/**
 * Numbers drawn evenly from [0, 1).
 *
 * @param sizes    the shape, as an array or as numbers in a row
 * @param options.dtype  float32 (multiples of 2⁻²⁴) or float64 (of 2⁻⁵³)
 * @param options.generator  the stream to draw from; the shared one by default
 * @param options.requiresGrad  record what is computed from it
 * @throws DtypeError `random-dtype`
 * @example manualSeed(42); rand(3).toString() // tensor([0.8823, 0.9150, 0.3829])
 */
export function rand(...sizes: SizesAndRandomOptions): Tensor {
  const { x, options } = blank('rand', sizes, 'float32')
  return finished(uniform(x, { generator: options.generator }), options)
}

/**
 * Normal numbers of mean 0 and standard deviation 1.
 *
 * @param sizes    the shape, as an array or as numbers in a row
 * @param options.dtype  float32 or float64
 * @param options.generator  the stream to draw from; the shared one by default
 * @param options.requiresGrad  record what is computed from it
 * @throws DtypeError `random-dtype`
 * Source: Box and Muller 1958. From 16 numbers on they are made in blocks, and the first are others than those of a shorter draw.
 * @example manualSeed(42); randn(2).toString() // tensor([0.3367, 0.1288])
 */
export function randn(...sizes: SizesAndRandomOptions): Tensor {
  const { x, options } = blank('randn', sizes, 'float32')
  return finished(normal(x, { generator: options.generator }), options)
}

/**
 * Whole numbers drawn evenly from [low, high): `randint(high, shape)`, `randint(low, high, shape)`.
 *
 * @param low   the smallest; 0 by default
 * @param high  one more than the largest
 * @param size  the shape
 * @param options.dtype  default int64
 * @throws ArgumentError `distribution` unless low < high
 * @example manualSeed(42); randint(0, 10, [3]).tolist() // [2, 7, 6]
 */
export function randint(high: number, size: Shape, options?: RandomCreateOptions): Tensor
export function randint(low: number, high: number, size: Shape, options?: RandomCreateOptions): Tensor
export function randint(high: number, options: IntegerOptions): Tensor
export function randint(low: number, high: number, options: IntegerOptions): Tensor
export function randint(options: IntegerOptions): Tensor
export function randint(...given: readonly (number | Shape | IntegerOptions | undefined)[]): Tensor {
  const byName = given.find((value) => typeof value === 'object' && !Array.isArray(value)) as IntegerOptions | undefined
  const startsLow = typeof given[1] === 'number' || byName?.high !== undefined
  const row = (startsLow ? ['low', 'high', 'size'] : ['high', 'size']) as (keyof IntegerOptions)[]
  const names = [
    ...new Set([...row, 'low', 'high', 'size', 'dtype', 'requiresGrad', 'generator']),
  ] as (keyof IntegerOptions)[]
  const {
    low = 0,
    high,
    size,
    ...options
  } = settings<IntegerOptions>('randint', names, given as Settings<IntegerOptions>)
  if (!Array.isArray(size) || high === undefined) {
    throw new ShapeError('randint: expects a shape after the bounds, as an array: randint(0, 10, [3]).', {
      code: 'randint-shape',
    })
  }
  const { x } = blank('randint', [size as Shape, options], 'int64')
  return finished(integers(x, low, high, { generator: options.generator }), options)
}

interface IntegerOptions extends RandomCreateOptions {
  /** The smallest. Default 0. */
  low?: number
  /** One more than the largest. */
  high?: number
  /** The shape. */
  size?: Shape
}

/**
 * The whole numbers below n in random order.
 *
 * @param n  how many, at least 0
 * @param options.dtype  default int64
 * Source: Durstenfeld 1964 (Fisher–Yates shuffle, from the front).
 * @example manualSeed(42); randperm(6).tolist() // [0, 3, 2, 4, 1, 5]
 */
export function randperm(n: number, options: RandomCreateOptions = {}): Tensor {
  const { x } = blank('randperm', [[n], options], 'int64')
  const order = x.storage.write()
  const generator = streamOf(options)
  for (let i = 0; i < n; i++) order[i] = i
  for (let i = 0; i < n - 1; i++) {
    const j = i + (generator.bits32() % (n - i))
    const here = order[i]!
    order[i] = order[j]!
    order[j] = here
  }
  return finished(x, options)
}

/** `rand` in the shape and type of x. @example randLike(zeros(2, 3)).shape // [2, 3] */
export function randLike(x: Tensor, options: RandomCreateOptions = {}): Tensor {
  return finished(uniform(blankLike('randLike', x, options), { generator: options.generator }), options)
}

/** `randn` in the shape and type of x. @example randnLike(zeros(2, 3)).shape // [2, 3] */
export function randnLike(x: Tensor, options: RandomCreateOptions = {}): Tensor {
  return finished(normal(blankLike('randnLike', x, options), { generator: options.generator }), options)
}

/** `randint` in the shape and type of x: `randintLike(x, high)`, `randintLike(x, low, high)`. @example randintLike(zeros(2, 3), 5).shape // [2, 3] */
export function randintLike(
  x: Tensor,
  low: number,
  high?: number | RandomCreateOptions,
  options: RandomCreateOptions = {},
): Tensor {
  const { generator, ...rest } = typeof high === 'object' ? high : options
  const bounds: [number, number] = typeof high === 'number' ? [low, high] : [0, low]
  return finished(integers(blankLike('randintLike', x, rest), ...bounds, { generator }), rest)
}
