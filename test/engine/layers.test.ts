/** Products, layers and pooling: numbers worked by hand, and what holds for any shapes. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { functional as F, manualSeed, onWarning, ones, tensor, type Tensor } from '../../src/engine/index.ts'
import { numbers } from './helpers/gradcheck.ts'

beforeAll(() => void onWarning(() => {}))

const long = (...list: number[]) => tensor(list, { dtype: 'int64' })
const plain = (shape: number[], seed: number) => numbers(shape, { seed, requiresGrad: false })
const close = (a: Tensor, b: Tensor) =>
  a.shape.join() === b.shape.join() && engine.allclose(a, b, { rtol: 1e-10, atol: 1e-10 })
const row = (...list: number[]) => tensor(list).reshape(1, 1, list.length)

describe('worked by hand', () => {
  test.each<[string, Tensor, unknown]>([
    ['conv1d of a step is a spike', F.conv1d(row(0, 0, 1, 1), row(-1, 1)), [[[0, 1, 0]]]],
    ['a padding of 1 adds a zero on both sides', F.conv1d(row(1, 2), row(1, 1), { padding: 1 }), [[[1, 3, 2]]]],
    ['a stride of 2 takes every other place', F.conv1d(row(1, 2, 3, 4), row(1, 1), { stride: 2 }), [[[3, 7]]]],
    ['a dilation of 2 leaves one out', F.conv1d(row(1, 2, 3, 4), row(1, 1), { dilation: 2 }), [[[4, 6]]]],
    ["'same' puts the odd zero behind", F.conv1d(row(1, 2, 3), row(1, 1), { padding: 'same' }), [[[3, 5, 3]]]],
    ['a bias is added to each channel', F.conv1d(row(1, 2), row(1), tensor([10])), [[[11, 12]]]],
    [
      'two groups do not see each other',
      F.conv1d(tensor([[[1], [10]]]), tensor([[[2]], [[3]]]), { groups: 2 }),
      [[[2], [30]]],
    ],
    [
      'convTranspose1d with a stride spreads the window',
      F.convTranspose1d(row(1, 2), row(1, 1, 1), { stride: 2 }),
      [[[1, 1, 3, 2, 2]]],
    ],
    ['the mean of a window at the edge counts the padding', F.avgPool1d(row(3, 3), 2, 2, 1), [[[1.5, 1.5]]]],
    ['or not', F.avgPool1d(row(3, 3), { kernelSize: 2, stride: 2, padding: 1, countIncludePad: false }), [[[3, 3]]]],
    [
      'with ceilMode a last window stands partly outside',
      F.maxPool1d(row(1, 5, 2), { kernelSize: 2, ceilMode: true }),
      [[[5, 2]]],
    ],
    ['windows of adaptive pooling overlap', F.adaptiveAvgPool1d(row(1, 2, 3), 2), [[[1.5, 2.5]]]],
    ['nearest repeats', F.interpolate(row(1, 2), { scaleFactor: 2 }), [[[1, 1, 2, 2]]]],
    ['linear interpolation between centres', F.interpolate(row(0, 4), { size: 4, mode: 'linear' }), [[[0, 1, 3, 4]]]],
    [
      'linear interpolation between corners',
      F.interpolate(row(0, 3), { size: 4, mode: 'linear', alignCorners: true }),
      [[[0, 1, 2, 3]]],
    ],
    [
      'layerNorm centres and scales',
      F.layerNorm(
        tensor([
          [1, 3],
          [10, 30],
        ]),
        [2],
        { eps: 0 },
      ),
      [
        [-1, 1],
        [-1, 1],
      ],
    ],
    [
      'groupNorm with one group sees all channels',
      F.groupNorm(tensor([[0, 2, 4, 6]]), 1, { eps: 0 })
        .mul(Math.sqrt(5))
        .round(),
      [[-3, -1, 1, 3]],
    ],
    [
      'batchNorm with running statistics is an affine map',
      F.batchNorm(tensor([[3]]), tensor([1]), tensor([4]), tensor([10]), tensor([5]), { eps: 0 }),
      [[15]],
    ],
    [
      'embedding takes rows',
      F.embedding(
        long(2, 0),
        tensor([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
      [
        [5, 6],
        [1, 2],
      ],
    ],
    [
      'attention with equal scores is the mean',
      F.scaledDotProductAttention(ones(1, 2), ones(2, 2), tensor([[2], [4]])),
      [[3]],
    ],
    [
      'causal attention: the first query sees the first key',
      F.scaledDotProductAttention(ones(2, 2), ones(2, 2), tensor([[2], [4]]), { isCausal: true }),
      [[2], [3]],
    ],
    [
      'a query that may look nowhere reads 0',
      F.scaledDotProductAttention(ones(1, 2), ones(2, 2), tensor([[2], [4]]), tensor([[false, false]])),
      [[0]],
    ],
    [
      'a trace by einsum',
      engine.einsum(
        'ii',
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
      5,
    ],
    [
      'an outer product by einsum',
      engine.einsum('i,j', tensor([1, 2]), tensor([3, 4])),
      [
        [3, 4],
        [6, 8],
      ],
    ],
    ['a cross product', engine.cross(tensor([1, 2, 3]), tensor([4, 5, 6])), [-3, 6, -3]],
    ['addmm scales both', engine.addmm(tensor([[1]]), tensor([[2]]), tensor([[3]]), { beta: 10, alpha: 100 }), [[610]]],
    [
      'addmm with beta 0 ignores even NaN',
      engine.addmm(tensor([[NaN]]), tensor([[2]]), tensor([[3]]), { beta: 0 }),
      [[6]],
    ],
    [
      'the identity as an affine grid reads the image',
      F.gridSample(
        tensor([
          [
            [
              [1, 2],
              [3, 4],
            ],
          ],
        ]),
        F.affineGrid(
          tensor([
            [
              [1, 0, 0],
              [0, 1, 0],
            ],
          ]),
          [1, 1, 2, 2],
        ),
      ),
      [
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      ],
    ],
  ])('%s', (_, found, expected) => {
    expect(found.tolist()).toEqual(expected)
  })

  test('the largest of equals that comes first gets the gradient', () => {
    const x = row(2, 2, 1).requiresGrad_()
    F.maxPool1d(x, 3).sum().backward()
    expect(x.grad!.tolist()).toEqual([[[1, 0, 0]]])
  })

  test('the row of the padding gets no gradient', () => {
    const table = tensor([[1], [2]], { requiresGrad: true })
    F.embedding(long(0, 1, 1), table, { paddingIdx: 0 })
      .sum()
      .backward()
    expect(table.grad!.tolist()).toEqual([[0], [2]])
  })

  test('nor does what came for it count for a gradient of the gradient', () => {
    const table = tensor([[1], [2]], { requiresGrad: true })
    const upstream = ones(3, 1).requiresGrad_()
    const looked = F.embedding(long(0, 1, 1), table, { paddingIdx: 0 })
    const [gradient] = engine.grad(looked, table, { gradOutputs: upstream, createGraph: true })
    gradient!.sum().backward()
    expect(upstream.grad!.tolist()).toEqual([[0], [1], [1]])
  })

  test('rows that are too long are scaled down in the table', () => {
    const table = tensor([
      [3, 4],
      [0, 1],
      [6, 8],
    ])
    F.embedding(long(0, 2, 0), table, { maxNorm: 1 })
    expect(table.tolist()).toEqual([
      [0.6000000238418579, 0.800000011920929],
      [0, 1],
      [0.6000000238418579, 0.800000011920929],
    ])
  })

  test('dropped weights of attention are those of its generator', () => {
    const generator = () => new engine.Generator().manualSeed(3)
    const [q, k, v] = [plain([2, 4, 3], 1), plain([2, 5, 3], 2), plain([2, 5, 2], 3)]
    const weights = q
      .matmul(k.transpose(-2, -1))
      .mul(1 / Math.sqrt(3))
      .softmax(-1)
    const expected = F.dropout(weights, 0.4, { generator: generator() }).matmul(v)
    expect(close(F.scaledDotProductAttention(q, k, v, { dropoutP: 0.4, generator: generator() }), expected)).toBe(true)
  })
})

describe('running statistics', () => {
  test('batchNorm mixes in the mean and the unbiased variance of the batch', () => {
    const [mean, variance] = [tensor([0, 0]), tensor([1, 1])]
    F.batchNorm(
      tensor([
        [1, 2],
        [3, 6],
        [5, 4],
      ]),
      mean,
      variance,
      { training: true },
    )
    expect(mean.tolist()).toEqual([0.30000001192092896, 0.4000000059604645])
    expect(variance.tolist()).toEqual([1.2999999523162842, 1.2999999523162842])
    expect([mean.version, variance.version]).toEqual([1, 1])
  })

  test('and leaves them alone when not training', () => {
    const [mean, variance] = [tensor([0, 0]), tensor([1, 1])]
    F.batchNorm(
      tensor([
        [1, 2],
        [3, 6],
      ]),
      mean,
      variance,
    )
    expect([mean.tolist(), variance.tolist()]).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  test('instanceNorm mixes in the means over the images', () => {
    const [mean, variance] = [tensor([0, 0]), tensor([1, 1])]
    F.instanceNorm(
      tensor([
        [
          [1, 3],
          [2, 6],
        ],
        [
          [5, 5],
          [0, 4],
        ],
      ]),
      mean,
      variance,
      { momentum: 0.5 },
    )
    expect([mean.tolist(), variance.tolist()]).toEqual([
      [1.75, 1.5],
      [1, 4.5],
    ])
  })
})

describe('dropout draws what PyTorch draws after manualSeed(5)', () => {
  const upTo = (n: number) => engine.arange(1, n + 1).float()
  test.each<[string, () => Tensor, unknown]>([
    [
      'dropout',
      () => F.dropout(upTo(8), 0.4),
      [0, 3.3333332538604736, 5, 6.666666507720947, 8.333333015441895, 0, 11.666666030883789, 0],
    ],
    [
      'dropout of a transpose, row by row',
      () => F.dropout(upTo(12).reshape(3, 4).t(), 0.5),
      [
        [0, 10, 18],
        [4, 12, 0],
        [0, 0, 0],
        [8, 16, 24],
      ],
    ],
    [
      'dropout in float64',
      () => F.dropout(upTo(4).double(), 0.3),
      [1.4285714285714286, 2.857142857142857, 4.285714285714286, 5.714285714285714],
    ],
    [
      'dropout2d',
      () => F.dropout2d(upTo(8).reshape(2, 2, 1, 2), 0.4).flatten(),
      [0, 0, 5, 6.666666507720947, 8.333333015441895, 10, 11.666666030883789, 13.333333015441895],
    ],
    [
      'dropout1d',
      () => F.dropout1d(upTo(8).reshape(4, 2), 0.4).flatten(),
      [0, 0, 5, 6.666666507720947, 8.333333015441895, 10, 11.666666030883789, 13.333333015441895],
    ],
    [
      'alphaDropout',
      () => F.alphaDropout(upTo(6), 0.4, true),
      [
        -0.9106420278549194, 2.3336598873138428, 3.1969423294067383, 4.060225009918213, 4.9235076904296875,
        -0.9106420278549194,
      ],
    ],
    [
      'featureAlphaDropout',
      () => F.featureAlphaDropout(upTo(8).reshape(2, 2, 2), 0.4, true).flatten(),
      [
        -0.9106420278549194, -0.9106420278549194, 3.1969423294067383, 4.060225009918213, 4.9235076904296875,
        5.786790370941162, 6.650073051452637, 7.513355731964111,
      ],
    ],
  ])('%s', (_, call, expected) => {
    manualSeed(5)
    expect(call().tolist()).toEqual(expected)
  })

  test('with p = 0 and p = 1 nothing is drawn', () => {
    manualSeed(5)
    const first = engine.rand(1).item()
    manualSeed(5)
    F.dropout(ones(3), 0)
    expect(F.dropout(ones(3), 1).tolist()).toEqual([0, 0, 0])
    expect(engine.rand(1).item()).toBe(first)
  })
})

const size = (max: number, min = 1) => fc.integer({ min, max })
/** A convolution that fits. */
const convolution = fc
  .record({
    n: size(2),
    groups: size(2),
    channels: size(2),
    filters: size(2),
    high: size(6),
    wide: size(6),
    k: size(3),
    l: size(3),
    stride: size(3),
    padding: size(2, 0),
    dilation: size(2),
    seed: size(99),
  })
  .filter(
    ({ high, wide, k, l, padding, dilation }) =>
      high + 2 * padding >= dilation * (k - 1) + 1 && wide + 2 * padding >= dilation * (l - 1) + 1,
  )
  .map((c) => ({
    x: plain([c.n, c.channels * c.groups, c.high, c.wide], c.seed),
    w: plain([c.filters * c.groups, c.channels, c.k, c.l], c.seed + 1),
    options: { stride: c.stride, padding: c.padding, dilation: c.dilation, groups: c.groups },
  }))

