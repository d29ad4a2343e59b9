/** A build of the kernels over a memory of its own, where every array is followed by numbers that nobody may change. */
import { expect } from 'vitest'
import { loadKernels, type Kernels } from '../../../src/engine/kernels/wasm/load.ts'
import type { KernelBuild } from '../../../src/engine/kernels/wasm/support.ts'
import { kernelBinaries } from '../../../src/tools/kernels/compile.ts'

const guard = 32
const poison = 0x7fc0dead

export class Machine {
  readonly build: KernelBuild
  readonly kernels: Kernels
  readonly #memory = new WebAssembly.Memory({ initial: 64 })
  #next: number
  readonly #guards: number[] = []

  constructor(build: KernelBuild, bytes: BufferSource) {
    this.build = build
    this.kernels = loadKernels(bytes, this.#memory)
    this.#next = this.kernels.heapBase
    this.reset()
  }

  /** Forgets all arrays. */
  reset(): void {
    this.#next = this.kernels.heapBase
    this.#guards.length = 0
  }

  /** @returns the address of `bytes` bytes, all NaN */
  room(bytes: number): number {
    const at = this.#next
    const end = at + ((bytes + 15) & ~15)
    new Int32Array(this.#memory.buffer, at, (end + guard - at) / 4).fill(poison)
    this.#guards.push(end)
    this.#next = end + guard
    return at
  }

  put(numbers: ArrayLike<number>): number {
    const at = this.room(numbers.length * 4)
    new Float32Array(this.#memory.buffer, at, numbers.length).set(numbers)
    return at
  }

  putDoubles(numbers: ArrayLike<number>): number {
    const at = this.room(numbers.length * 8)
    new Float64Array(this.#memory.buffer, at, numbers.length).set(numbers)
    return at
  }

  putBytes(numbers: ArrayLike<number>): number {
    const at = this.room(numbers.length)
    new Uint8Array(this.#memory.buffer, at, numbers.length).set(numbers)
    return at
  }

  /** The numbers at an address; and nothing behind any array has changed. */
  take(at: number, length: number): Float32Array {
    for (const end of this.#guards) {
      const behind = new Int32Array(this.#memory.buffer, end, guard / 4)
      if (behind.some((word) => word !== poison)) expect.fail(`written behind the array that ends at ${end}`)
    }
    return new Float32Array(this.#memory.buffer, at, length).slice()
  }

  takeDoubles(at: number, length: number): Float64Array {
    this.take(at, 0)
    return new Float64Array(this.#memory.buffer, at, length).slice()
  }

  takeBytes(at: number, length: number): Uint8Array {
    this.take(at, 0)
    return new Uint8Array(this.#memory.buffer, at, length).slice()
  }

  /** The number right behind an array of so many, in what fills it up to 16 bytes. */
  isPoison(at: number, index: number): boolean {
    return new Int32Array(this.#memory.buffer, at, index + 1)[index] === poison
  }
}

const { relaxed, plain } = await kernelBinaries()

export const machines: readonly Machine[] = [new Machine('plain', plain), new Machine('relaxed', relaxed)]

/** Lengths around those at which vectors and unrolled loops end. */
export const sizes = [0, 1, 3, 4, 5, 7, 8, 17, 63, 64, 65] as const

/** Numbers in (−1, 1), the same in each run. */
export function numbers(length: number, seed = 1): Float32Array {
  let state = seed * 2654435761
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state / 2 ** 31
  })
}

export const awkward = Float32Array.of(
  ...[NaN, Infinity, -Infinity, 0, -0, 1e-45, -1e-45, 1e-40, -1e-40, 1.17549435e-38, -1.17549435e-38],
  ...[3.4028235e38, -3.4028235e38, 1, -1, 0.5, -0.5, 2, -2, 88.72, 89, -87.4, -103.9, -104.5, 1e-7, -1e-7, 1e30, -1e30],
)

const bits = new Int32Array(1)
const single = new Float32Array(bits.buffer)
/** The place of a number in the order of all float32 numbers. */
function orderOf(value: number): number {
  single[0] = value
  return bits[0]! < 0 ? -(bits[0]! & 0x7fffffff) : bits[0]!
}

/** How many float32 numbers lie between two, 0 for two NaN. */
export function unitsBetween(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity
  return Math.abs(orderOf(a) - orderOf(b))
}

/** @param smallest  differences below it do not count */
export function expectClose(got: ArrayLike<number>, wanted: ArrayLike<number>, units: number, smallest = 0): void {
  expect(got.length).toBe(wanted.length)
  for (let i = 0; i < got.length; i++) {
    if (Math.abs(got[i]! - wanted[i]!) <= smallest) continue
    if (unitsBetween(got[i]!, wanted[i]!) > units) {
      expect.fail(
        `number ${i}: ${got[i]}, expected ${Math.fround(wanted[i]!)} (${unitsBetween(got[i]!, wanted[i]!)} units)`,
      )
    }
  }
}
