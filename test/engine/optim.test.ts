import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { linspace, optim, tensor, zeros, type Tensor } from './helpers/engine.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../oracle/${name}`, import.meta.url), 'utf8'))
const camel = (name: string): string => name.replace(/_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())
const camelled = (options: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [camel(name), value]))

type Optimizers = Record<string, new (params: Tensor[], options: object) => optim.Optimizer>
type Schedulers = Record<string, new (optimizer: optim.Optimizer, options: object) => optim.lrScheduler.LRScheduler>

interface Step {
  loss: number
  w: number[] | null
}

const training = read('training.json') as {
  optimisers: {
    name: string
    options: Record<string, unknown>
    w0: number[]
    c: number[]
    t: number[]
    steps: Step[]
  }[]
  schedulers: { name: string; base_lr: number; options: Record<string, unknown>; lrs: number[] }[]
}
const own = read('optim.json') as {
  optimizers: { name: string; options: Record<string, unknown>; printed: string; steps: Step[] }[]
  schedulers: { name: string; optimizer: 'SGD' | 'Adam'; lrs: number[][]; momentums: number[][] }[]
  measures: number[]
  plateaus: { options: Record<string, unknown>; lrs: number[] }[]
}

/** Equal but for the last of 16 digits, in which one platform's cosine may differ from another's. */
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 4e-16 * Math.max(Math.abs(b), 0.1)

const make = (name: string, w: Tensor, options: Record<string, unknown>) =>
  new (optim as unknown as Optimizers)[name]!([w], camelled(options))
const title = (name: string, options: object) => `${name} ${JSON.stringify(options)}`

describe('update rules agree with the recorded PyTorch, number by number', () => {
  test.each(training.optimisers.map((o) => [title(o.name, o.options), o] as const))(
    '%s',
    (_, { name, options, w0, c, t, steps }) => {
      const w = tensor(w0, { requiresGrad: true })
      const optimizer = make(name, w, options)
      for (const expected of steps) {
        optimizer.zeroGrad()
        const loss = tensor(c)
          .mul(w.sub(tensor(t)).pow(2))
          .sum()
          .add(w.pow(4).sum().mul(0.1))
        loss.backward()
        optimizer.step()
        expect(loss.item()).toBeCloseTo(expected.loss, 5)
        expect(w.tolist()).toEqual(expected.w)
      }
    },
  )

  test.each(own.optimizers.map((o) => [title(o.name, o.options), o] as const))(
    '%s on 19 numbers',
    (_, { name, options, printed, steps }) => {
      const w = linspace(-2, 2, 19).requiresGrad_()
      const optimizer = make(name, w, options)
      expect(optimizer.toString()).toBe(printed)
      const closure = (): Tensor => {
        optimizer.zeroGrad()
        const loss = linspace(0.3, 3, 19)
          .mul(w.sub(linspace(1, -1, 19)).square())
          .sum()
          .add(w.get(0).mul(w.get(1)).sin())
        loss.backward()
        return loss
      }
      for (const expected of steps) {
        const loss = optimizer.step(closure)!
        expect(Math.abs((loss.item() as number) - expected.loss)).toBeLessThan(
          2e-6 * Math.max(1, Math.abs(expected.loss)),
        )
        if (expected.w === null) continue
        // Powers and inner products may differ in the last digit, and LBFGS divides by small differences of them.
        const tolerance = { LBFGS: 1e-4, NAdam: 1e-6 }[name] ?? 0
        const found = w.tolist() as number[]
        expected.w.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(tolerance))
      }
    },
  )
})

