/** What holds for any shapes: reductions, sorting, joining, turning and indexing, by properties that tie them together. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import {
  cat,
  equal,
  functional as F,
  grad,
  range,
  stack,
  tensor,
  tril,
  triu,
  where,
  type Tensor,
} from '../../src/engine/index.ts'

/** A tensor of small whole numbers, ties among them, of 1 to 3 dimensions, with one of its dimensions. */
const withDim = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
  .chain((shape) => fc.tuple(tensorOf(shape), fc.integer({ min: -shape.length, max: shape.length - 1 })))

const tensorOf = (shape: number[], low = -3, high = 3): fc.Arbitrary<Tensor> => {
  const n = shape.reduce((a, b) => a * b, 1)
  return fc
    .array(fc.integer({ min: low, max: high }), { minLength: n, maxLength: n })
    .map((list) => tensor(list).reshape(shape))
}

const holds = <T>(values: fc.Arbitrary<T>, check: (value: T) => unknown): void => {
  expect.hasAssertions()
  fc.assert(
    fc.property(values, (value) => {
      expect(check(value)).toBe(true)
    }),
    { numRuns: 60 },
  )
}

const near = (a: Tensor, b: Tensor): boolean => engine.allclose(a, b, { rtol: 1e-5, atol: 1e-5 })

describe('reductions', () => {
  test('the whole is made of the parts: sum, prod, max, any', () =>
    holds(withDim, ([x, d]) => {
      const same = (whole: Tensor, parts: Tensor) => equal(whole, parts)
      return (
        same(x.sum(), x.sum(d).sum()) &&
        same(x.prod(), x.prod(d).prod()) &&
        same(x.max(), x.amax(d).amax()) &&
        same(x.any(), x.any(d).any())
      )
    }))

  test('the largest stands where argmax says, and max gives both', () =>
    holds(withDim, ([x, d]) => {
      const { values, indices } = x.max(d)
      return (
        equal(indices, x.argmax(d)) &&
        equal(values, x.amax(d)) &&
        equal(values.unsqueeze(d < 0 ? x.ndim + d : d), x.gather(d, x.argmax(d, true)))
      )
    }))

  test('the variance is the mean of the squared distances', () =>
    holds(withDim, ([x, d]) => near(x.var({ dim: d, correction: 0 }), x.sub(x.mean(d, true)).square().mean(d))))

  test('norms are made of powers', () =>
    holds(
      withDim,
      ([x, d]) =>
        near(
          x.norm(3, d),
          x
            .abs()
            .pow(3)
            .sum(d)
            .pow(1 / 3),
        ) && equal(x.norm(Infinity, d), x.abs().amax(d)),
    ))

  test('logsumexp undone is the sum of exponentials', () =>
    holds(withDim, ([x, d]) => near(x.logsumexp(d).exp(), x.exp().sum(d))))

  test('the last of a running sum is the sum, and its differences are the elements', () =>
    holds(withDim, ([x, d]) => {
      const run = x.cumsum(d)
      return equal(run.select(d, -1), x.sum(d)) && equal(run.diff({ dim: d }), x.slice(d, 1))
    }))

  test('running extremes never turn back, and end at the extreme', () =>
    holds(withDim, ([x, d]) => {
      const { values, indices } = x.cummax(d)
      return (
        equal(values.select(d, -1), x.amax(d)) &&
        equal(x.gather(d, indices), values) &&
        Boolean(values.diff({ dim: d }).ge(0).all().item())
      )
    }))
})

