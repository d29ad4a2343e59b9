import { describe, expect, test } from 'vitest'
import { multiply, rowMajor, transposed } from '../../../src/engine/kernels/matmul.ts'
import { expectClose, machines, numbers, type Machine } from './machine.ts'

interface Product {
  batch?: number
  m: number
  n: number
  k: number
  /** Whether the operands are stored the other way round. */
  turns?: [a: boolean, b: boolean]
  adds?: boolean
  bias?: boolean
}

/** The product as the kernels and as the plain kernel compute it. */
function both(machine: Machine, { batch = 1, m, n, k, turns = [false, false], adds = false, bias = false }: Product) {
  machine.reset()
  const { kernels } = machine
  const [a, b] = [numbers(batch * m * k, 1), numbers(batch * k * n, 2)]
  const start = numbers(batch * m * n, 3)
  const added = numbers(n, 4)
  const [x, y, out] = [machine.put(a), machine.put(b), machine.put(adds ? start : start.map(() => NaN))]
  const [aRow, aColumn] = turns[0] ? [4, 4 * m] : [4 * k, 4]
  const [bRow, bColumn] = turns[1] ? [4, 4 * k] : [4 * n, 4]
  const scratch = machine.room(kernels.matmulScratch(n, k))
  kernels.matmul(
    ...[batch, m, n, k],
    ...[x, 4 * m * k, aRow, aColumn],
    ...[y, 4 * k * n, bRow, bColumn],
    ...[out, 4 * m * n, 4 * n],
    ...([adds ? 1 : 0, bias ? machine.put(added) : 0, scratch] as const),
  )
  const plain = adds ? start.slice() : new Float32Array(batch * m * n)
  for (let i = 0; i < batch; i++) {
    const left = turns[0] ? transposed(rowMajor(a, i * m * k, m)) : rowMajor(a, i * m * k, k)
    const right = turns[1] ? transposed(rowMajor(b, i * k * n, k)) : rowMajor(b, i * k * n, n)
    multiply(plain, i * m * n, left, right, m, k, n, adds)
  }
  if (bias) plain.forEach((value, i) => (plain[i] = value + added[i % n]!))
  return { got: machine.take(out, batch * m * n), plain }
}

function check(machine: Machine, product: Product): void {
  const { got, plain } = both(machine, product)
  // Without fused products every rounding is the plain kernel's, in its order.
  if (machine.build === 'plain') expect(got).toEqual(plain)
  else expectClose(got, plain, 4, 4e-7 * Math.sqrt(product.k))
}

const layouts = [false, true].flatMap((a) => [false, true].map((b) => [a, b] as [boolean, boolean]))

describe.each(machines)('matrix products with the $build kernels', (machine) => {
  test.each(layouts)('are right for all small sizes, operands turned over: %s and %s', (...turns) => {
    for (const m of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 17]) {
      for (const n of [0, 1, 3, 4, 7, 8, 9, 17]) {
        for (const k of [0, 1, 2, 5, 8, 17]) {
          check(machine, { m, n, k, turns, adds: (m + n) % 2 === 1, bias: (n + k) % 3 === 0 })
        }
      }
    }
  })

  test.each(layouts)(
    'are right where panels and parts of the depth end, operands turned over: %s and %s',
    (...turns) => {
      check(machine, { m: 63, n: 65, k: 64, turns })
      check(machine, { m: 30, n: 259, k: 17, turns, bias: true })
      check(machine, { m: 7, n: 33, k: 785, turns, bias: true })
      check(machine, { m: 31, n: 140, k: 390, turns, adds: true })
    },
  )

  test('run over a batch, and use one operand for all where its stride is 0', () => {
    check(machine, { batch: 5, m: 9, n: 11, k: 7, bias: true })
    check(machine, { batch: 3, m: 32, n: 32, k: 16, turns: [false, true] })
    machine.reset()
    const { kernels } = machine
    const [x, y, out] = [machine.put(numbers(6)), machine.put(numbers(12, 2)), machine.room(32)]
    kernels.matmul(2, 2, 2, 3, x, 0, 12, 4, y, 24, 8, 4, out, 16, 8, 0, 0, machine.room(kernels.matmulScratch(2, 3)))
    const plain = new Float32Array(8)
    for (const i of [0, 1]) {
      multiply(plain, 4 * i, rowMajor(numbers(6), 0, 3), rowMajor(numbers(12, 2), 6 * i, 2), 2, 3, 2)
    }
    expectClose(machine.take(out, 8), plain, 2, 1e-7)
  })

  test('let NaN and infinities through, zeros times infinity included', () => {
    machine.reset()
    const { kernels } = machine
    const [x, y, out] = [machine.put([0, 1, 2, 3]), machine.put([Infinity, 1, NaN, 1]), machine.room(16)]
    kernels.matmul(1, 2, 2, 2, x, 0, 8, 4, y, 0, 8, 4, out, 0, 8, 0, 0, machine.room(kernels.matmulScratch(2, 2)))
    expect([...machine.take(out, 4)]).toEqual([NaN, 1, NaN, 5])
  })
})
