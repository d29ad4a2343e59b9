import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as engine from './helpers/engine.ts'
import {
  Generator,
  arange,
  bernoulli,
  full,
  linspace,
  manualSeed,
  multinomial,
  normal,
  ones,
  rand,
  randLike,
  randint,
  randintLike,
  randn,
  randnLike,
  randperm,
  tensor,
  zeros,
  type DType,
  type Tensor,
} from './helpers/engine.ts'

interface Draw {
  seed: number
  call: string
  shape: number[]
  dtype: DType
  data: (number | boolean | 'inf')[]
  sha256?: string
  after: number
}

const recorded = JSON.parse(readFileSync(new URL('../oracle/random.json', import.meta.url), 'utf8')) as {
  draws: Draw[]
  states: { seed: number; draw: number; sha256: string }[]
}

const weights = () => tensor([0.1, 0.2, 0.3, 0.4])
const rows = () =>
  tensor([
    [1, 2, 0, 3],
    [5, 1, 1, 0],
  ])
const logits = () =>
  tensor([
    [1, 2, 3],
    [0, 0, 0],
  ])
const { dropout, dropout2d, alphaDropout, gumbelSoftmax } = engine.functional

/** Each recorded call of PyTorch, and the same in TypeScript. */
const calls: Record<string, () => Tensor> = {
  'torch.rand(5)': () => rand(5),
  'torch.rand(15)': () => rand(15),
  'torch.rand(16)': () => rand([16]),
  'torch.rand(17)': () => rand(17),
  'torch.rand(3, 7)': () => rand(3, 7),
  'torch.rand(1000)': () => rand(1000),
  'torch.rand(0)': () => rand(0),
  'torch.randn(5)': () => randn(5),
  'torch.randn(15)': () => randn(15),
  'torch.randn(16)': () => randn([16]),
  'torch.randn(17)': () => randn(17),
  'torch.randn(3, 7)': () => randn([3, 7]),
  'torch.randn(1000)': () => randn(1000),
  'torch.randn(0)': () => randn(0),
  'torch.rand(20, dtype=torch.float64)': () => rand(20, { dtype: 'float64' }),
  'torch.randn(5, dtype=torch.float64)': () => randn(5, { dtype: 'float64' }),
  'torch.randn(20, dtype=torch.float64)': () => randn([20], { dtype: 'float64' }),
  'torch.randint(0, 10, (100,))': () => randint(0, 10, [100]),
  'torch.randint(7, (3, 2))': () => randint(7, [3, 2]),
  'torch.randint(-5, 3, (9,), dtype=torch.int32)': () => randint(-5, 3, [9], { dtype: 'int32' }),
  'torch.randint(0, 2, (9,), dtype=torch.bool)': () => randint(0, 2, [9], { dtype: 'bool' }),
  'torch.randint(0, 9, (4,), dtype=torch.float32)': () => randint(9, [4], { dtype: 'float32' }),
  'torch.randint(0, 2**40, (9,))': () => randint(0, 2 ** 40, [9]),
  'torch.randperm(0)': () => randperm(0),
  'torch.randperm(1)': () => randperm(1),
  'torch.randperm(2)': () => randperm(2),
  'torch.randperm(10)': () => randperm(10),
  'torch.randperm(1000)': () => randperm(1000),
  'torch.empty(7).uniform_(-0.37, 0.91)': () => zeros(7).uniform_(-0.37, 0.91),
  'torch.empty(20, dtype=torch.float64).uniform_(-0.37, 0.91)': () =>
    zeros(20, { dtype: 'float64' }).uniform_({ from: -0.37, to: 0.91 }),
  'torch.empty(7).normal_(3, 0.7)': () => zeros(7).normal_(3, 0.7),
  'torch.empty(100).normal_(3, 0.7)': () => zeros(100).normal_({ mean: 3, std: 0.7 }),
  'torch.empty(4, 5).t().normal_()': () => zeros(4, 5).t().normal_(),
  'torch.empty(4, 5).t().uniform_()': () => zeros(4, 5).t().uniform_(),
  'torch.empty(2, 3, 4).permute(1, 2, 0).uniform_()': () => zeros(2, 3, 4).permute(1, 2, 0).uniform_(),
  'torch.zeros(4, 10)[:, ::2].normal_()': () => zeros(4, 10).slice(1, 0, 10, 2).normal_(),
  'torch.zeros(6, 4)[1:3].normal_(1, 2)': () => zeros(6, 4).slice(0, 1, 3).normal_(1, 2),
  'torch.rand_like(torch.zeros(4, 5).t())': () => randLike(zeros(4, 5).t()),
  'torch.randn_like(torch.zeros(4, 5).t())': () => randnLike(zeros(4, 5).t()),
  'torch.randn_like(torch.zeros(4, 5))': () => randnLike(zeros(4, 5)),
  'torch.randint_like(torch.zeros(4, 5), 3, 7)': () => randintLike(zeros(4, 5), 3, 7),
  'torch.empty(9).exponential_()': () => zeros(9).exponential_(),
  'torch.empty(9).exponential_(2.5)': () => zeros(9).exponential_(2.5),
  'torch.empty(9).geometric_(0.3)': () => zeros(9).geometric_(0.3),
  'torch.empty(9).cauchy_(1, 2)': () => zeros(9).cauchy_(1, 2),
  'torch.empty(9).log_normal_()': () => zeros(9).logNormal_(),
  'torch.empty(20).log_normal_(0, 0.5)': () => zeros(20).logNormal_(0, 0.5),
  'torch.empty(9).bernoulli_(0.3)': () => zeros(9).bernoulli_(0.3),
  'torch.empty(3, 4).t().bernoulli_(0.3)': () => zeros(3, 4).t().bernoulli_({ p: 0.3 }),
  'torch.empty(9).bernoulli_(torch.linspace(0, 1, 9))': () => zeros(9).bernoulli_(linspace(0, 1, 9)),
  'torch.empty(9, dtype=torch.bool).bernoulli_()': () => zeros(9, { dtype: 'bool' }).bernoulli_(),
  'torch.empty(9).random_()': () => zeros(9).random_(),
  'torch.empty(9).random_(5)': () => zeros(9).random_(5),
  'torch.empty(9).random_(-5, 5)': () => zeros(9).random_(-5, 5),
  'torch.empty(9, dtype=torch.int32).random_()': () => zeros(9, { dtype: 'int32' }).random_(),
  'torch.empty(9, dtype=torch.uint8).random_()': () => zeros(9, { dtype: 'uint8' }).random_(),
  'torch.empty(9, dtype=torch.bool).random_()': () => zeros(9, { dtype: 'bool' }).random_(),
  'torch.bernoulli(torch.full((8,), 0.3))': () => bernoulli(full([8], 0.3)),
  'torch.bernoulli(torch.full((8,), 0.3, dtype=torch.float64))': () => full([8], 0.3, { dtype: 'float64' }).bernoulli(),
  'torch.bernoulli(torch.linspace(0, 1, 12).reshape(3, 4).t())': () => bernoulli(linspace(0, 1, 12).reshape(3, 4).t()),
  'torch.bernoulli(torch.zeros(3, 4), 0.7)': () => bernoulli(zeros(3, 4), 0.7),
  'torch.normal(0.0, 1.0, (5,))': () => normal(0, 1, [5]),
  'torch.normal(torch.arange(5.0), 2.0)': () => normal(arange(5, { dtype: 'float32' }), 2),
  'torch.normal(torch.arange(20.0), torch.linspace(0.1, 2, 20))': () =>
    normal(arange(20, { dtype: 'float32' }), linspace(0.1, 2, 20)),
  'torch.normal(1.5, torch.linspace(0.1, 2, 20))': () => normal(1.5, linspace(0.1, 2, 20)),
  'torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 1, False)': () => multinomial(weights(), 1),
  'torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 2, False)': () => multinomial(weights(), 2, false),
  'torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 4, False)': () => weights().multinomial(4),
  'torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 6, True)': () => multinomial(weights(), 6, true),
  'torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 50, True)': () =>
    multinomial(weights(), 50, { replacement: true }),
  'torch.multinomial(torch.tensor([[1.0, 2, 0, 3], [5, 1, 1, 0]]), 3)': () => multinomial(rows(), 3),
  'torch.multinomial(torch.tensor([[1.0, 2, 0, 3], [5, 1, 1, 0]]), 9, replacement=True)': () =>
    multinomial(rows(), 9, { replacement: true }),
  'torch.nn.functional.gumbel_softmax(torch.tensor([[1.0, 2, 3], [0, 0, 0]]), tau=0.5)': () =>
    gumbelSoftmax(logits(), { tau: 0.5 }),
  'torch.nn.functional.gumbel_softmax(torch.tensor([[1.0, 2, 3], [0, 0, 0]]), hard=True)': () =>
    gumbelSoftmax(logits(), { hard: true }),
  'torch.nn.functional.gumbel_softmax(torch.tensor([[1.0, 2, 3], [0, 0, 0]]), dim=0)': () =>
    gumbelSoftmax(logits(), { dim: 0 }),
  'torch.nn.functional.dropout(torch.ones(12), 0.3)': () => dropout(ones(12), 0.3),
  'torch.nn.functional.dropout(torch.ones(3, 4).t(), 0.3)': () => dropout(ones(3, 4).t(), 0.3),
  'torch.nn.functional.dropout2d(torch.ones(2, 3, 2, 2), 0.5)': () => dropout2d(ones(2, 3, 2, 2), 0.5),
  'torch.nn.functional.alpha_dropout(torch.ones(12), 0.3, training=True)': () =>
    alphaDropout(ones(12), 0.3, { training: true }),
  'torch.rand(2) + 0 * torch.randn(3).sum() + torch.randn(1)': () => rand(2).add(randn(3).sum().mul(0)).add(randn(1)),
}