describe('sorting', () => {
  test('sorted elements are the elements, in order, found by their indices', () =>
    holds(fc.tuple(withDim, fc.boolean()), ([[x, d], descending]) => {
      const { values, indices } = x.sort({ dim: d, descending })
      const steps = values.diff({ dim: d })
      return (
        equal(x.gather(d, indices), values) &&
        Boolean((descending ? steps.le(0) : steps.ge(0)).all().item()) &&
        equal(
          indices.sort(d).values,
          engine
            .arange(x.shape.at(d)!)
            .reshape(x.shape.map((n, i) => (i === (d + x.ndim) % x.ndim ? n : 1)))
            .expand(x.shape),
        )
      )
    }))

  test('the k largest are the first of the sorted, and the k-th smallest one of them', () =>
    holds(fc.tuple(withDim, fc.nat()), ([[x, d], n]) => {
      const k = (n % x.shape.at(d)!) + 1
      return (
        equal(x.topk(k, d).values, x.sort(d, true).values.narrow(d, 0, k)) &&
        equal(x.kthvalue(k, d).values, x.sort(d).values.select(d, k - 1)) &&
        equal(x.quantile(0, d), x.amin(d)) &&
        near(x.quantile(0.5, { dim: d, interpolation: 'lower' }), x.median(d).values)
      )
    }))

  test('unique elements and their places make the tensor again, and are counted', () =>
    holds(withDim, ([x]) => {
      const [kept, inverse, counts] = x.unique({ returnInverse: true, returnCounts: true })
      return (
        equal(kept!.get(inverse!), x) &&
        counts!.sum().item() === x.numel() &&
        equal(inverse!.reshape(-1).bincount(), counts!)
      )
    }))

  test('the place in a sorted row is the number of smaller elements', () =>
    holds(fc.tuple(tensorOf([6]), tensorOf([5])), ([row, wanted]) => {
      const sorted = row.sort().values
      const smaller = row.unsqueeze(0).lt(wanted.unsqueeze(1)).sum(1)
      const notLarger = row.unsqueeze(0).le(wanted.unsqueeze(1)).sum(1)
      return (
        equal(engine.searchsorted(sorted, wanted), smaller) &&
        equal(engine.bucketize(wanted, sorted, { right: true }), notLarger)
      )
    }))
})

describe('shapes', () => {
  test('what is split is joined again', () =>
    holds(
      fc.tuple(withDim, fc.integer({ min: 1, max: 5 })),
      ([[x, d], n]) =>
        [x.split(n, d), x.chunk(n, d), x.tensorSplit(n, d)].every((parts) => equal(cat(parts, d), x)) &&
        equal(stack(x.unbind(d), d < 0 ? x.ndim + d : d), x),
    ))

  test('turning there and back changes nothing', () =>
    holds(fc.tuple(withDim, fc.integer({ min: -5, max: 5 })), ([[x, d], n]) => {
      const matrix = x.reshape(x.shape[0]!, -1)
      return (
        equal(x.flip(d).flip(d), x) &&
        equal(x.roll(n, d).roll(-n, d), x) &&
        equal(x.roll(n).roll(-n), x) &&
        equal(matrix.rot90(n).rot90(-n), matrix) &&
        equal(x.movedim(d, 0).movedim(0, d), x)
      )
    }))

  test('repeating is joining copies', () =>
    holds(fc.tuple(withDim, fc.integer({ min: 1, max: 3 })), ([[x, d], n]) => {
      const at = (d + x.ndim) % x.ndim
      const copies = Array.from({ length: n }, () => x)
      return (
        equal(x.repeat(x.shape.map((_, i) => (i === at ? n : 1))), cat(copies, d)) &&
        equal(x.repeatInterleave(n, d), stack(copies, at + 1).flatten(at, at + 1))
      )
    }))

  test('two triangles make the matrix', () =>
    holds(fc.tuple(withDim, fc.integer({ min: -3, max: 3 })), ([[x], k]) => {
      const matrix = x.reshape(x.shape[0]!, -1)
      return equal(tril(matrix, k).add(triu(matrix, k + 1)), matrix)
    }))

  test('windows are slices', () =>
    holds(fc.tuple(withDim, fc.nat(), fc.integer({ min: 1, max: 3 })), ([[x, d], n, step]) => {
      const size = (n % x.shape.at(d)!) + 1
      const windows = x.unfold(d, size, step)
      return Array.from({ length: windows.shape.at(d < 0 ? d - 1 : d)! }, (_, i) =>
        equal(windows.select(d < 0 ? d - 1 : d, i), x.narrow(d, i * step, size).movedim(d, -1)),
      ).every(Boolean)
    }))

  test('a margin cut off again leaves the tensor', () =>
    holds(fc.tuple(withDim, fc.nat(2), fc.nat(2)), ([[x], before, after]) => {
      const padded = F.pad(x, [before, after], { value: 9 })
      return equal(F.pad(padded, [-before, -after]), x) && equal(padded.narrow(-1, before, x.shape.at(-1)!), x)
    }))

  test('a diagonal put into a matrix is found there', () =>
    holds(fc.tuple(withDim, fc.integer({ min: -2, max: 2 })), ([[x], k]) =>
      equal(x.diagEmbed(k).diagonal(k, -2, -1), x),
    ))
})

