/** What is learned from: examples by number. */
import { ArgumentError, ShapeError } from '../errors.ts'
import { randperm } from '../random/create.ts'
import type { Generator } from '../random/generator.ts'
import { values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'

/** Examples by number: `get(i)` for i in [0, length). @example [...new data.Subset([10, 20, 30], [2, 0])] // [30, 10] */
export abstract class Dataset<Example = unknown> {
  abstract readonly length: number
  abstract get(index: number): Example

  *[Symbol.iterator](): globalThis.Generator<Example> {
    for (let i = 0; i < this.length; i++) yield this.get(i)
  }
}

/**
 * Tensors side by side: example i is row i of each of them.
 *
 * @param tensors  of one size in the first dimension
 * @throws ShapeError `dataset-sizes`
 * @example new data.TensorDataset(arange(4), zeros(4, 2)).get(1)[0].item() // 1
 */
export class TensorDataset extends Dataset<Tensor[]> {
  readonly tensors: readonly Tensor[]

  constructor(...tensors: Tensor[]) {
    super()
    if (tensors.some((tensor) => tensor.shape[0] !== tensors[0]!.shape[0])) {
      throw new ShapeError(
        `TensorDataset: the tensors have different sizes in the first dimension, ${tensors.map(({ shape }) => shape[0]).join(', ')}.`,
        {
          code: 'dataset-sizes',
          params: { sizes: tensors.map(({ shape }) => shape[0]) },
          torch: { type: 'RuntimeError', message: 'Size mismatch between tensors' },
        },
      )
    }
    this.tensors = tensors
  }

  get length(): number {
    return this.tensors[0]?.shape[0] ?? 0
  }

  get(index: number): Tensor[] {
    return this.tensors.map((tensor) => tensor.select(0, index))
  }
}

/** What has examples by number: a Dataset or an array. */
export type Examples<Example> = Dataset<Example> | readonly Example[]

export const exampleAt = <Example>(examples: Examples<Example>, index: number): Example =>
  examples instanceof Dataset ? examples.get(index) : examples[index]!

/** Some examples of another dataset. @example [...new data.Subset(['a', 'b', 'c'], [2, 0])] // ['c', 'a'] */
export class Subset<Example> extends Dataset<Example> {
  readonly dataset: Examples<Example>
  readonly indices: readonly number[]

  constructor(dataset: Examples<Example>, indices: readonly number[]) {
    super()
    this.dataset = dataset
    this.indices = indices
  }

  get length(): number {
    return this.indices.length
  }

  get(index: number): Example {
    return exampleAt(this.dataset, this.indices[index]!)
  }
}

/** Several datasets one after another. @example [...new data.ConcatDataset([['a'], ['b', 'c']])] // ['a', 'b', 'c'] */
export class ConcatDataset<Example> extends Dataset<Example> {
  readonly datasets: readonly Examples<Example>[]

  constructor(datasets: readonly Examples<Example>[]) {
    super()
    this.datasets = datasets
  }

  get length(): number {
    return this.datasets.reduce((sum, dataset) => sum + dataset.length, 0)
  }

  get(index: number): Example {
    let at = index < 0 ? index + this.length : index
    for (const dataset of this.datasets) {
      if (at < dataset.length) return exampleAt(dataset, at)
      at -= dataset.length
    }
    return exampleAt(this.datasets.at(-1)!, NaN)
  }
}

/**
 * Parts of a dataset, drawn without overlap.
 *
 * @param dataset  examples by number
 * @param lengths  how many go to each part, in all as many as there are; or fractions of 1
 * @param options.generator  the stream to draw from; the shared one by default
 * @throws ArgumentError `split-lengths`
 * @example data.randomSplit([0, 1, 2, 3], [3, 1]).map((part) => part.length) // [3, 1]
 */
export function randomSplit<Example>(
  dataset: Examples<Example>,
  lengths: readonly number[],
  { generator }: { generator?: Generator } = {},
): Subset<Example>[] {
  const n = dataset.length
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const sizes = Math.abs(total - 1) < 1e-9 && n !== 1 ? sizesOf(lengths, n) : [...lengths]
  if (sizes.reduce((sum, size) => sum + size, 0) !== n) {
    throw new ArgumentError(
      `randomSplit: parts of ${lengths.join(', ')} are not all of ${n} examples. Give numbers that sum to ${n}, or fractions that sum to 1.`,
      {
        code: 'split-lengths',
        params: { lengths, length: n },
        torch: { type: 'ValueError', message: 'Sum of input lengths does not equal the length of the input dataset!' },
      },
    )
  }
  const order = Array.from(values(randperm(n, { generator })))
  let end = 0
  return sizes.map((size) => new Subset(dataset, order.slice(end, (end += size))))
}

/** Fractions as whole numbers; what is left over goes one by one to the parts in turn. */
function sizesOf(fractions: readonly number[], n: number): number[] {
  const sizes = fractions.map((fraction) => Math.floor(n * fraction))
  let left = n - sizes.reduce((sum, size) => sum + size, 0)
  for (let i = 0; left > 0; i = (i + 1) % sizes.length, left--) sizes[i]!++
  return sizes
}