describe('schedules agree with the recorded PyTorch, digit by digit', () => {
  test.each(training.schedulers.map((s) => [title(s.name, s.options), s] as const))(
    '%s',
    (_, { name, base_lr, options, lrs }) => {
      const optimizer = new optim.SGD([zeros(1, { requiresGrad: true })], { lr: base_lr, momentum: 0.9 })
      const scheduler = new (optim.lrScheduler as unknown as Schedulers)[name]!(optimizer, camelled(options))
      for (const expected of lrs) {
        expect(close(optimizer.paramGroups[0]!.lr as number, expected)).toBe(true)
        optimizer.step()
        scheduler.step()
      }
    },
  )

  const L = optim.lrScheduler
  type Any = optim.Optimizer
  const makers: Record<string, (o: Any) => { step(): void }> = {
    'StepLR 4': (o) => new L.StepLR(o, 4),
    'StepLR 3 0.7': (o) => new L.StepLR(o, { stepSize: 3, gamma: 0.7 }),
    MultiStepLR: (o) => new L.MultiStepLR(o, [2, 5, 5, 9], { gamma: 0.3 }),
    ConstantLR: (o) => new L.ConstantLR(o),
    'ConstantLR 0.25 3': (o) => new L.ConstantLR(o, { factor: 0.25, totalIters: 3 }),
    LinearLR: (o) => new L.LinearLR(o),
    'LinearLR 1 0.1 6': (o) => new L.LinearLR(o, 1, 0.1, 6),
    ExponentialLR: (o) => new L.ExponentialLR(o, 0.8),
    PolynomialLR: (o) => new L.PolynomialLR(o),
    'PolynomialLR 7 2': (o) => new L.PolynomialLR(o, { totalIters: 7, power: 2 }),
    CosineAnnealingLR: (o) => new L.CosineAnnealingLR(o, 7, { etaMin: 0.003 }),
    CosineAnnealingWarmRestarts: (o) => new L.CosineAnnealingWarmRestarts(o, 3, { TMult: 2, etaMin: 0.01 }),
    'CosineAnnealingWarmRestarts 4': (o) => new L.CosineAnnealingWarmRestarts(o, { T0: 4 }),
    LambdaLR: (o) => new L.LambdaLR(o, [(e) => 0.9 ** e, (e) => 1 / (1 + e)]),
    MultiplicativeLR: (o) => new L.MultiplicativeLR(o, (e) => 0.95 + 0.01 * e),
    OneCycleLR: (o) => new L.OneCycleLR(o, { maxLr: 0.5, totalSteps: 20 }),
    'OneCycleLR linear three': (o) =>
      new L.OneCycleLR(o, [0.5, 1], {
        epochs: 4,
        stepsPerEpoch: 5,
        annealStrategy: 'linear',
        threePhase: true,
        pctStart: 0.4,
        divFactor: 10,
        finalDivFactor: 100,
      }),
    'OneCycleLR Adam': (o) => new L.OneCycleLR(o, 0.5, 10),
    'OneCycleLR still': (o) => new L.OneCycleLR(o, 0.5, 10, { cycleMomentum: false }),
    CyclicLR: (o) => new L.CyclicLR(o, 0.01, 0.1, { stepSizeUp: 4 }),
    'CyclicLR 2': (o) => new L.CyclicLR(o, 0.01, 0.1, 3, 5, { mode: 'triangular2' }),
    'CyclicLR exp': (o) =>
      new L.CyclicLR(o, {
        baseLr: 0.01,
        maxLr: 0.1,
        stepSizeUp: 3,
        mode: 'exp_range',
        gamma: 0.9,
        cycleMomentum: false,
      }),
    'CyclicLR scale': (o) =>
      new L.CyclicLR(o, 0.01, 0.1, { stepSizeUp: 3, scaleFn: (x) => 1 / (1 + x), scaleMode: 'iterations' }),
    SequentialLR: (o) =>
      new L.SequentialLR(
        o,
        [new L.ConstantLR(o, 0.1, 2), new L.ExponentialLR(o, 0.9), new L.CosineAnnealingLR(o, 5)],
        [3, 8],
      ),
    ChainedScheduler: (o) => new L.ChainedScheduler([new L.ConstantLR(o, 0.1, 3), new L.ExponentialLR(o, 0.9)]),
  }

  const groups = () => [
    { params: [zeros(1, { requiresGrad: true })] },
    { params: [zeros(1, { requiresGrad: true })], lr: 0.05 },
  ]

  test.each(own.schedulers.map((s) => [s.name, s] as const))('%s', (name, { optimizer: kind, lrs, momentums }) => {
    const optimizer =
      kind === 'SGD' ? new optim.SGD(groups(), { lr: 0.1, momentum: 0.9 }) : new optim.Adam(groups(), { lr: 0.1 })
    const scheduler = makers[name]!(optimizer)
    const found = lrs.map(() => {
      const now = optimizer.paramGroups.map((group) => [group.lr, 'betas' in group ? group.betas[0] : group.momentum])
      optimizer.step()
      scheduler.step()
      return now
    })
    lrs.forEach((expected, i) => expected.forEach((lr, group) => expect(close(found[i]![group]![0]!, lr)).toBe(true)))
    momentums.forEach((expected, i) =>
      expected.forEach((momentum, group) => expect(close(found[i]![group]![1]!, momentum)).toBe(true)),
    )
  })

  test.each(own.plateaus.map((p) => [title('ReduceLROnPlateau', p.options), p] as const))(
    '%s',
    (_, { options, lrs }) => {
      const optimizer = new optim.SGD([zeros(1)], { lr: 0.1 })
      const scheduler = new L.ReduceLROnPlateau(optimizer, camelled(options))
      const found = own.measures.map((measure, i) => {
        scheduler.step(i % 2 === 0 ? measure : tensor(measure, { dtype: 'float64' }))
        return optimizer.paramGroups[0]!.lr
      })
      expect(found).toEqual(lrs)
    },
  )
})