describe('for any shapes', () => {
  test('a convolution is its definition, element by element', () => {
    fc.assert(
      fc.property(convolution, ({ x, w, options: { stride, padding, dilation, groups } }) => {
        const out = F.conv2d(x, w, { stride, padding, dilation, groups })
        const [n, o, i, j] = out.shape.map((s) => s - 1) as [number, number, number, number]
        const [, channels, high, wide] = w.shape as [number, number, number, number]
        let sum = 0
        for (let c = 0; c < channels; c++) {
          for (let a = 0; a < high; a++) {
            for (let b = 0; b < wide; b++) {
              const [row, column] = [i * stride + a * dilation - padding, j * stride + b * dilation - padding]
              if (row < 0 || column < 0 || row >= x.shape[2]! || column >= x.shape[3]!) continue
              const from = Math.floor(o / (w.shape[0]! / groups)) * channels + c
              sum += (w.get(o, c, a, b).item() as number) * (x.get(n, from, row, column).item() as number)
            }
          }
        }
        expect(out.get(n, o, i, j).item()).toBeCloseTo(sum, 10)
      }),
      { numRuns: 60 },
    )
  })

  test('the transposed convolution is the adjoint: ⟨conv(x), y⟩ = ⟨x, convTranspose(y)⟩', () => {
    fc.assert(
      fc.property(convolution, ({ x, w, options }) => {
        const out = F.conv2d(x, w, options)
        const y = plain([...out.shape], 7)
        const span = w.shape.slice(2).map((k) => options.dilation * (k - 1) + 1)
        const outputPadding = [0, 1].map((d) => (x.shape[d + 2]! + 2 * options.padding - span[d]!) % options.stride)
        fc.pre(outputPadding.every((p) => p < Math.max(options.stride, options.dilation)))
        const back = F.convTranspose2d(y, w, { ...options, outputPadding })
        expect(out.mul(y).sum().item()).toBeCloseTo(x.mul(back).sum().item() as number, 9)
      }),
      { numRuns: 60 },
    )
  })

  test('a convolution is linear in the image and in the weight', () => {
    fc.assert(
      fc.property(convolution, ({ x, w, options }) => {
        const [x2, w2] = [plain([...x.shape], 50), plain([...w.shape], 51)]
        const f = (a: Tensor, b: Tensor) => F.conv2d(a, b, options)
        expect(close(f(x.add(x2), w), f(x, w).add(f(x2, w)))).toBe(true)
        expect(close(f(x, w.add(w2.mul(3))), f(x, w).add(f(x, w2).mul(3)))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  test('unfold and a matrix product are a convolution', () => {
    fc.assert(
      fc.property(convolution, ({ x, w, options: { groups, ...window } }) => {
        fc.pre(groups === 1)
        const out = F.conv2d(x, w, window)
        const columns = F.unfold(x, { kernelSize: w.shape.slice(2), ...window })
        expect(close(w.flatten({ startDim: 1 }).matmul(columns).reshape(out.shape), out)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('how a tensor lies in memory changes nothing', () => {
    const x = plain([3, 4, 5, 2], 1)
    const turned = (t: Tensor) => t.permute(3, 1, 0, 2).contiguous().permute(2, 1, 3, 0)
    expect(turned(x).isContiguous()).toBe(false)
    const w = plain([2, 4, 3, 2], 2)
    const calls: ((t: Tensor, u: Tensor) => Tensor)[] = [
      (t, u) => F.conv2d(t, u),
      (t) => F.maxPool2d(t, 2, 1),
      (t) => F.avgPool2d(t, 2, 1),
      (t) => F.interpolate(t, { size: 3, mode: 'bilinear' }),
      (t) => F.batchNorm(t, { training: true }),
      (t) => F.layerNorm(t, [2]),
      (t) => F.groupNorm(t, 2),
      (t) => F.unfold(t, 2),
      (t) => F.pixelShuffle(t, 2),
      (t) => engine.einsum('abcd,abce->ade', t, t),
      (t) => t.matmul(t.transpose(-2, -1)),
    ]
    for (const call of calls) expect(close(call(turned(x), turned(w)), call(x, w))).toBe(true)
  })

  const matrices = fc.tuple(fc.array(size(2), { maxLength: 2 }), size(3, 0), size(3, 0), size(3, 0), size(99))

  test('a product of sums is the sum of products', () => {
    fc.assert(
      fc.property(matrices, ([lead, n, k, m, seed]) => {
        const [a, a2, b] = [plain([...lead, n, k], seed), plain([n, k], seed + 1), plain([...lead, k, m], seed + 2)]
        expect(close(a.add(a2).matmul(b), a.matmul(b).add(a2.matmul(b)))).toBe(true)
      }),
    )
  })

  const equation = fc.tuple(
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
    fc.record({ a: size(3), b: size(3), c: size(3), d: size(3) }),
  )

  test('einsum is a product of all, summed over what the result lacks', () => {
    fc.assert(
      fc.property(equation, ([first, second, wanted, sizes]) => {
        const all = ['a', 'b', 'c', 'd'] as const
        const output = wanted.filter((label) => first.includes(label) || second.includes(label))
        const of = (labels: readonly string[], seed: number) =>
          plain(
            labels.map((label) => sizes[label as 'a']),
            seed,
          )
        const spread = (t: Tensor, labels: readonly string[]) => {
          const sorted = all.filter((label) => labels.includes(label))
          return t
            .permute(sorted.map((label) => labels.indexOf(label)))
            .reshape(all.map((label) => (labels.includes(label) ? sizes[label] : 1)))
        }
        const [x, y] = [of(first, 1), of(second, 2)]
        const gone = all.flatMap((label, d) => (output.includes(label) ? [] : [d]))
        const kept = all.filter((label) => output.includes(label))
        const product = spread(x, first).mul(spread(y, second))
        const summed = gone.length === 0 ? product : product.sum({ dim: gone })
        const expected = summed.permute(output.map((label) => kept.indexOf(label as 'a')))
        expect(close(engine.einsum(`${first.join('')},${second.join('')}->${output.join('')}`, x, y), expected)).toBe(
          true,
        )
      }),
    )
  })

  test('a normalised group has mean 0 and variance 1', () => {
    fc.assert(
      fc.property(size(3), size(3), fc.integer({ min: 2, max: 6 }), size(99), (n, groups, length, seed) => {
        const y = F.groupNorm(plain([n, groups * 2, length], seed), groups, { eps: 0 }).reshape(n * groups, 2 * length)
        expect(engine.allclose(y.mean({ dim: 1 }), y.mean({ dim: 1 }).mul(0), { atol: 1e-9 })).toBe(true)
        expect(engine.allclose(y.square().mean({ dim: 1 }), y.mean({ dim: 1 }).mul(0).add(1), { atol: 1e-9 })).toBe(
          true,
        )
      }),
    )
  })

  test('pixelUnshuffle undoes pixelShuffle', () => {
    fc.assert(
      fc.property(size(3), size(3), size(3), size(3), (r, channels, high, wide) => {
        const x = plain([2, channels * r * r, high, wide], 5)
        expect(close(F.pixelUnshuffle(F.pixelShuffle(x, r), r), x)).toBe(true)
      }),
    )
  })

  test('a matrix times its inverse is 1, and solve agrees with it', () => {
    fc.assert(
      fc.property(size(5), size(99), (n, seed) => {
        const a = plain([n, n], seed).add(engine.eye(n, { dtype: 'float64' }).mul(4))
        const b = plain([n, 2], seed + 1)
        expect(close(a.matmul(a.inverse()), engine.eye(n, { dtype: 'float64' }))).toBe(true)
        expect(close(engine.linalg.solve(a, b), a.inverse().matmul(b))).toBe(true)
        expect(a.det().item()).toBeCloseTo(1 / (a.inverse().det().item() as number), 6)
      }),
    )
  })
})
