/** The kernels' memory: what moves in and out of it, and that nobody ever sees another's numbers there. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arenaUse } from '../../src/engine/kernels/arena.ts'
import { backend, beginCall, newResident, pointerTo, scratch, useKernels } from '../../src/engine/kernels/backend.ts'
import { loadKernels } from '../../src/engine/kernels/wasm/load.ts'
import { kernelBinaries } from '../../src/tools/kernels/compile.ts'
import { tensor, zeros, type Tensor } from './helpers/engine.ts'

const { plain } = await kernelBinaries()

const memory = new WebAssembly.Memory({ initial: 1 })
const noKernels = loadKernels(plain, memory)
const floats = (pointer: number, n: number): Float32Array => new Float32Array(memory.buffer, pointer, n)

/** What a kernel would do: a tensor of one number everywhere. */
function written(n: number, value: number): Tensor {
  beginCall()
  const out = newResident([n])!
  floats(out.storage.pointer, n).fill(value)
  return out
}

describe('the kernels’ memory', () => {
  beforeEach(() => useKernels(noKernels, { budget: 4096, most: 65536 }))
  afterEach(() => useKernels(null))

  it('takes the numbers of a tensor in, and gives them out as they are', () => {
    const x = tensor([[1, 2], [3, 4]]) // prettier-ignore
    beginCall()
    const at = pointerTo(x)
    expect(at % 16).toBe(0)
    expect(at).toBeGreaterThanOrEqual(1000)
    floats(at, 4)[2] = 30
    expect(x.tolist()).toEqual([[1, 2], [30, 4]]) // prettier-ignore
    expect(x.storage.pointer).toBe(0)
  })

  it('shows a view by its offset, and one number without moving any', () => {
    const x = tensor([1, 2, 3, 4])
    beginCall()
    const at = pointerTo(x)
    expect(pointerTo(x.narrow(0, 2, 2))).toBe(at + 8)
    expect(x.get(3).item()).toBe(4)
    expect(x.storage.pointer).toBe(at)
  })

  it('takes numbers of every type in, and gives them out as they are', () => {
    for (const dtype of ['float64', 'int64', 'int32', 'uint8', 'bool'] as const) {
      const x = tensor([1, 0, 1, 1, 0], { dtype })
      const before = x.tolist()
      beginCall()
      expect(pointerTo(x, dtype)).toBe(x.storage.pointer)
      expect(x.get(2).item()).toBe(before[2])
      expect(x.storage.pointer).not.toBe(0)
      expect(x.tolist()).toEqual(before)
    }
  })

  it('takes nothing in of another type than asked for, that is empty, or takes more than its share', () => {
    beginCall()
    expect(pointerTo(zeros(3, { dtype: 'float64' }))).toBe(0)
    expect(pointerTo(zeros(0))).toBe(0)
    expect(pointerTo(zeros(65536))).toBe(0)
    expect(newResident([65536])).toBeNull()
  })

  it('moves the oldest out when its budget is used up, and never what a call has pinned', () => {
    const first = written(100, 1)
    const tensors = Array.from({ length: 60 }, (_, i) => written(100, i + 2))
    expect(first.storage.pointer).toBe(0)
    expect(first.tolist()).toEqual(new Array(100).fill(1))
    tensors.forEach((x, i) => expect(x.tolist()).toEqual(new Array(100).fill(i + 2)))
    beginCall()
    const pinned = tensors.slice(0, 40).map((x) => [x, pointerTo(x)] as const)
    for (const [x, at] of pinned) expect(x.storage.pointer).toBe(at)
  })

  it('deals a block again once it is given back, and the tensor that had it fails instead of showing what is there now', () => {
    const x = written(50, 1)
    const at = x.storage.pointer
    x.storage.release()
    const y = written(50, 2)
    expect(y.storage.pointer).toBe(at)
    expect(() => x.tolist()).toThrow(expect.objectContaining({ code: 'storage-released' }))
  })

  it('keeps to its budget, and widens it when what it moved out is needed again', () => {
    for (let i = 0; i < 500; i++) written(100, i)
    expect(arenaUse().budget).toBe(4096)
    expect(arenaUse().spent).toBeLessThan(3 * 4096)
    const parameters = Array.from({ length: 20 }, (_, i) => tensor(new Array(100).fill(i)))
    for (let step = 0; step < 20; step++) {
      for (const x of parameters) {
        beginCall()
        pointerTo(x)
      }
    }
    expect(arenaUse().budget).toBeGreaterThan(4096)
    expect(parameters.filter((x) => x.storage.pointer !== 0).length).toBe(20)
  })

  it('has scratch for a call that no tensor shares', () => {
    const x = written(16, 7)
    beginCall()
    const at = scratch(6000)
    floats(at, 1500).fill(9)
    expect(scratch(100)).toBe(at)
    expect(x.tolist()).toEqual(new Array(16).fill(7))
  })

  it('lets every tensor keep its numbers when the kernels change', () => {
    const x = written(10, 5)
    expect(backend()).toBe('wasm')
    useKernels(null)
    expect(backend()).toBe('plain')
    expect(x.tolist()).toEqual(new Array(10).fill(5))
  })

  it('shows each tensor its own numbers, whatever is made, used, dropped and given back in between', () => {
    const step = fc.oneof(
      fc.record({ make: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ use: fc.nat(), write: fc.boolean() }),
      fc.record({ drop: fc.nat(), release: fc.boolean() }),
      fc.record({ read: fc.nat() }),
      fc.record({ scratch: fc.integer({ min: 1, max: 9000 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        useKernels(noKernels, { budget: 4096, most: 65536 })
        const kept: { x: Tensor; value: number }[] = []
        let next = 1
        for (const one of steps) {
          beginCall()
          if ('make' in one) {
            kept.push({ x: written(one.make, next), value: next })
            next++
          } else if ('scratch' in one) floats(scratch(one.scratch), one.scratch >> 2).fill(-1)
          else if (kept.length > 0) {
            const place = ('use' in one ? one.use : 'drop' in one ? one.drop : one.read) % kept.length
            const chosen = kept[place]!
            if ('use' in one) {
              const at = pointerTo(chosen.x)
              const numbers = floats(at, chosen.x.numel())
              expect([...new Set(numbers)]).toEqual([chosen.value])
              if (one.write) numbers.fill((chosen.value = next++))
            } else if ('drop' in one) {
              kept.splice(place, 1)
              if (one.release) chosen.x.storage.release()
            } else expect([...new Set(chosen.x.tolist())]).toEqual([chosen.value])
          }
        }
        for (const { x, value } of kept) expect([...new Set(x.tolist())]).toEqual([value])
      }),
      { numRuns: 100, seed: 4 },
    )
  })
})