const sha256 = (x: Tensor): string => {
  const numbers = [x.tolist()].flat(Infinity) as (number | boolean)[]
  const arrays = {
    int64: BigInt64Array,
    float32: Float32Array,
    float64: Float64Array,
    int32: Int32Array,
    uint8: Uint8Array,
    bool: Uint8Array,
  } as const
  const bytes = x.dtype === 'int64' ? BigInt64Array.from(numbers.map(BigInt)) : new arrays[x.dtype](numbers.map(Number))
  return createHash('sha256').update(bytes).digest('hex')
}

describe('draws are those of PyTorch', () => {
  test.each(recorded.draws.map((d) => [`${d.call}, seed ${d.seed}`, d] as const))(
    '%s',
    (_, { seed, call, shape, dtype, data, sha256: digest, after }) => {
      manualSeed(seed)
      const x = calls[call]!()
      expect(x.shape).toEqual(shape)
      expect(x.dtype).toBe(dtype)
      const numbers = [x.tolist()].flat(Infinity).slice(0, 40) as number[]
      if (digest !== undefined) expect(sha256(x)).toBe(digest)
      // Normal numbers in float64 go through the platform's logarithm and cosine: the last digit may differ.
      // A softmax's or an affine map's last digit may differ too.
      else if (/gumbel|alpha/.test(call)) numbers.forEach((value, i) => expect(value).toBeCloseTo(data[i] as number, 6))
      else if (dtype === 'float64') numbers.forEach((value, i) => expect(value).toBeCloseTo(data[i] as number, 14))
      if (!/gumbel|alpha/.test(call))
        expect(numbers.map(dtype === 'float64' ? Math.fround : (v) => v)).toEqual(
          data.map((v) => (v === 'inf' ? Infinity : dtype === 'float64' ? Math.fround(v as number) : v)),
        )
      expect(rand(1).item()).toBe(after)
    },
  )
})