describe('optimisers', () => {
  const leaf = (...numbers: number[]) => tensor(numbers, { requiresGrad: true })

  test('one step of momentum by hand', () => {
    const w = leaf(1)
    const optimizer = new optim.SGD([w], { lr: 0.5, momentum: 0.5 })
    for (const expected of [0, -1.5]) {
      optimizer.zeroGrad()
      w.mul(2).sum().backward()
      optimizer.step()
      expect(w.item()).toBe(expected)
    }
    expect((optimizer.state.get(w)!.momentumBuffer as Tensor).tolist()).toEqual([3])
  })

  test('a parameter without a gradient is left alone', () => {
    const [w, v] = [leaf(1), leaf(2)]
    w.sum().backward()
    const optimizer = new optim.Adam([w, v], { lr: 1 })
    optimizer.step()
    expect(v.item()).toBe(2)
    expect(optimizer.state.has(v)).toBe(false)
  })

  test('zeroGrad forgets the gradient, or keeps it as 0', () => {
    const w = leaf(1)
    const optimizer = new optim.SGD([w])
    w.sum().backward()
    optimizer.zeroGrad({ setToNone: false })
    expect(w.grad!.tolist()).toEqual([0])
    optimizer.zeroGrad()
    expect(w.grad).toBe(null)
  })

  test('a group keeps its own options', () => {
    const [w, v] = [leaf(1), leaf(1)]
    const optimizer = new optim.SGD([{ params: w }, { params: [v], lr: 0.25 }], { lr: 0.5 })
    w.add(v).sum().backward()
    optimizer.step()
    expect([w.item(), v.item()]).toEqual([0.5, 0.75])
  })

  test('a parameter that lies transposed is changed in its place', () => {
    const base = tensor([
      [1, 2],
      [3, 4],
    ])
    const w = base.t().detach().requiresGrad_()
    w.mul(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    )
      .sum()
      .backward()
    new optim.SGD([w], { lr: 1 }).step()
    expect(w.tolist()).toEqual([
      [0, 1],
      [-1, 0],
    ])
    expect(base.tolist()).toEqual([
      [0, -1],
      [1, 0],
    ])
  })

  test('float64 parameters are updated in float64', () => {
    const w = tensor([1], { dtype: 'float64', requiresGrad: true })
    w.mul(0.1).sum().backward()
    new optim.SGD([w], { lr: 0.1 }).step()
    expect(w.item()).toBe(1 - 0.1 * 0.1)
  })

  test('a change by step is seen by backward', () => {
    const w = leaf(2)
    const loss = w.square().sum()
    w.grad = tensor([1])
    new optim.SGD([w]).step()
    expect(() => loss.backward()).toThrow(expect.objectContaining({ code: 'changed-in-place' }))
  })

  test('the state goes on in another optimiser, by copies', () => {
    const train = (optimizer: optim.Optimizer, w: Tensor, steps: number) => {
      for (let i = 0; i < steps; i++) {
        optimizer.zeroGrad()
        w.square().sum().backward()
        optimizer.step()
      }
      return w.tolist()
    }
    const w = leaf(1, 2)
    const first = new optim.Adam([w], { lr: 0.1, amsgrad: true })
    train(first, w, 3)
    const v = w.detach().clone().requiresGrad_()
    const second = new optim.Adam([v], { lr: 7 })
    second.loadStateDict(first.stateDict())
    expect(second.paramGroups[0]!.lr).toBe(0.1)
    expect(train(second, v, 2)).toEqual(train(first, w, 2))
    expect(second.stateDict().state[0]!.expAvg === first.stateDict().state[0]!.expAvg).toBe(false)
  })

  test('a schedule goes on in another', () => {
    const optimizer = new optim.SGD([leaf(1)], { lr: 1 })
    const first = new optim.lrScheduler.StepLR(optimizer, 2)
    first.step()
    const second = new optim.lrScheduler.StepLR(optimizer, 2)
    second.loadStateDict(first.stateDict())
    second.step()
    expect(second.getLastLr()).toEqual([0.1])
  })
})

