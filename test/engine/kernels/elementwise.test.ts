import { describe, expect, test } from 'vitest'
import { erf, erfc } from '../../../src/engine/kernels/error-function.ts'
import { binaryFunctions, comparisons, unaryFunctions } from '../../../src/engine/kernels/wasm/functions.ts'
import { awkward, expectClose, machines, numbers, sizes } from './machine.ts'

const gelu = (x: number) => (x * erfc(-x * Math.SQRT1_2)) / 2
const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
const angle = (x: number) => Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const slope = 0.01

/** The function, how many units in the last place are allowed, and below what size a difference does not count. */
const unary: Record<keyof typeof unaryFunctions, [f: (x: number) => number, units: number, smallest?: number]> = {
  neg: [(x) => -x, 0],
  abs: [Math.abs, 0],
  square: [(x) => x * x, 0],
  sqrt: [Math.sqrt, 0],
  rsqrt: [(x) => 1 / Math.sqrt(x), 1],
  reciprocal: [(x) => 1 / x, 0],
  exp: [Math.exp, 1],
  log: [Math.log, 1],
  tanh: [Math.tanh, 6],
  sigmoid: [sigmoid, 2, 1e-38],
  relu: [(x) => (x <= 0 ? 0 : x), 0],
  leakyRelu: [(x) => (x > 0 ? x : x * Math.fround(slope)), 0],
  gelu: [gelu, 3, 3e-7],
  geluTanh: [(x) => (x / 2) * (1 + Math.tanh(angle(x))), 6, 1e-6],
  silu: [(x) => x * sigmoid(x), 3, 1e-35],
  erf: [erf, 2],
  floor: [Math.floor, 0],
  ceil: [Math.ceil, 0],
}

type Two = (a: number, b: number, p: number) => number
const binary: Record<keyof typeof binaryFunctions, [f: Two, units: number, smallest?: number]> = {
  add: [(a, b) => a + b, 0],
  sub: [(a, b) => a - b, 0],
  mul: [(a, b) => a * b, 0],
  div: [(a, b) => a / b, 0],
  max: [(a, b) => Math.max(a, b), 0],
  min: [(a, b) => Math.min(a, b), 0],
  reluBack: [(g, y) => (y <= 0 ? 0 : g), 0],
  leakyReluBack: [(g, x, p) => (x > 0 ? g : g * p), 0],
  tanhBack: [(g, y) => g * (1 - y * y), 2, 2e-7],
  sigmoidBack: [(g, y) => g * (1 - y) * y, 2, 1e-38],
  geluBack: [(g, x) => g * (erfc(-x * Math.SQRT1_2) / 2 + x * density(x)), 4, 4e-7],
  geluTanhBack: [
    (g, x) => {
      const t = Math.tanh(angle(x))
      return g * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x))
    },
    4,
    6e-7,
  ],
  siluBack: [(g, x) => g * sigmoid(x) * (1 + x * (1 - sigmoid(x))), 4, 4e-7],
  absBack: [(g, x) => g * Math.sign(x), 0],
  sqrtBack: [(g, y) => g / (2 * y), 0],
  addScaled: [(a, b, p) => a + b * p, 1, 1e-7],
}

const names = <T extends object>(functions: T) => Object.keys(functions) as (keyof T & string)[]

