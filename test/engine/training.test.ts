/** What test/oracle/training.json recorded besides update rules and schedules: draws, clipping, and three models in training. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  bernoulli,
  functional,
  linspace,
  manualSeed,
  multinomial,
  nn,
  noGrad,
  ones,
  optim,
  rand,
  randint,
  randn,
  randperm,
  tanh,
  tensor,
  triu,
  zeros,
  full,
  type Tensor,
} from './helpers/engine.ts'

interface Recorded {
  shape: number[]
  data: number[]
}

const training = JSON.parse(readFileSync(new URL('../oracle/training.json', import.meta.url), 'utf8')) as {
  random: ({ seed: number; call: string } & Recorded)[]
  clip: { max_norm: number; norm_type: number | 'inf'; total: number; a: Recorded; b: Recorded }[]
  models: { name: string; parameters: Record<string, Recorded>; x: Recorded; y: Recorded; losses: number[] }[]
}

const numbers = (x: Tensor): number[] => ([x.tolist()].flat(Infinity) as number[]).map(Number)

describe('recorded draws, to the last bit', () => {
  const draws: Record<string, () => Tensor> = {
    'rand(5)': () => rand(5),
    'randn(5)': () => randn(5),
    'randn(16)': () => randn(16),
    'randn(3,7)': () => randn(3, 7),
    'randint(0,10,(8,))': () => randint(0, 10, [8]),
    'randperm(10)': () => randperm(10),
    'nn.Linear(3,2).weight': () => new nn.Linear(3, 2).weight,
    'nn.Linear(3,2).bias': () => new nn.Linear(3, 2).bias!,
    'nn.Conv2d(1,2,3).weight': () => new nn.Conv2d(1, 2, 3).weight,
    'nn.Embedding(4,3).weight': () => new nn.Embedding(4, 3).weight,
    'rand(2);randn(2);rand(2)': () => (rand(2), randn(2), rand(2)),
    'nn.init.xavier_uniform_(3x4)': () => nn.init.xavierUniform_(zeros(3, 4)),
    'nn.init.kaiming_normal_(4x5)': () => nn.init.kaimingNormal_(zeros(4, 5)),
    'bernoulli(.3) x8': () => bernoulli(full([8], 0.3)),
    'multinomial([.1,.2,.7],6)': () => multinomial(tensor([0.1, 0.2, 0.7]), 6, { replacement: true }),
    'dropout(ones(10),.5)': () => functional.dropout(ones(10), { p: 0.5, training: true }),
  }
  test.each(training.random.map((r) => [`${r.call}, seed ${r.seed}`, r] as const))(
    '%s',
    (_, { seed, call, shape, data }) => {
      manualSeed(seed)
      const x = draws[call]!()
      expect(x.shape).toEqual(shape)
      expect(numbers(x)).toEqual(data)
    },
  )
})

describe('recorded clipping', () => {
  test.each(training.clip.map((c) => [`maxNorm ${c.max_norm}, normType ${c.norm_type}`, c] as const))(
    '%s',
    (_, { max_norm, norm_type, total, a, b }) => {
      const [p, q] = [zeros(2, { requiresGrad: true }), zeros(1, 2, { requiresGrad: true })]
      p.grad = tensor([2, 2])
      q.grad = tensor([[2, -4]])
      const norm = nn.utils.clipGradNorm_([p, q, zeros(3)], max_norm, {
        normType: norm_type === 'inf' ? Infinity : norm_type,
      })
      expect(norm.item()).toBe(total)
      expect(numbers(p.grad)).toEqual(a.data)
      expect(numbers(q.grad)).toEqual(b.data)
    },
  )

  test('values are cut to an interval', () => {
    const p = zeros(3, { requiresGrad: true })
    p.grad = tensor([-5, 0.5, 5])
    nn.utils.clipGradValue_(p, 1)
    expect(p.grad.tolist()).toEqual([-1, 0.5, 1])
  })

  test('a norm that is not finite can be an error', () => {
    const p = zeros(1, { requiresGrad: true })
    p.grad = tensor([Infinity])
    expect(() => nn.utils.clipGradNorm_(p, 1, { errorIfNonfinite: true })).toThrow(
      expect.objectContaining({ code: 'nonfinite-norm' }),
    )
    expect(nn.utils.clipGradNorm_([], 1).item()).toBe(0)
  })
})

/** Embedding, one head of causal attention, a normalised sum and a last layer. */
class Attention extends nn.Module {
  emb = new nn.Embedding(7, 8)
  q = new nn.Linear(8, 8, { bias: false })
  k = new nn.Linear(8, 8, { bias: false })
  v = new nn.Linear(8, 8, { bias: false })
  out = new nn.Linear(8, 8, { bias: false })
  norm = new nn.LayerNorm(8)
  head = new nn.Linear(8, 7)