describe('indexing', () => {
  const places = (n: number) => fc.array(fc.integer({ min: -n, max: n - 1 }), { minLength: 1, maxLength: 4 })

  test('ranges are slices of nested arrays', () =>
    holds(
      fc.tuple(
        tensorOf([4, 3]),
        fc.integer({ min: -6, max: 6 }),
        fc.integer({ min: -6, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
      ),
      ([x, start, stop, step]) => {
        const rows = (x.tolist() as number[][]).slice(start, stop).filter((_, i) => i % step === 0)
        return JSON.stringify(x.get(range(start, stop, step)).tolist()) === JSON.stringify(rows)
      },
    ))

  test('places choose element by element', () =>
    holds(
      tensorOf([4, 3]).chain((x) =>
        places(4).chain((i) =>
          fc
            .array(fc.integer({ min: -3, max: 2 }), { minLength: i.length, maxLength: i.length })
            .map((j) => ({ x, i, j })),
        ),
      ),
      ({ x, i, j }) => {
        const nested = x.tolist() as number[][]
        const expected = i.map((row, k) => nested.at(row)!.at(j[k]!)!)
        return (
          JSON.stringify(x.get(i, j).tolist()) === JSON.stringify(expected) &&
          equal(
            x.get(i),
            x.indexSelect(
              0,
              tensor(
                i.map((k) => (k < 0 ? k + 4 : k)),
                { dtype: 'int64' },
              ),
            ),
          )
        )
      },
    ))

  test('a mask, its places, and selecting by it are one', () =>
    holds(withDim, ([x]) => {
      const mask = x.gt(0)
      return (
        equal(x.get(mask), x.maskedSelect(mask)) &&
        equal(x.get(mask), x.get(...where(mask))) &&
        equal(x.get(mask), x.take(mask.reshape(-1).nonzero().squeeze(1)))
      )
    }))

  test('what is set is found, and nothing else has changed', () =>
    holds(fc.tuple(tensorOf([4, 3]), places(4), fc.nat(2)), ([x, i, j]) => {
      const value = tensor(i.map((_, k) => 10 + k))
      const changed = x.clone().set([i, j], value)
      const last = new Map(i.map((row, k) => [(row + 4) % 4, 10 + k]))
      const nested = (x.tolist() as number[][]).map((row, r) => (last.has(r) ? row.with(j, last.get(r)!) : row))
      return JSON.stringify(changed.tolist()) === JSON.stringify(nested)
    }))

  test('what is scattered is gathered again', () =>
    holds(
      fc.tuple(tensorOf([3, 4]), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 2, maxLength: 2 })),
      ([x, columns]) => {
        const index = tensor(columns, { dtype: 'int64' }).expand(3, 2)
        const source = x.narrow(1, 0, 2).add(10)
        return (
          equal(x.scatter(1, index, source).gather(1, index), source) &&
          equal(x.scatterAdd(1, index, source), x.scatterReduce(1, index, source, 'sum')) &&
          equal(x.scatterReduce(1, index, source, 'amax', { includeSelf: false }), x.scatter(1, index, source))
        )
      },
    ))
})

describe('gradients', () => {
  /** Operations of one tensor that any numbers may stand for. */
  const operations: Record<string, (x: Tensor) => Tensor> = {
    sum: (x) => x.sum(-1),
    cumsum: (x) => x.cumsum(0),
    var: (x) => x.var(-1, false),
    logsumexp: (x) => x.logsumexp(-1),
    sort: (x) => x.sort().values,
    max: (x) => x.max(-1).values,
    flip: (x) => x.flip(0),
    roll: (x) => x.roll(1),
    repeat: (x) => x.repeatInterleave(2),
    get: (x) => x.get([0, -1, 0]),
    mask: (x) => x.get(x.gt(0)),
    diagEmbed: (x) => x.diagEmbed(1),
    pad: (x) => F.pad(x, [1, 1]),
  }

  test.each(Object.keys(operations))('the gradient of %s is linear in what it starts from', (name) =>
    holds(
      withDim.chain(([x]) => fc.tuple(fc.constant(x), fc.integer({ min: -3, max: 3 }))),
      ([x, factor]) => {
        const leaf = x.detach().requiresGrad_()
        const y = operations[name]!(leaf)
        const start = (shift: number) => engine.arange(y.numel()).to('float32').add(shift).reshape(y.shape)
        const of = (g: Tensor) => grad(y, leaf, { gradOutputs: g, retainGraph: true })[0]!
        return near(
          of(start(1).mul(factor).add(start(-2))),
          of(start(1))
            .mul(factor)
            .add(of(start(-2))),
        )
      },
    ),
  )
})