test("a generator's state has the bytes that PyTorch gives it", () => {
  for (const { seed, draw, sha256: digest } of recorded.states) {
    const generator = new Generator().manualSeed(seed)
    rand(draw, { generator })
    randn(3, { generator })
    expect(sha256(generator.getState())).toBe(digest)
  }
})

describe('calls by name', () => {
  test('mean what the same calls in a row mean', () => {
    const pairs: [() => Tensor, () => Tensor][] = [
      [() => randint(2, 9, [4]), () => randint({ low: 2, high: 9, size: [4] })],
      [() => randint(2, 9, [4]), () => randint(2, 9, { size: [4] })],
      [() => randint(2, 9, [4]), () => randint(2, { high: 9, size: [4] })],
      [() => randint(9, [4]), () => randint(9, { size: [4] })],
      [() => randn(2, 3), () => randn({ size: [2, 3] })],
      [() => normal(1, 2, [3]), () => normal({ mean: 1, std: 2, size: [3] })],
      [() => multinomial(weights(), 3, true), () => multinomial(weights(), { numSamples: 3, replacement: true })],
    ]
    for (const [row, name] of pairs) {
      manualSeed(5)
      const expected = row().tolist()
      manualSeed(5)
      expect(name().tolist()).toEqual(expected)
    }
  })
})