  override forward(tokens: Tensor): Tensor {
    const x = this.emb(tokens)
    const length = tokens.shape[1]!
    const later = triu(ones(length, length), 1).bool()
    const scores = this.q(x).matmul(this.k(x).transpose(1, 2)).div(Math.sqrt(8)).maskedFill(later, -Infinity)
    const seen = functional.softmax(scores, { dim: -1 }).matmul(this.v(x))
    return this.head(this.norm(x.add(this.out(seen)))).reshape(-1, 7)
  }
}

describe('recorded models, step by step', () => {
  const models: {
    make: () => nn.Module
    optimizer: (model: nn.Module) => optim.Optimizer
    loss: (y: Tensor, target: Tensor) => Tensor
    whole: [x: boolean, y: boolean]
  }[] = [
    {
      make: () => new nn.Sequential(new nn.Linear(2, 8), new nn.Tanh(), new nn.Linear(8, 1)),
      optimizer: (model) => new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 }),
      loss: new nn.MSELoss(),
      whole: [false, false],
    },
    {
      make: () =>
        new nn.Sequential(
          new nn.Conv2d(1, 4, 3, { padding: 1 }),
          new nn.BatchNorm2d(4),
          new nn.ReLU(),
          new nn.MaxPool2d(2),
          new nn.Flatten(),
          new nn.Linear(36, 3),
        ),
      optimizer: (model) => new optim.Adam(model.parameters(), { lr: 0.01 }),
      loss: new nn.CrossEntropyLoss(),
      whole: [false, true],
    },
    {
      make: () => new Attention(),
      optimizer: (model) => new optim.AdamW(model.parameters(), { lr: 0.01 }),
      loss: new nn.CrossEntropyLoss(),
      whole: [true, true],
    },
  ]

  const read = ({ shape, data }: Recorded, whole: boolean) =>
    tensor(data, { dtype: whole ? 'int64' : 'float32' }).reshape(shape)

  test.each(training.models.map((m, i) => [m.name, m, models[i]!] as const))(
    '%s',
    (_, recorded, { make, optimizer: of, loss: criterion, whole }) => {
      const model = make()
      const state = Object.fromEntries(
        Object.entries(recorded.parameters).map(([name, value]) => [name, read(value, false)]),
      )
      const { missingKeys, unexpectedKeys } = model.loadStateDict(state, { strict: false })
      expect(unexpectedKeys).toEqual([])
      expect(missingKeys.every((key) => /running|Tracked/.test(key))).toBe(true)
      const [x, y] = [read(recorded.x, whole[0]), read(recorded.y, whole[1])]
      const optimizer = of(model)
      const losses = recorded.losses.map(() => {
        const loss = criterion(model(x) as Tensor, y)
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
        return loss.item() as number
      })
      losses.forEach((loss, i) =>
        expect(Math.abs(loss - recorded.losses[i]!)).toBeLessThan(1e-6 * Math.max(1, recorded.losses[i]!)),
      )
    },
  )
})

