/** In which order examples come. */
import { ArgumentError } from '../errors.ts'
import { values } from '../kernels/values.ts'
import { tensor } from '../ops/create.ts'
import { randint, randperm } from '../random/create.ts'
import { Generator, defaultGenerator } from '../random/generator.ts'
import { multinomial } from '../random/multinomial.ts'

/** Numbers of examples, in some order; each time it is gone through, an order of its own. */
export interface Sampler extends Iterable<number> {
  readonly length: number
}

interface Sized {
  readonly length: number
}

/** 0, 1, 2, … @example [...new data.SequentialSampler(['a', 'b'])] // [0, 1] */
export class SequentialSampler implements Sampler {
  readonly source: Sized

  constructor(source: Sized) {
    this.source = source
  }

  get length(): number {
    return this.source.length
  }

  *[Symbol.iterator](): globalThis.Generator<number> {
    for (let i = 0; i < this.length; i++) yield i
  }
}

export interface RandomSamplerOptions {
  /** Whether a number may come again before all have come. Default false. */
  replacement?: boolean
  /** How many to draw; all by default. */
  numSamples?: number | null
  /** The stream to draw from. By default one of its own, whose seed is drawn from the shared one. */
  generator?: Generator | null
}

/** 63 random bits of a stream, as PyTorch seeds one stream by another. */
export const drawSeed = (generator: Generator): bigint => generator.bits64() & (2n ** 63n - 1n)

/** How many numbers a draw with replacement makes at once. */
const chunk = 32

/**
 * All numbers in random order. @throws ArgumentError `sampler-count`
 * @example manualSeed(0); [...new data.RandomSampler([0, 1, 2, 3])] // [2, 3, 0, 1]
 */
export class RandomSampler implements Sampler {
  readonly source: Sized
  readonly options: RandomSamplerOptions

  constructor(source: Sized, options: RandomSamplerOptions = {}) {
    this.source = source
    this.options = options
    requireCount(this.length)
  }

  get length(): number {
    return this.options.numSamples ?? this.source.length
  }

  *[Symbol.iterator](): globalThis.Generator<number> {
    const n = this.source.length
    const generator = this.options.generator ?? new Generator().manualSeed(drawSeed(defaultGenerator))
    const step = this.options.replacement ? chunk : n
    const draw = (count: number) =>
      values(this.options.replacement ? randint(n, [count], { generator }) : randperm(n, { generator }))
    for (let left = this.length; left >= step; left -= step) yield* draw(step)
    // PyTorch draws an order for what is left over, even for nothing; a generator that is given goes on after it.
    const rest = this.length % step
    yield* draw(rest).slice(0, rest)
  }
}

/** Some numbers in random order. @example [...new data.SubsetRandomSampler([5])] // [5] */
export class SubsetRandomSampler implements Sampler {
  readonly indices: readonly number[]
  readonly generator: Generator | null

  constructor(indices: readonly number[], { generator = null }: { generator?: Generator | null } = {}) {
    this.indices = indices
    this.generator = generator
  }

  get length(): number {
    return this.indices.length
  }

  *[Symbol.iterator](): globalThis.Generator<number> {
    for (const i of values(randperm(this.indices.length, { generator: this.generator }))) yield this.indices[i]!
  }
}

/**
 * Numbers in proportion to weights, drawn anew with replacement. @throws ArgumentError `sampler-count`
 * @example manualSeed(0); [...new data.WeightedRandomSampler([0, 1], 3)] // [1, 1, 1]
 */
export class WeightedRandomSampler implements Sampler {
  readonly weights: readonly number[]
  readonly length: number
  readonly replacement: boolean
  readonly generator: Generator | null

  constructor(
    weights: readonly number[],
    numSamples: number,
    { replacement = true, generator = null }: { replacement?: boolean; generator?: Generator | null } = {},
  ) {
    requireCount(numSamples)
    this.weights = weights
    this.length = numSamples
    this.replacement = replacement
    this.generator = generator
  }

  *[Symbol.iterator](): globalThis.Generator<number> {
    const weights = tensor(this.weights, { dtype: 'float64' })
    yield* values(multinomial(weights, this.length, { replacement: this.replacement, generator: this.generator }))
  }
}

/** Numbers in batches. @example [...new data.BatchSampler(new data.SequentialSampler([1, 2, 3]), 2)] // [[0, 1], [2]] */
export class BatchSampler implements Iterable<number[]> {
  readonly sampler: Iterable<number> & Sized
  readonly batchSize: number
  readonly dropLast: boolean

  constructor(
    sampler: Iterable<number> & Sized,
    batchSize: number,
    dropLast: boolean | { dropLast?: boolean } = false,
  ) {
    requireCount(batchSize)
    this.sampler = sampler
    this.batchSize = batchSize
    this.dropLast = typeof dropLast === 'boolean' ? dropLast : (dropLast.dropLast ?? false)
  }

  get length(): number {
    const batches = this.sampler.length / this.batchSize
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches)
  }

  *[Symbol.iterator](): globalThis.Generator<number[]> {
    let batch: number[] = []
    for (const index of this.sampler) {
      batch.push(index)
      if (batch.length < this.batchSize) continue
      yield batch
      batch = []
    }
    if (batch.length > 0 && !this.dropLast) yield batch
  }
}

/** @throws ArgumentError `sampler-count` unless it is a whole number from 1 up */
export function requireCount(count: number): void {
  if (Number.isInteger(count) && count > 0) return
  throw new ArgumentError(`A sampler draws a whole number of examples from 1 up, got ${count}.`, {
    code: 'sampler-count',
    params: { count },
    torch: {
      type: 'ValueError',
      message: `num_samples should be a positive integer value, but got num_samples=${count}`,
    },
  })
}
