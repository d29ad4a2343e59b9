/**
 * Whatever is computed, kept, walked, changed and broken off in between: every tensor shows its own numbers. The same
 * random program runs on plain arrays and in a memory of the kernels so small that storages move in and out all the time.
 */
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { useKernels, type Kernels } from '../../src/engine/kernels/backend.ts'
import { loadKernels } from '../../src/engine/kernels/wasm/load.ts'
import { kernelBinaries } from '../../src/tools/kernels/compile.ts'
import { apply, functional, matmul, nn, noGrad, optim, tensor, type Tensor } from './helpers/engine.ts'

const { plain, relaxed } = await kernelBinaries()
const builds = [plain, relaxed].map((bytes) => loadKernels(bytes, new WebAssembly.Memory({ initial: 2, maximum: 256 })))
afterAll(() => useKernels(null))

const side = 12

/** One step of a program: what it does, and which of the tensors there are it takes. */
interface Step {
  readonly does: keyof typeof deeds
  readonly a: number
  readonly b: number
}

/** A reader's operation that puts aside all it sees. */
const seen: Tensor[] = []
const Doubled = {
  name: 'Doubled',
  forward: ([x]: readonly Tensor[]) => {
    const y = x!.mul(2)
    seen.push(y)
    return y
  },
  gradient: [
    (g: Tensor) => {
      seen.push(g)
      return g.mul(2)
    },
  ],
}

const model = () => {
  const layers = new nn.Sequential(new nn.Linear(side, 8), new nn.Tanh(), new nn.Linear(8, side), new nn.ReLU())
  for (const [i, p] of layers.parameters().entries())
    noGrad(() =>
      p.copy_(tensor(Array.from({ length: p.numel() }, (_, k) => Math.sin(k + i) / 4)).reshape([...p.shape])),
    )
  return layers
}

interface State {
  readonly tensors: Tensor[]
  readonly leaves: Tensor[]
  readonly layers: nn.Sequential
  readonly optimizer: optim.Optimizer
}

const deeds = {
  add: ({ tensors }: State, a: Tensor, b: Tensor) => tensors.push(a.add(b).mul(0.5)),
  row: ({ tensors }: State, a: Tensor, b: Tensor) => tensors.push(a.sub(b.mean(0)).tanh()),
  product: ({ tensors }: State, a: Tensor, b: Tensor) => tensors.push(matmul(a, b.t()).tanh()),
  view: ({ tensors }: State, a: Tensor) => tensors.push(a.transpose(0, 1)),
  part: ({ tensors }: State, a: Tensor) => tensors.push(a.narrow(0, 2, side / 2).repeat(2, 1)),
  softmax: ({ tensors }: State, a: Tensor) => tensors.push(functional.softmax(a, { dim: -1 })),
  attention: ({ tensors }: State, a: Tensor, b: Tensor) =>
    tensors.push(functional.scaledDotProductAttention(a, b, a, { isCausal: true })),
  masked: ({ tensors }: State, a: Tensor, b: Tensor) =>
    tensors.push(functional.scaledDotProductAttention(a, a.add(1), b, b)),
  crossEntropy: ({ tensors }: State, a: Tensor, b: Tensor) =>
    tensors.push(
      a.mul(
        functional.crossEntropy(
          b,
          tensor(
            Array.from({ length: side }, (_, i) => i),
            { dtype: 'int64' },
          ),
        ),
      ),
    ),
  smoothed: ({ tensors }: State, a: Tensor, b: Tensor) =>
    tensors.push(a.add(functional.crossEntropy(b, functional.softmax(a, { dim: 1 }), { labelSmoothing: 0.1 }))),
  normalized: ({ tensors }: State, a: Tensor) => tensors.push(functional.layerNorm(a, { normalizedShape: [side] })),
  pooled: ({ tensors }: State, a: Tensor) =>
    tensors.push(functional.maxPool1d(a.mul(1.1), { kernelSize: 2 }).repeat(1, 2)),
  relu: ({ tensors }: State, a: Tensor) => tensors.push(a.relu().add(0.01)),
  own: ({ tensors }: State, a: Tensor) => tensors.push(apply(Doubled, [a]).sigmoid()),
  layers: ({ tensors, layers }: State, a: Tensor) => tensors.push(layers(a) as Tensor),
  keep: ({ tensors }: State, a: Tensor) => tensors.push(a.detach().clone()),
  change: (_: State, a: Tensor) => noGrad(() => (a.isLeaf && !a.requiresGrad ? a.mul_(0.5) : a)),
  walk: (_: State, a: Tensor) => a.requiresGrad && a.square().mean().backward(),
  retain: (_: State, a: Tensor) => a.requiresGrad && a.sum().backward({ retainGraph: true }),
  hook: (_: State, a: Tensor) => a.requiresGrad && a.registerHook((g) => void seen.push(g)),
  retainGrad: (_: State, a: Tensor) => a.requiresGrad && a.retainGrad(),
  step: ({ optimizer }: State) => optimizer.step(),
  zero: ({ optimizer }: State) => optimizer.zeroGrad(),
  held: ({ leaves }: State) => leaves.forEach(({ grad }) => grad && seen.push(grad)),
  bad: (_: State, a: Tensor) => matmul(a, a.narrow(0, 0, 3)),
  badHook(_: State, a: Tensor) {
    if (!a.requiresGrad) return
    const y = a.mul(2)
    y.registerHook(() => {
      throw new Error('broken off')
    })
    y.square().sum().backward()
  },
}

