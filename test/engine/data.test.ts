import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tensor } from './helpers/engine.ts'
import { Generator, arange, data, manualSeed, rand, tensor, zeros } from './helpers/engine.ts'

const { cases } = JSON.parse(readFileSync(new URL('../oracle/data.json', import.meta.url), 'utf8')) as {
  cases: { name: string; seed: number; result: unknown; after: number }[]
}

const x = arange(10)
const dataset = new data.TensorDataset(x)

const epochs = (options: data.DataLoaderOptions<Tensor[]>) => {
  const loader = new data.DataLoader(dataset, options)
  return [0, 1].map(() => [...loader].map((batch: Tensor[]) => batch[0]!.tolist()))
}

const calls: Record<string, () => unknown> = {
  plain: () => epochs({}),
  'batches of 4': () => epochs({ batchSize: 4 }),
  shuffled: () => epochs({ batchSize: 4, shuffle: true }),
  'shuffled, last dropped': () => epochs({ batchSize: 4, shuffle: true, dropLast: true }),
  'with a generator': () => epochs({ batchSize: 3, shuffle: true, generator: new Generator().manualSeed(5) }),
  'not batched': () => epochs({ batchSize: null, shuffle: true }),
  'random sampler': () => [...new data.RandomSampler(x)],
  'random sampler, replacement': () => [...new data.RandomSampler(x, { replacement: true, numSamples: 40 })],
  'random sampler, 23': () => [...new data.RandomSampler(x, { numSamples: 23 })],
  'subset random sampler': () => [...new data.SubsetRandomSampler([3, 5, 7, 9])],
  'weighted random sampler': () => [...new data.WeightedRandomSampler([0.1, 0.5, 0.4], 8)],
  'weighted random sampler, no replacement': () => [
    ...new data.WeightedRandomSampler([0.1, 0.5, 0.4], 3, { replacement: false }),
  ],
  'random split': () => data.randomSplit(dataset, [6, 4]).map((part) => part.indices),
  'random split by fractions': () => data.randomSplit(dataset, [0.45, 0.35, 0.2]).map((part) => part.indices),
  'batch sampler': () => [...new data.BatchSampler(new data.SequentialSampler(x), 4)],
}

describe('orders are those of PyTorch', () => {
  test.each(cases.map((c) => [`${c.name}, seed ${c.seed}`, c] as const))('%s', (_, { name, seed, result, after }) => {
    manualSeed(seed)
    expect(calls[name]!()).toEqual(result)
    expect(rand(1).item()).toBe(after)
  })
})

describe('batches', () => {
  test('tensors are stacked and numbers become tensors, whole ones int64', () => {
    const loader = new data.DataLoader(
      [
        [tensor([1, 2]), 3, 0.5],
        [tensor([3, 4]), 4, 1],
      ],
      { batchSize: 2 },
    )
    const [[a, b, c]] = [...loader]
    expect(a.tolist()).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect([b.dtype, b.tolist()]).toEqual(['int64', [3, 4]])
    expect([c.dtype, c.tolist()]).toEqual(['float64', [0.5, 1]])
  })

  test('objects become an object of batches, strings a list', () => {
    const [batch] = [
      ...new data.DataLoader(
        [
          { x: 1, name: 'a', on: true },
          { x: 2, name: 'b', on: false },
        ],
        { batchSize: 2 },
      ),
    ]
    expect(batch.x.tolist()).toEqual([1, 2])
    expect(batch.name).toEqual(['a', 'b'])
    expect(batch.on.tolist()).toEqual([true, false])
  })

  test('a collateFn makes the batch itself', () => {
    const loader = new data.DataLoader([1, 2, 3], { batchSize: 2, collateFn: (numbers) => numbers.join('+') })
    expect([...loader]).toEqual(['1+2', '3'])
  })

  test("a dataset of one's own needs a length and get", () => {
    class Squares extends data.Dataset<number> {
      length = 3
      get(i: number): number {
        return i * i
      }
    }
    expect([...new data.DataLoader(new Squares(), { batchSize: 3 })][0].tolist()).toEqual([0, 1, 4])
    expect([...new Squares()]).toEqual([0, 1, 4])
  })

  test('batches of a batch sampler come as it says', () => {
    const loader = new data.DataLoader([5, 6, 7], { batchSampler: [[2], [0, 1]] })
    expect([...loader].map((b) => b.tolist())).toEqual([[7], [5, 6]])
  })

  test('every example comes once in a shuffled epoch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (n, batchSize, seed) => {
        manualSeed(seed)
        const loader = new data.DataLoader([...Array(n).keys()], { batchSize, shuffle: true })
        const batches = [...loader].map((batch) => batch.tolist() as number[])
        expect(batches).toHaveLength(loader.length)
        expect(batches.flat().toSorted((a, b) => a - b)).toEqual([...Array(n).keys()])
      }),
    )
  })

  test('parts of a split are disjoint and all of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 99 }), (n, percent) => {
        const parts = data.randomSplit([...Array(n).keys()], [percent / 100, 1 - percent / 100])
        expect(parts.flatMap((part) => [...part]).toSorted((a, b) => a - b)).toEqual([...Array(n).keys()])
      }),
    )
  })

  test('datasets one after another count on', () => {
    const both = new data.ConcatDataset([['a', 'b'], ['c']])
    expect([both.length, both.get(2), both.get(-1)]).toEqual([3, 'c', 'c'])
  })
})

describe('what datasets and loaders refuse', () => {
  const refusals: [name: string, call: () => unknown, code: string, message: string, torch: string][] = [
    [
      'tensors of different sizes',
      () => new data.TensorDataset(zeros(2), zeros(3)),
      'dataset-sizes',
      'TensorDataset: the tensors have different sizes in the first dimension, 2, 3.',
      'Size mismatch between tensors',
    ],
    [
      'parts that are not all',
      () => data.randomSplit([1, 2, 3], [1, 1]),
      'split-lengths',
      'randomSplit: parts of 1, 1 are not all of 3 examples. Give numbers that sum to 3, or fractions that sum to 1.',
      'Sum of input lengths does not equal the length of the input dataset!',
    ],
    [
      'a sampler and shuffling',
      () => new data.DataLoader([1], { sampler: [0], shuffle: true }),
      'loader-options',
      'DataLoader: these options say the same in two ways: sampler, shuffle. Choose one.',
      'sampler option is mutually exclusive with shuffle',
    ],
    [
      'an empty draw',
      () => new data.RandomSampler([]),
      'sampler-count',
      'A sampler draws a whole number of examples from 1 up, got 0.',
      'num_samples should be a positive integer value, but got num_samples=0',
    ],
    [
      'batches of functions',
      () => data.defaultCollate([() => 1]),
      'collate',
      'defaultCollate: makes batches of tensors, numbers, strings, arrays and objects, got function. Give the DataLoader a collateFn of your own.',
      "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class 'function'>",
    ],
    [
      'examples of different sizes',
      () => data.defaultCollate([[1], [1, 2]]),
      'collate-sizes',
      'defaultCollate: examples of one batch have 1 and 2 members. Give the DataLoader a collateFn of your own.',
      'each element in list of batch should be of equal size',
    ],
  ]
  test.each(refusals)('%s', (_, call, code, message, torch) => {
    expect(call).toThrow(expect.objectContaining({ code, message, torch: expect.objectContaining({ message: torch }) }))
  })
})
