import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import { describeTapes, type Tape, type TapeNode } from '../../../src/cells/run/tape.ts'

const { nn, functional, tensor } = engine
type Tensor = engine.Tensor

const leaf = (data: number | number[] | number[][]) => tensor(data, { requiresGrad: true })

/** The tapes of what `body` returns by name, recorded as a run for the graph records them. */
function record(body: () => Record<string, unknown>, now = () => 0) {
  const before = engine.keepGraphValues(true)
  try {
    return describeTapes(Object.entries(body()), engine, now)
  } finally {
    engine.keepGraphValues(before)
  }
}

const tapeOf = (body: () => Record<string, unknown>): Tape => record(body).tapes[0]!.tape
const find = (tape: Tape, variable: string): TapeNode => tape.nodes.find((node) => node.variable === variable)!
const numbers = (tape: Tape, variable: string) => find(tape, variable).gradients[0]?.numbers

/** Checks that what comes back along the edges adds up to the gradient of each node. */
function expectSums(tape: Tape): void {
  const isResult = (node: TapeNode) => node === tape.nodes.at(-1)
  for (const node of tape.nodes) {
    node.gradients.forEach((gradient, output) => {
      if (!gradient || isResult(node)) return
      const products = tape.edges.filter((edge) => edge.from === node.id && edge.output === output && edge.product)
      const sum = gradient.numbers.map((_, i) => products.reduce((total, edge) => total + edge.product!.numbers[i]!, 0))
      sum.forEach((value, i) => expect(value).toBeCloseTo(gradient.numbers[i]!, 4))
    })
  }
}

describe('the tape of a result', () => {
  test('of the first cell tells values, slopes and products', () => {
    const tape = tapeOf(() => {
      const w = leaf([2])
      const x = tensor([3])
      const prediction = w.mul(x)
      const loss = prediction.sub(10).pow(2)
      loss.backward()
      return { w, x, prediction, loss }
    })
    const rows = tape.nodes.map(({ name, variable, value, gradients }) => [
      name,
      variable,
      value?.numbers[0],
      gradients[0]?.numbers[0],
    ])
    expect(rows).toEqual([
      ['AccumulateGrad', 'w', 2, -24],
      ['', 'x', 3, undefined],
      ['MulBackward0', 'prediction', 6, -8],
      ['', undefined, 10, undefined],
      ['SubBackward0', undefined, -4, -8],
      ['PowBackward0', 'loss', 16, 1],
    ])
    expect(tape.edges.map(({ local, product }) => [local?.numbers[0], product?.numbers[0]])).toContainEqual([3, -24])
    expect(tape.nodes.at(-1)!.settings).toEqual({ exponent: 2 })
    expect(tape.nodes[0]!.kept!.numbers).toEqual([-24])
    expectSums(tape)
  })

  test('shows the step in which it was computed, though the weights have moved since', () => {
    const tape = tapeOf(() => {
      const w = leaf([1])
      const loss = w.mul(3).square().sum()
      loss.backward()
      engine.noGrad(() => w.sub_(0.5))
      return { w, loss }
    })
    expect(find(tape, 'w').value!.numbers).toEqual([1])
    expect(numbers(tape, 'w')).toEqual([18])
  })

  test('adds gradients where paths meet', () => {
    const tape = tapeOf(() => {
      const a = leaf([3])
      const b = a.mul(a)
      const loss = b.add(a).sum()
      return { a, b, loss }
    })
    const into = tape.edges.filter(({ from }) => from === find(tape, 'a').id).map(({ product }) => product!.numbers[0])
    expect(into.sort()).toEqual([1, 3, 3])
    expect(numbers(tape, 'a')).toEqual([7])
    expect(find(tape, 'a').kept).toBeNull()
  })

  test('names parameters of modules and members of arrays', () => {
    const tape = tapeOf(() => {
      const model = new nn.Linear(2, 1)
      const scale = [leaf(2)]
      const loss = (model as unknown as (x: Tensor) => Tensor)(tensor([[1, 2]]))
        .mul(scale[0]!)
        .sum()
      return { model, scale, loss }
    })
    const names = tape.nodes.flatMap(({ variable }) => variable ?? [])
    expect(names).toEqual(expect.arrayContaining(['model.weight', 'model.bias', 'scale[0]', 'loss']))
    expectSums(tape)
  })

  test('begins with what no other result was computed from, the latest first', () => {
    const { tapes } = record(() => {
      const w = leaf(2)
      const part = w.mul(3)
      const first = part.add(1)
      const second = part.sub(1)
      return { w, part, first, second }
    })
    expect(tapes.map(({ result }) => result)).toEqual(['second', 'first', 'part'])
  })

  test('is missing for what is not one number, or was not recorded', () => {
    expect(record(() => ({ w: leaf([1, 2]).mul(2), x: tensor(3), n: 4, f: () => 1 })).tapes).toEqual([])
  })

  test('leaves out the oldest operations of a long graph, but no leaf with a name', () => {
    let clock = 0
    const { tape } = record(
      () => {
        const w = leaf(1)
        let loss: Tensor = w
        for (let i = 0; i < 3000; i++) loss = loss.mul(1.0001)
        return { w, loss }
      },
      () => (clock += 100),
    ).tapes[0]!
    expect(tape.nodes.length).toBeLessThanOrEqual(1500)
    expect(tape.omitted).toBeGreaterThan(1500)
    expect(numbers(tape, 'w')![0]).toBeCloseTo(1.0001 ** 3000, 3)
  })
})

