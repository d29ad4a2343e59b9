import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  arange,
  broadcastable,
  equal,
  full,
  matmul,
  range,
  tensor,
  wrapNumber,
  zeros,
  type Tensor,
} from './helpers/engine.ts'

describe('types meet as in PyTorch', () => {
  const i = tensor([1, 2], { dtype: 'int64' })
  const f = tensor([1, 2])
  const d = tensor([1, 2], { dtype: 'float64' })
  const b = tensor([true, false])
  const results: [string, Tensor, string][] = [
    ['int64 · 2', i.mul(2), 'int64'],
    ['int64 · 2.5', i.mul(2.5), 'float32'],
    ['int64 · 2.0, said to be floating', i.mul(wrapNumber(2, 'float64') as unknown as number), 'float32'],
    ['int64 / 2', i.div(2), 'float32'],
    ['float32 · 0-d float64', f.mul(tensor(2, { dtype: 'float64' })), 'float32'],
    ['int64 · 0-d float32', i.mul(tensor(2)), 'float32'],
    ['bool + bool', b.add(b), 'bool'],
    ['bool · 1', b.mul(1), 'int64'],
    ['bool · 1.5', b.mul(1.5), 'float32'],
    ['float32 + float64', f.add(d), 'float64'],
    ['float64 · 0.1', d.mul(0.1), 'float64'],
    ['sum of int64', i.sum(), 'int64'],
    ['sum of bool', b.sum(), 'int64'],
    ['int64 squared', i.pow(2), 'int64'],
    ['a comparison', i.gt(1), 'bool'],
  ]
  test.each(results)('%s', (_, x, dtype) => {
    expect(x.dtype).toBe(dtype)
  })

  test('a bare number is rounded to float32 before it meets float32', () => {
    expect(tensor([3]).mul(0.1).item()).toBe(Math.fround(3 * Math.fround(0.1)))
  })

  test('int64 is exact to 2^53', () => {
    expect(
      tensor([2 ** 53 - 1], { dtype: 'int64' })
        .add(1)
        .item(),
    ).toBe(2 ** 53)
  })
})

describe('views share their numbers', () => {
  test('a change is seen through every view, and counted', () => {
    const x = zeros(2, 3)
    const row = x.get(1)
    const turned = x.t()
    row.fill_(5)
    expect(turned.tolist()).toEqual([
      [0, 5],
      [0, 5],
      [0, 5],
    ])
    expect([x.version, turned.version]).toEqual([1, 1])
  })

  test('reshape copies only where no strides can show the shape', () => {
    const x = arange(6).reshape(2, 3)
    expect(x.reshape(3, 2).storage).toBe(x.storage)
    expect(x.t().reshape(6).storage).not.toBe(x.storage)
    expect(x.t().reshape(3, 1, 2).storage).toBe(x.storage)
  })

  test('indices, ranges, new dimensions and an ellipsis', () => {
    const x = arange(24).reshape(2, 3, 4)
    expect(x.get(1, range(0, 2), -1).tolist()).toEqual([15, 19])
    expect(x.get('...', 0).tolist()).toEqual([
      [0, 4, 8],
      [12, 16, 20],
    ])
    expect(x.get(null, 0, ':', range(null, null, 2)).shape).toEqual([1, 3, 2])
  })
})

describe('for any shapes', () => {
  const shape = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 })
  const filled = (sizes: number[]): Tensor => arange(sizes.reduce((a, b) => a * b, 1)).reshape(sizes)

  test('broadcasting is expanding both and computing without it', () => {
    fc.assert(
      fc.property(broadcastable, ([a, b, both]) => {
        const [x, y] = [filled(a), filled(b).add(1)]
        expect(equal(x.mul(y), x.expand(both).clone().mul(y.expand(both).clone()))).toBe(true)
      }),
    )
  })

  test('a permutation and its inverse give the tensor back', () => {
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.nat()), (sizes, keys) => {
        const dims = sizes
          .map((_, d) => ({ d, key: keys.next().value! }))
          .sort((p, q) => p.key - q.key)
          .map(({ d }) => d)
        const x = filled(sizes)
        expect(
          equal(
            x
              .permute(dims)
              .clone()
              .permute(dims.map((_, d) => dims.indexOf(d))),
            x,
          ),
        ).toBe(true)
      }),
    )
  })

  test('the sum of parts is the sum of all', () => {
    fc.assert(
      fc.property(shape, (sizes) => {
        const x = filled(sizes)
        for (const dim of sizes.keys()) expect(x.sum({ dim }).sum().item()).toBe(x.sum().item())
      }),
    )
  })

  test('nested arrays make the tensor they were made of', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), (sizes) => {
        const x = filled(sizes)
        expect(equal(tensor(x.tolist(), { dtype: 'int64' }), x)).toBe(true)
      }),
    )
  })
})

test('matmul of empty tensors is zero', () => {
  expect(matmul(zeros(2, 0), zeros(0, 3)).tolist()).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ])
})

test('plain data of a value holds its shape, type and numbers', () => {
  expect(full([2], true).toPlain()).toEqual({ shape: [2], dtype: 'bool', data: [true, true] })
})