/** What is seen at the end of a program: all tensors, all gradients, all that was put aside. */
function outcome(steps: readonly Step[], kernels: Kernels | null): unknown[] {
  useKernels(kernels, { budget: 4096, most: 2 ** 20 })
  seen.length = 0
  const leaf = (i: number) =>
    tensor(Array.from({ length: side * side }, (_, k) => Math.sin(3 * k + i))).reshape(side, side)
  const leaves = [leaf(1).requiresGrad_(), leaf(2).requiresGrad_()]
  const layers = model()
  const all = [...leaves, ...layers.parameters()]
  const optimizer = new optim.Adam(all, { lr: 0.01 })
  const state = { tensors: [...leaves, leaf(3)], leaves, layers, optimizer }
  const told: unknown[] = []
  for (const { does, a, b } of steps) {
    const of = (i: number) => state.tensors[i % state.tensors.length]!
    try {
      deeds[does](state, of(a), of(b))
    } catch (error) {
      told.push((error as { code?: string }).code ?? (error as Error).message)
    }
  }
  const numbers = (x: Tensor | null) => (x === null ? [] : [...x.contiguous().reshape(-1).tolist()])
  for (const x of [...state.tensors, ...all, ...seen]) told.push(numbers(x))
  for (const x of all) told.push(numbers(x.grad))
  useKernels(null)
  return told
}

function same(found: readonly unknown[], expected: readonly unknown[]): void {
  expect(found.length).toBe(expected.length)
  found.forEach((one, i) => {
    if (typeof one === 'string') return expect(one).toBe(expected[i])
    const [x, y] = [one, expected[i]] as [number[], number[]]
    expect(x.length).toBe(y.length)
    x.forEach((value, k) => {
      // Rounding differs a little, and Adam's first steps follow the sign of a gradient: all but that must agree.
      if (!(Math.abs(value - y[k]!) <= 0.05 + 0.01 * Math.abs(y[k]!))) expect([i, k, value]).toEqual([i, k, y[k]])
    })
  })
}

describe('a tensor never shows another’s numbers', () => {
  const step = fc.record({
    does: fc.constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[])),
    a: fc.nat(100),
    b: fc.nat(100),
  })
  it.each([
    ['without', 0],
    ['with', 1],
  ] as const)(
    'in kernels %s relaxed SIMD, in a memory that is always full',
    (_, build) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
          same(outcome(steps, builds[build]!), outcome(steps, null))
        }),
        { numRuns: 60, seed: 20 },
      )
    },
    60_000,
  )
})