describe('finite differences', () => {
  test('agree with every gradient of a small network', () => {
    const tape = tapeOf(() => {
      engine.manualSeed(1)
      const x = tensor([[0.5, -1, 2]])
      const w = leaf([[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]]) // prettier-ignore
      const b = leaf([0.1, 0.2])
      const hidden = x.matmul(w).add(b).tanh()
      const loss = functional.crossEntropy(hidden, tensor([1], { dtype: 'int64' }))
      return { x, w, b, hidden, loss }
    })
    expect(tape.checked).toBe(true)
    const checks = tape.nodes.filter(({ gradients }) => gradients.length > 0).slice(0, -1)
    for (const { check } of checks) expect(check!.error).toBeLessThan(1e-5)
    expectSums(tape)
  })

  test('tell of a gradient that is wrong', () => {
    const Wrong: engine.Operation = {
      name: 'WrongBackward0',
      forward: ([x]) => x!.mul(x!),
      gradient: [engine.given([0], (g, [x]) => g.mul(x!))],
    }
    const tape = tapeOf(() => {
      const w = leaf([3])
      return { w, loss: engine.apply(Wrong, [w]) }
    })
    expect(numbers(tape, 'w')).toEqual([3])
    expect(find(tape, 'w').check!.estimates[0]).toBeCloseTo(6, 6)
    expect(find(tape, 'w').check!.error).toBeCloseTo(3, 6)
  })

  test('are sampled for large tensors, and say so', () => {
    const tape = tapeOf(() => {
      const w = engine.ones([30, 30], { requiresGrad: true } as never)
      return { w, loss: w.mul(2).mean() }
    })
    const { check } = find(tape, 'w')
    expect(check!.elements).toBe(900)
    expect(check!.checked).toBeLessThan(20)
    expect(check!.error).toBeLessThan(1e-6)
  })

  test('are left out when time is up', () => {
    const before = engine.keepGraphValues(true)
    let time = 0
    try {
      const w = leaf(2)
      const { tapes } = describeTapes(Object.entries({ w, loss: w.mul(3) }), engine, () => (time += 1000))
      expect(tapes[0]!.tape.nodes.every(({ check }) => check === undefined)).toBe(true)
    } finally {
      engine.keepGraphValues(before)
    }
  })
})

describe('any graph', () => {
  const unary = ['tanh', 'sigmoid', 'exp', 'neg', 'square', 'sin'] as const
  const binary = ['add', 'sub', 'mul'] as const
  const instruction = fc.record({
    f: fc.constantFrom(...unary, ...binary),
    i: fc.nat(30),
    j: fc.nat(30),
  })

  test('adds up edge by edge to what backward() gives, and to finite differences', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 3 }),
        fc.array(instruction, { minLength: 1, maxLength: 12 }),
        (data, program) => {
          const leaves = [leaf(data), leaf(data.map((value) => value / 2 + 0.1)), leaf(0.5)]
          const tape = tapeOf(() => {
            const values: Tensor[] = [...leaves]
            for (const { f, i, j } of program) {
              const x = values[i % values.length]!.tanh()
              values.push(
                (unary as readonly string[]).includes(f)
                  ? x[f as 'tanh']()
                  : x[f as 'mul'](values[j % values.length]!.tanh()),
              )
            }
            const loss = values.reduce((sum: Tensor, value) => sum.add(value.mean()), tensor(0))
            loss.backward()
            return { leaves, loss }
          })
          expectSums(tape)
          leaves.forEach((x, i) => {
            const node = find(tape, `leaves[${i}]`)
            const kept = [x.grad!.tolist()].flat() as number[]
            kept.forEach((value, k) => expect(node.gradients[0]!.numbers[k]).toBeCloseTo(value, 5))
            expect(node.check!.error).toBeLessThan(1e-4)
          })
        },
      ),
      { numRuns: 40, seed: 7 },
    )
  })
})