describe('what optimisers and schedules refuse', () => {
  const w = () => tensor([1], { requiresGrad: true })
  const sgd = () => new optim.SGD([w()], { lr: 1 })
  const L = optim.lrScheduler
  const cases: [name: string, call: () => unknown, code: string, torch: string][] = [
    [
      'a negative learning rate',
      () => new optim.SGD([w()], { lr: -1 }),
      'optimizer-option',
      'Invalid learning rate: -1',
    ],
    [
      'a negative learning rate of a group',
      () => new optim.SGD([{ params: [w()], lr: -1 }]),
      'optimizer-option',
      'Invalid learning rate: -1',
    ],
    [
      'a beta of 1',
      () => new optim.Adam([w()], { betas: [0.9, 1] }),
      'optimizer-option',
      'Invalid beta parameter at index 1: 1',
    ],
    [
      "Nesterov's without momentum",
      () => new optim.SGD([w()], { nesterov: true }),
      'optimizer-nesterov',
      'Nesterov momentum requires a momentum and zero dampening',
    ],
    ['no parameters', () => new optim.SGD([]), 'optimizer-empty', 'optimizer got an empty parameter list'],
    [
      'one tensor',
      () => new optim.SGD(w() as never),
      'optimizer-parameters',
      'params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.FloatTensor',
    ],
    ['a computed tensor', () => new optim.SGD([w().mul(2)]), 'optimizer-parameter', "can't optimize a non-leaf Tensor"],
    [
      'a number',
      () => new optim.SGD([{ params: [3 as never] }]),
      'optimizer-not-a-tensor',
      'optimizer can only optimize Tensors, but one of the params is number',
    ],
    [
      'one tensor in two groups',
      () => {
        const shared = w()
        return new optim.SGD([{ params: [shared] }, { params: [shared] }])
      },
      'optimizer-parameter-twice',
      'some parameters appear in more than one parameter group',
    ],
    [
      'the state of other groups',
      () => new optim.SGD([w()]).loadStateDict(new optim.SGD([w(), w()]).stateDict()),
      'optimizer-state',
      "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
    ],
    ['a schedule of nothing', () => new L.StepLR({} as never, 2), 'scheduler-optimizer', 'object is not an Optimizer'],
    [
      'a schedule without its steps',
      () => new L.StepLR(sgd()),
      'missing-argument',
      'StepLR() missing 1 required positional arguments: "stepSize"',
    ],
    [
      'a factor above 1',
      () => new L.LinearLR(sgd(), { startFactor: 2 }),
      'optimizer-option',
      'Starting multiplicative factor expected to be greater than 0 and less or equal to 1.',
    ],
    [
      'a cycle of unknown length',
      () => new L.OneCycleLR(sgd(), 0.1),
      'scheduler-steps',
      'You must define either total_steps OR (epochs AND steps_per_epoch)',
    ],
    [
      'a cycle for an optimiser without momentum',
      () => new L.CyclicLR(new optim.Adagrad([w()]), 0.1, 1),
      'scheduler-momentum',
      'optimizer must support momentum or beta1 with `cycle_momentum` option enabled',
    ],
    [
      'too few milestones',
      () => new L.SequentialLR(sgd(), [new L.ConstantLR(sgd())], [3]),
      'scheduler-mixed',
      'Sequential Schedulers expects all schedulers to belong to the same optimizer, but got schedulers at index 0 to be different than the optimizer passed in.',
    ],
    [
      'going on from nowhere',
      () => new L.StepLR(sgd(), { stepSize: 2, lastEpoch: 3 }),
      'scheduler-resume',
      '"param \'initial_lr\' is not specified in param_groups[0] when resuming an optimizer"',
    ],
  ]
  test.each(cases)('%s', (_, call, code, torch) => {
    expect(call).toThrow(expect.objectContaining({ code, torch: expect.objectContaining({ message: torch }) }))
  })

  test('a message names the option, its value and its range', () => {
    expect(() => new optim.Adam([w()], { eps: -1 })).toThrow('eps = -1 is out of range: it must be ≥ 0.')
  })
})