describe('generators', () => {
  test('a separate generator leaves the shared one alone', () => {
    manualSeed(1)
    const alone = rand(3).tolist()
    manualSeed(1)
    rand(5, { generator: new Generator() })
    expect(rand(3).tolist()).toEqual(alone)
  })

  test("a new generator starts from PyTorch's default seed", () => {
    expect(new Generator().initialSeed()).toBe(67280421310721)
  })

  test('setState goes on where getState was called, the spare normal number included', () => {
    const generator = new Generator().manualSeed(3)
    randn(5, { generator })
    const state = generator.getState()
    const first = randn(4, { generator }).tolist()
    expect(randn(4, { generator: new Generator().setState(state) }).tolist()).toEqual(first)
  })

  test('seed() chooses another start each time and says which', () => {
    const generator = new Generator()
    const chosen = generator.seed()
    expect(generator.initialSeed()).toBe(chosen)
    expect(generator.seed()).not.toBe(chosen)
    expect(rand(2, { generator }).tolist()).toEqual(
      rand(2, { generator: new Generator().manualSeed(generator.initialSeed()) }).tolist(),
    )
  })

  test('a negative seed counts down from 2^64', () => {
    expect(new Generator().manualSeed(-1).initialSeed()).toBe(2 ** 64)
    expect(rand(2, { generator: new Generator().manualSeed(-1) }).tolist()).toEqual(
      rand(2, { generator: new Generator().manualSeed(2 ** 32 - 1) }).tolist(),
    )
  })
})

describe('properties of draws', () => {
  test('randperm holds each number once', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(), (n, seed) => {
        const order = randperm(n, { generator: new Generator().manualSeed(seed) }).tolist() as number[]
        expect(order.toSorted((a, b) => a - b)).toEqual([...Array(n).keys()])
      }),
    )
  })

  test('the same seed gives the same numbers in any shape', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), fc.nat(), (shape, seed) => {
        const n = shape.reduce((a, b) => a * b, 1)
        const [a, b] = [shape, [n]].map((s) =>
          randn(s, { generator: new Generator().manualSeed(seed) })
            .reshape(-1)
            .tolist(),
        )
        expect(a).toEqual(b)
      }),
    )
  })

  test('uniform numbers stay in [from, to) and fill it', () => {
    const x = zeros(2000)
      .uniform_(-2, 3, { generator: new Generator().manualSeed(0) })
      .tolist() as number[]
    expect(Math.min(...x)).toBeGreaterThanOrEqual(-2)
    expect(Math.max(...x)).toBeLessThan(3)
    expect(x.filter((v) => v < 0.5).length / 2000).toBeCloseTo(0.5, 1)
  })

  test('without replacement no place is drawn twice, and none of weight 0 before the others are gone', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const drawn = multinomial(tensor([1, 0, 2, 5]), 4, {
          generator: new Generator().manualSeed(seed),
        }).tolist() as number[]
        expect(new Set(drawn).size).toBe(4)
        expect(drawn[3]).toBe(1)
      }),
    )
  })
})

describe('random numbers in the graph', () => {
  test('a leaf that requires a gradient is filled only without recording', () => {
    expect(() => zeros(2, { requiresGrad: true }).normal_()).toThrow(
      expect.objectContaining({ code: 'leaf-changed-in-place' }),
    )
    expect(engine.noGrad(() => zeros(2, { requiresGrad: true }).normal_()).requiresGrad).toBe(true)
  })

  test('options make a leaf', () => {
    expect(rand(2, { requiresGrad: true }).isLeaf).toBe(true)
    expect(randn([2], { requiresGrad: true }).requiresGrad).toBe(true)
  })

  test('a draw passes no gradient on to its probabilities', () => {
    const p = full([3], 0.5, { requiresGrad: true })
    bernoulli(p).add(p).sum().backward()
    expect(p.grad!.tolist()).toEqual([1, 1, 1])
    expect(bernoulli(p).gradFn!.name).toBe('BernoulliBackward0')
  })
})