describe('scripts that PyTorch ran print the same', () => {
  test('linear regression by SGD', () => {
    manualSeed(0)
    const x = linspace(-1, 1, 20).unsqueeze(1)
    const y = x.mul(3).add(0.5)
    const model = new nn.Linear(1, 1)
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
    const criterion = new nn.MSELoss()
    const printed: string[] = []
    for (let epoch = 0; epoch < 50; epoch++) {
      optimizer.zeroGrad()
      const loss = criterion(model(x), y)
      loss.backward()
      optimizer.step()
      if (epoch % 10 === 0) printed.push((loss.item() as number).toFixed(6))
    }
    expect(printed).toEqual(['3.333688', '0.721012', '0.155996', '0.033752', '0.007303'])
    expect(model.namedParameters().map(([name, p]) => [name, (p.item() as number).toFixed(4)])).toEqual([
      ['weight', '2.9345'],
      ['bias', '0.5000'],
    ])
  })

  test('a module that learns exclusive or', () => {
    class Net extends nn.Module {
      fc1: nn.Linear
      fc2: nn.Linear

      constructor(hidden = 8) {
        super()
        this.fc1 = new nn.Linear(2, hidden)
        this.fc2 = new nn.Linear(hidden, 1)
      }

      override forward(x: Tensor): Tensor {
        return this.fc2(tanh(this.fc1(x)))
      }
    }
    manualSeed(1)
    const net = new Net()
    expect(String(net)).toBe(
      'Net(\n  (fc1): Linear(in_features=2, out_features=8, bias=True)\n  (fc2): Linear(in_features=8, out_features=1, bias=True)\n)',
    )
    const x = tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    const y = tensor([[0], [1], [1], [0]])
    const optimizer = new optim.Adam(net.parameters(), { lr: 0.05 })
    for (let i = 0; i < 200; i++) {
      const loss = functional.binaryCrossEntropyWithLogits(net(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    expect(noGrad(() => net(x).gt(0).squeeze().to('int64').tolist())).toEqual([0, 1, 1, 0])
    expect(net.parameters().reduce((sum, p) => sum + p.numel(), 0)).toBe(33)
  })

  test('random numbers of every kind', () => {
    manualSeed(42)
    expect(rand(3).toString()).toBe('tensor([0.8823, 0.9150, 0.3829])')
    expect(randn(2, 3).toString()).toBe('tensor([[-0.8293, -1.6137, -0.2147],\n        [ 0.2989, -0.0107, -1.2492]])')
    expect(randint(0, 10, [5]).toString()).toBe('tensor([2, 5, 5, 7, 6])')
    expect(randperm(6).toString()).toBe('tensor([1, 2, 3, 5, 0, 4])')
    expect(randn(4, 4).toString()).toBe(
      'tensor([[-0.6866, -0.4934,  0.2415, -1.1109],\n        [ 0.0915, -2.3169, -0.2168, -1.3847],\n        [-0.3957,  0.8034, -0.6216, -0.5920],\n        [-0.0631, -0.8286,  0.3309, -1.5576]])',
    )
  })

  test('gradients that vanish', () => {
    manualSeed(0)
    const layers = Array.from({ length: 10 }, () => new nn.Sequential(new nn.Linear(4, 4), new nn.Sigmoid()))
    const net = new nn.Sequential(...layers)
    ;(net(ones(1, 4)) as Tensor).sum().backward()
    expect(layers.map((layer) => ((layer[0].weight.grad as Tensor).norm().item() as number).toExponential(3))).toEqual([
      ...['5.012e-9', '1.728e-8', '1.566e-7', '1.397e-6', '8.140e-6'],
      ...['5.657e-5', '8.077e-4', '4.364e-3', '3.822e-2', '4.560e-1'],
    ])
  })

  test('a convolutional network, five steps', () => {
    manualSeed(3)
    const net = new nn.Sequential(
      new nn.Conv2d(1, 4, 3, { padding: 1 }),
      new nn.BatchNorm2d(4),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Flatten(),
      new nn.Linear(4 * 16, 10),
    )
    const x = randn(8, 1, 8, 8)
    const t = randint(0, 10, [8])
    const optimizer = new optim.SGD(net.parameters(), { lr: 0.1, momentum: 0.9 })
    const losses = Array.from({ length: 5 }, () => {
      const loss = functional.crossEntropy(net(x) as Tensor, t)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      return (loss.item() as number).toFixed(4)
    })
    expect(losses).toEqual(['2.4303', '1.6320', '1.2140', '0.6927', '0.4357'])
  })
})