describe.each(machines)('the $build kernels, element by element', (machine) => {
  const { kernels } = machine

  test.each(names(unary))('%s agrees with float64 to the last places', (name) => {
    const [f, units, smallest] = unary[name]
    for (const size of sizes) {
      for (const scale of [0.1, 1, 10, 100]) {
        machine.reset()
        const x = numbers(size, size + scale).map((value) => value * scale)
        const [from, to] = [machine.put(x), machine.put(new Float32Array(size))]
        kernels.unary(unaryFunctions[name], from, to, size, slope)
        expectClose(machine.take(to, size), x.map(f), units, smallest)
        expect(machine.take(from, size)).toEqual(x)
      }
    }
  })

  test.each(names(unary))('%s knows NaN, infinities, zeros of both signs and the smallest numbers', (name) => {
    const [f, units, smallest] = unary[name]
    machine.reset()
    // The approximations of gelu are made of x³: beyond 10¹² that is infinite.
    const x = name.startsWith('gelu') || name === 'silu' ? awkward.filter((a) => !(Math.abs(a) > 1e20)) : awkward
    const [from, to] = [machine.put(x), machine.put(new Float32Array(x.length))]
    kernels.unary(unaryFunctions[name], from, to, x.length, slope)
    expectClose(machine.take(to, x.length), x.map(f), units, smallest)
  })

  test('exp and tanh hold their digits over a thousand numbers', () => {
    machine.reset()
    const x = numbers(4096, 5).map((value) => value * 90)
    const [from, to] = [machine.put(x), machine.room(4 * x.length)]
    for (const name of ['exp', 'tanh', 'log', 'erf', 'sigmoid'] as const) {
      const [f, units, smallest] = unary[name]
      kernels.unary(unaryFunctions[name], from, to, x.length, 0)
      expectClose(machine.take(to, x.length), x.map(f), units, smallest)
    }
  })

  test('sin and cos agree with float64 up to 100,000, and say where they do not know', () => {
    for (const scale of [1, 10, 1000, 99_999]) {
      machine.reset()
      const x = numbers(65, scale).map((value) => value * scale)
      const [from, to] = [machine.put(x), machine.room(4 * x.length)]
      expect(kernels.sines(0, from, to, 65)).toBe(1)
      expectClose(machine.take(to, 65), x.map(Math.sin), 2, 1e-9)
      expect(kernels.sines(1, from, to, 65)).toBe(1)
      expectClose(machine.take(to, 65), x.map(Math.cos), 2, 1e-9)
    }
    const far = machine.put([1, 2, 3, 4, 5, 100_001])
    const to = machine.room(24)
    expect(kernels.sines(0, far, to, 6)).toBe(0)
    expect(kernels.sines(0, far, to, 5)).toBe(1)
  })

  test.each(names(binary))('%s agrees with float64 for every way to lay two operands out', (name) => {
    const [f, units, smallest] = binary[name]
    const p = Math.fround(0.3)
    for (const size of sizes) {
      machine.reset()
      const a = numbers(size, 3)
      const b = numbers(size, 4).map((value) => (name === 'sqrtBack' ? Math.abs(value) : value) * 3)
      const [x, y, out] = [machine.put(a), machine.put(b), machine.put(new Float32Array(size))]
      const wanted = (pair: (i: number) => [number, number]) =>
        Float32Array.from({ length: size }, (_, i) => f(...pair(i), p))
      const check = (values: Float32Array) => expectClose(machine.take(out, size), values, units, smallest)
      kernels.binary(binaryFunctions[name], x, 16, y, 16, out, size, p)
      check(wanted((i) => [a[i]!, b[i]!]))
      kernels.binary(binaryFunctions[name], x, 16, kernels.scalar(0.7), 0, out, size, p)
      check(wanted((i) => [a[i]!, Math.fround(0.7)]))
      kernels.binary(binaryFunctions[name], kernels.scalar(0.7), 0, y, 16, out, size, p)
      check(wanted((i) => [Math.fround(0.7), b[i]!]))
    }
  })

  test('an operand is broadcast along rows, along columns, or along what lies outside', () => {
    for (const columns of [1, 3, 4, 5, 8, 17]) {
      const [outer, rows] = [2, 3]
      const size = outer * rows * columns
      machine.reset()
      const a = numbers(size, 3)
      const ways: [
        shape: string,
        length: number,
        strides: [number, number, 0 | 4],
        at: (o: number, r: number, c: number) => number,
      ][] = [
        ['row', columns, [0, 0, 4], (_, __, c) => c],
        ['column', rows, [0, 4, 0], (_, r) => r],
        ['block', rows * columns, [0, 4 * columns, 4], (_, r, c) => r * columns + c],
        ['one a block', outer, [4, 0, 0], (o) => o],
      ]
      for (const [, length, strides, at] of ways) {
        const b = numbers(length, 9)
        const [x, y, out] = [machine.put(a), machine.put(b), machine.room(4 * size)]
        const dense = [4 * rows * columns, 4 * columns, 4] as const
        kernels.binaryBroadcast(1, outer, rows, columns, x, ...dense, y, ...strides, out, 0)
        const wanted = a.map((value, i) => {
          const c = i % columns
          const r = Math.floor(i / columns) % rows
          return value - b[at(Math.floor(i / columns / rows), r, c)]!
        })
        expect(machine.take(out, size)).toEqual(wanted)
        kernels.binaryBroadcast(1, outer, rows, columns, y, ...strides, x, ...dense, out, 0)
        expect(machine.take(out, size)).toEqual(wanted.map((value) => -value))
        // In place: the numbers of one row are read before the last vector of the row before is written.
        kernels.binaryBroadcast(1, outer, rows, columns, x, ...dense, y, ...strides, x, 0)
        expect(machine.take(x, size)).toEqual(wanted)
      }
    }
  })

  test('the larger and the smaller of two know NaN', () => {
    machine.reset()
    const [x, y, out] = [machine.put([NaN, 1, -Infinity, -0]), machine.put([1, NaN, 2, 0]), machine.room(16)]
    kernels.binary(binaryFunctions.max, x, 16, y, 16, out, 4, 0)
    expect([...machine.take(out, 4)]).toEqual([NaN, NaN, 2, 0])
    kernels.binary(binaryFunctions.min, x, 16, y, 16, out, 4, 0)
    expect([...machine.take(out, 4)]).toEqual([NaN, NaN, -Infinity, -0])
  })

  test.each(names(comparisons))('%s compares to bytes, NaN included', (name) => {
    const f = {
      eq: (a: number, b: number) => a === b,
      ne: (a: number, b: number) => a !== b,
      lt: (a: number, b: number) => a < b,
      le: (a: number, b: number) => a <= b,
      gt: (a: number, b: number) => a > b,
      ge: (a: number, b: number) => a >= b,
    }[name]
    for (const size of sizes) {
      machine.reset()
      const a = Float32Array.from({ length: size }, (_, i) => [1, 2, NaN, -0, 0][i % 5]!)
      const b = Float32Array.from({ length: size }, (_, i) => [2, 1, NaN, 0][i % 4]!)
      const [x, y, out] = [machine.put(a), machine.put(b), machine.room(size)]
      kernels.compare(comparisons[name], x, 16, y, 16, out, size)
      expect(machine.takeBytes(out, size)).toEqual(Uint8Array.from(a, (value, i) => Number(f(value, b[i]!))))
    }
  })

  test('a byte that is not 0 chooses the first of two', () => {
    for (const size of sizes) {
      machine.reset()
      const condition = Uint8Array.from({ length: size }, (_, i) => [0, 1, 255, 0, 128][i % 5]!)
      const [a, b] = [numbers(size, 1), numbers(size, 2)]
      const [c, x, y, out] = [
        machine.putBytes(condition),
        machine.put(a),
        machine.put(b),
        machine.put(new Float32Array(size)),
      ]
      kernels.choose(c, x, 16, y, 16, out, size)
      expect(machine.take(out, size)).toEqual(a.map((value, i) => (condition[i] === 0 ? b[i]! : value)))
      kernels.choose(c, kernels.scalar(-1), 0, y, 16, out, size)
      expect(machine.take(out, size)).toEqual(b.map((value, i) => (condition[i] === 0 ? value : -1)))
    }
  })
})