describe('what distributions refuse', () => {
  const cases: [name: string, call: () => unknown, code: string, message: string, torch: string][] = [
    [
      'an empty range',
      () => zeros(2).uniform_(2, 1),
      'distribution',
      'uniform_: needs from ≤ to, got from = 2, to = 1.',
      'uniform_ expects to return a [from, to) range, but found from=2 > to=1',
    ],
    [
      'a negative deviation',
      () => zeros(2).normal_(0, -1),
      'distribution',
      'normal_: needs std ≥ 0, got std = -1.',
      'normal expects std >= 0.0, but found std -1',
    ],
    [
      'a negative deviation among several',
      () => normal(zeros(2), tensor([1, -1])),
      'distribution',
      'normal: needs std ≥ 0, got std = -1.',
      'normal expects all elements of std >= 0.0',
    ],
    [
      'a negative rate',
      () => zeros(2).exponential_(-1),
      'distribution',
      'exponential_: needs λ ≥ 0, got λ = -1.',
      'exponential_ expects lambda >= 0.0, but found lambda=-1',
    ],
    [
      'a sure success',
      () => zeros(2).geometric_(1),
      'distribution',
      'geometric_: needs 0 < p < 1, got p = 1.',
      'geometric_ expects p to be in (0, 1), but got p=1',
    ],
    [
      'no spread',
      () => zeros(2).logNormal_(0, 0),
      'distribution',
      'logNormal_: needs std > 0, got std = 0.',
      'log_normal_ expects std > 0.0, but found std=0',
    ],
    [
      'a probability above 1',
      () => zeros(2).bernoulli_(2),
      'distribution',
      'bernoulli_: needs 0 ≤ p ≤ 1, got p = 2.',
      'bernoulli_ expects p to be in [0, 1], but got p=2',
    ],
    [
      'a probability above 1 in a tensor',
      () => bernoulli(tensor([0, 2])),
      'distribution',
      'bernoulli_: needs 0 ≤ p ≤ 1, got p = 2.',
      'Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)',
    ],
    [
      'no whole number to draw',
      () => randint(3, 3, [2]),
      'distribution',
      'random_: needs from < to, got from = 3, to = 3.',
      "random_ expects 'from' to be less than 'to', but got from=3 >= to=3",
    ],
    [
      'whole numbers the type cannot hold',
      () => zeros(2, { dtype: 'uint8' }).random_(0, 300),
      'distribution',
      'random_: needs to ≤ 256, got to = 300.',
      'to - 1 is out of bounds for unsigned char',
    ],
    [
      'fractions in whole numbers',
      () => rand(2, { dtype: 'int64' }),
      'random-dtype',
      'uniform_: draws numbers with fractions, which int64 does not hold. Draw float32; randint draws whole numbers.',
      '"check_uniform_bounds" not implemented for \'Long\'',
    ],
    [
      'no weight at all',
      () => multinomial(zeros(2), 1),
      'distribution',
      'multinomial: needs Σ w > 0, got Σ w = 0.',
      'invalid multinomial distribution (sum of probabilities <= 0)',
    ],
    [
      'more places than there are',
      () => multinomial(ones(2), 3),
      'distribution',
      'multinomial: needs numSamples ≤ 2, got numSamples = 3.',
      'cannot sample n_sample > prob_dist.size(-1) samples without replacement',
    ],
    [
      'no places',
      () => multinomial(ones(2), 0),
      'distribution',
      'multinomial: needs numSamples > 0, got numSamples = 0.',
      'cannot sample n_sample <= 0 samples',
    ],
    [
      'a negative weight',
      () => multinomial(tensor([1, -1]), 1),
      'distribution',
      'multinomial: needs 0 ≤ w < ∞, got w = -1.',
      'probability tensor contains either `inf`, `nan` or element < 0',
    ],
    [
      'weights of three dimensions',
      () => multinomial(ones(1, 1, 2), 1),
      'multinomial-shape',
      'multinomial: weights are [n] or [rows, n], got [1, 1, 2].',
      'prob_dist must be 1 or 2 dim',
    ],
    [
      'weights of integers',
      () => multinomial(tensor([1, 2], { dtype: 'int64' }), 1),
      'multinomial-dtype',
      "multinomial: weights are floating-point numbers, got int64. Convert first: weights.to('float32').",
      'multinomial only supports floating-point dtypes for input, got: Long',
    ],
    [
      'a seed beyond 64 bits',
      () => manualSeed(2n ** 64n),
      'seed',
      'manualSeed: a seed is a whole number from −2^63 to 2^64 − 1, got 18446744073709551616. Any small one does: manualSeed(0).',
      'Overflow when unpacking long',
    ],
  ]
  test.each(cases)('%s', (_, call, code, message, torch) => {
    expect(call).toThrow(expect.objectContaining({ code, message, torch: expect.objectContaining({ message: torch }) }))
  })
})
