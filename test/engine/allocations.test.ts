/**
 * How much a step makes, counted and not timed: objects of the engine, arrays, and blocks of the kernels' memory. A step
 * that makes more than its budget goes red on any machine.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { useKernels } from '../../src/engine/kernels/backend.ts'
import { loadKernels, type Kernels } from '../../src/engine/kernels/wasm/load.ts'
import { arenaUse } from '../../src/engine/kernels/arena.ts'
import { GradNode } from '../../src/engine/autograd/node.ts'
import { kernelBinaries } from '../../src/tools/kernels/compile.ts'
import { functional, nn, noGrad, optim, rand, tensor, type Tensor } from './helpers/engine.ts'

/** Arrays made while a body runs. */
function arraysIn(body: () => void): number {
  let made = 0
  const names = ['Float32Array', 'Float64Array', 'Int32Array', 'Uint8Array'] as const
  const originals = names.map((name) => globalThis[name])
  names.forEach((name, i) => {
    const counted = new Proxy(originals[i]!, {
      construct(target, args) {
        made++
        return Reflect.construct(target, args) as object
      },
    })
    Object.assign(globalThis, { [name]: counted })
  })
  try {
    body()
  } finally {
    names.forEach((name, i) => Object.assign(globalThis, { [name]: originals[i] }))
  }
  return made
}

/** Nodes recorded while a body runs: they are numbered. */
function nodesIn(body: () => void): number {
  const number = () => rand(1).requiresGrad_().mul(1).gradFn!
  const before = number()
  expect(before).toBeInstanceOf(GradNode)
  body()
  return number().serial - before.serial - 2
}

/** Kernels whose calls are counted. */
function countCalls(kernels: Kernels): { kernels: Kernels; calls: () => number } {
  let calls = 0
  const counted = Object.fromEntries(
    Object.entries(kernels as unknown as Record<string, unknown>).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (...args: unknown[]) => {
            calls++
            return (value as (...args: unknown[]) => unknown)(...args)
          }
        : value,
    ]),
  )
  return { kernels: counted as unknown as Kernels, calls: () => calls }
}

describe('a step makes no more than its budget', () => {
  afterEach(() => useKernels(null))

  it('W0, single numbers: three nodes and no array', () => {
    const [w, x] = [tensor(2).requiresGrad_(), tensor(3)]
    const step = () => {
      w.grad = null
      w.mul(x).sub(10).pow(2).backward()
    }
    step()
    expect(nodesIn(step)).toBe(3)
    expect(arraysIn(step)).toBe(0)
    expect(w.grad!.item()).toBe(-24)
    expect(w.grad!.ownStorage).toBeNull()
  })

  it('an update in place leaves weight and gradient in the kernels’ memory, and gives back its own steps', async () => {
    const { plain } = await kernelBinaries()
    useKernels(loadKernels(plain, new WebAssembly.Memory({ initial: 4 })))
    const w = rand(8, 8).requiresGrad_()
    w.mul(w).sum().backward()
    const grad = w.grad!
    const step = () => noGrad(() => w.sub_(grad.mul(0.25)))
    step()
    const before = arenaUse().spent
    expect(arraysIn(step)).toBe(0)
    // One block, of the product that the loop's own code made and might keep.
    expect(arenaUse().spent - before).toBeLessThanOrEqual(256 + 512)
    expect(w.storage.pointer).not.toBe(0)
    expect(grad.storage.pointer).not.toBe(0)
    expect(w.abs().sum().item()).toBeCloseTo(0)
  })

  it('W1, a small network in kernels: what is made in a step is given back in it', async () => {
    const { plain } = await kernelBinaries()
    const { kernels, calls } = countCalls(loadKernels(plain, new WebAssembly.Memory({ initial: 4 })))
    useKernels(kernels)
    const model = new nn.Sequential(
      new nn.Linear(2, 16),
      new nn.Tanh(),
      new nn.Linear(16, 16),
      new nn.Tanh(),
      new nn.Linear(16, 1),
    )
    const [x, y] = [rand(100, 2), rand(100, 1)]
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.05 })
    const step = () => {
      optimizer.zeroGrad()
      functional.mseLoss(model(x) as Tensor, y).backward()
      optimizer.step()
    }
    for (let i = 0; i < 20; i++) step()
    const before = arenaUse()
    expect(nodesIn(step)).toBeLessThanOrEqual(9)
    expect(arraysIn(step)).toBe(0)
    // Products and their room, tanh, the loss, sums over the batch, updates.
    const callsBefore = calls()
    step()
    expect(calls() - callsBefore).toBeLessThanOrEqual(34)
    for (let i = 0; i < 50; i++) step()
    const block = 400 + 112 + 512
    expect(arenaUse().spent - before.spent).toBeLessThanOrEqual(53 * block)
    expect(arenaUse().reserved - before.reserved).toBeLessThanOrEqual(53 * block)
  })
})
