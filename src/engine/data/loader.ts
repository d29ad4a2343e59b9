/** Batches of a dataset, epoch by epoch. */
import { ArgumentError } from '../errors.ts'
import { defaultGenerator, type Generator } from '../random/generator.ts'
import { defaultCollate } from './collate.ts'
import { exampleAt, type Examples } from './dataset.ts'
import { BatchSampler, RandomSampler, SequentialSampler, drawSeed, type Sampler } from './samplers.ts'

export interface DataLoaderOptions<Example> {
  /** Examples in a batch; null for one example at a time, not batched. Default 1. */
  batchSize?: number | null
  /** A new random order each epoch. Default false. */
  shuffle?: boolean
  /** The order, instead of shuffle. */
  sampler?: Iterable<number> | null
  /** The batches, instead of batchSize, shuffle, sampler and dropLast. */
  batchSampler?: (Iterable<readonly number[]> & { readonly length: number }) | null
  /** Makes a batch of examples. Default: defaultCollate. */
  collateFn?: ((examples: Example[]) => any) | null
  /** Leave out a last batch that is smaller. Default false. */
  dropLast?: boolean
  /** The stream for orders; by default drawn from the shared one. */
  generator?: Generator | null
  /** Of no meaning here: batches are made where they are used. */
  numWorkers?: number
  /** Of no meaning here. */
  pinMemory?: boolean
}

/**
 * Goes through a dataset in batches: each `for … of` is an epoch, and the orders after `manualSeed` are PyTorch's.
 *
 * @param dataset  a Dataset, or an array of examples
 * @throws ArgumentError `loader-options`
 * @example [...new data.DataLoader([1, 2, 3], { batchSize: 2 })].map((batch) => batch.tolist()) // [[1, 2], [3]]
 */
export class DataLoader<Example = any> {
  readonly dataset: Examples<Example>
  readonly batchSize: number | null
  readonly dropLast: boolean
  readonly sampler: Iterable<number>
  readonly batchSampler: (Iterable<readonly number[]> & { readonly length: number }) | null
  readonly collateFn: ((examples: Example[]) => any) | null
  readonly generator: Generator | null

  constructor(dataset: Examples<Example>, options: DataLoaderOptions<Example> = {}) {
    const {
      batchSize = 1,
      shuffle = false,
      sampler = null,
      batchSampler = null,
      collateFn = null,
      dropLast = false,
      generator = null,
    } = options
    refuse(sampler !== null && shuffle, 'sampler, shuffle', 'sampler option is mutually exclusive with shuffle')
    const isBatched = batchSampler !== null
    refuse(
      isBatched && (batchSize !== 1 || shuffle || sampler !== null || dropLast),
      'batchSampler, batchSize, shuffle, sampler, dropLast',
      'batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last',
    )
    refuse(
      batchSize === null && dropLast,
      'batchSize: null, dropLast',
      'batch_size=None option disables auto-batching and is mutually exclusive with drop_last',
    )
    this.dataset = dataset
    this.batchSize = isBatched ? null : batchSize
    this.dropLast = dropLast
    this.generator = generator
    this.sampler = sampler ?? (shuffle ? new RandomSampler(dataset, { generator }) : new SequentialSampler(dataset))
    this.batchSampler =
      batchSampler ?? (batchSize === null ? null : new BatchSampler(this.sampler as Sampler, batchSize, dropLast))
    this.collateFn = collateFn
  }

  /** How many batches an epoch has. */
  get length(): number {
    return this.batchSampler?.length ?? (this.sampler as Sampler).length
  }

  *[Symbol.iterator](): globalThis.Generator<any> {
    // PyTorch draws a seed for its workers at the start of each epoch, workers or not.
    drawSeed(this.generator ?? defaultGenerator)
    const { dataset, collateFn } = this
    if (this.batchSampler === null) {
      for (const index of this.sampler)
        yield collateFn === null
          ? exampleAt(dataset, index)
          : (collateFn as (example: unknown) => unknown)(exampleAt(dataset, index))
      return
    }
    const collate = collateFn ?? defaultCollate
    for (const batch of this.batchSampler) yield collate(batch.map((index) => exampleAt(dataset, index)))
  }
}

function refuse(clashes: boolean, options: string, torch: string): void {
  if (!clashes) return
  throw new ArgumentError(`DataLoader: these options say the same in two ways: ${options}. Choose one.`, {
    code: 'loader-options',
    params: { options },
    torch: { type: 'ValueError', message: torch },
  })
}
