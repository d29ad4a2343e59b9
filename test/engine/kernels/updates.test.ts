import { describe, expect, test } from 'vitest'
import { machines, numbers, expectClose, sizes } from './machine.ts'

const { fround } = Math

describe.each(machines)('in place with the $build kernels', (machine) => {
  const { kernels } = machine
  /** Without relaxed SIMD every rounding is that of the plain rules. */
  const same = (got: Float32Array, wanted: Float32Array) =>
    machine.build === 'plain' ? expect(got).toEqual(wanted) : expectClose(got, wanted, 1, 1e-9)

  test.each([
    { momentum: 0, decay: 0, nesterov: 0, maximizes: 0 },
    { momentum: 0.9, decay: 0.01, nesterov: 0, maximizes: 0 },
    { momentum: 0.9, decay: 0.01, nesterov: 1, maximizes: 1 },
  ] as const)('gradient descent rounds where PyTorch rounds: %o', ({ momentum, decay, nesterov, maximizes }) => {
    for (const size of sizes) {
      machine.reset()
      const [w, g, v] = [numbers(size, 1), numbers(size, 2), new Float32Array(size)]
      const [wAt, gAt, vAt] = [machine.put(w), machine.put(g), machine.put(v)]
      const [mu, lambda, step] = [momentum, decay, 0.1].map(fround) as [number, number, number]
      for (const first of [1, 0] as const) {
        kernels.sgd(wAt, gAt, momentum ? vAt : 0, size, 0.1, momentum, 1, decay, nesterov, maximizes, first)
        for (let i = 0; i < size; i++) {
          const given = fround((maximizes ? -1 : 1) * g[i]! + lambda * w[i]!)
          v[i] = momentum === 0 || first ? given : fround(mu * v[i]!) + given
          const direction = nesterov ? fround(given + mu * v[i]!) : v[i]!
          w[i] = w[i]! - step * direction
        }
        same(machine.take(wAt, size), w)
        if (momentum) same(machine.take(vAt, size), v)
      }
    }
  })

  test.each([
    { decay: 0, keep: 1, amsgrad: false, maximizes: 0 },
    { decay: 0.01, keep: 1, amsgrad: true, maximizes: 1 },
    { decay: 0, keep: 0.999, amsgrad: false, maximizes: 0 },
  ] as const)('Adam rounds where PyTorch rounds: %o', ({ decay, keep, amsgrad, maximizes }) => {
    for (const size of sizes) {
      machine.reset()
      const [w, g, m, v, largest] = [
        numbers(size, 1),
        numbers(size, 2),
        new Float32Array(size),
        new Float32Array(size),
        new Float32Array(size),
      ]
      const [wAt, gAt, mAt, vAt, largestAt] = [w, g, m, v, largest].map((array) => machine.put(array)) as [
        number,
        number,
        number,
        number,
        number,
      ]
      const [b1, s1, b2, s2, eps, lambda] = [0.9, 1 - 0.9, 0.999, 1 - 0.999, 1e-8, decay].map(fround) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ]
      for (const t of [1, 2, 3]) {
        const [rate, correction] = [0.01 / (1 - 0.9 ** t), Math.sqrt(1 - 0.999 ** t)]
        kernels.adam(
          ...[wAt, gAt, mAt, vAt, amsgrad ? largestAt : 0, size],
          ...[rate, 0.9, 1 - 0.9, 0.999, 1 - 0.999, correction, 1e-8, decay, keep],
          maximizes,
        )
        for (let i = 0; i < size; i++) {
          const given = fround((maximizes ? -1 : 1) * g[i]! + lambda * w[i]!)
          w[i]! *= fround(keep)
          m[i] = fround(b1 * m[i]!) + s1 * given
          v[i] = fround(b2 * v[i]!) + fround(s2 * given) * given
          largest[i] = Math.max(largest[i]!, v[i]!)
          const scale = fround(fround(fround(Math.sqrt(amsgrad ? largest[i]! : v[i]!)) / fround(correction)) + eps)
          w[i]! -= fround(fround(fround(rate) * m[i]!) / scale)
        }
        same(machine.take(wAt, size), w)
        same(machine.take(mAt, size), m)
        same(machine.take(vAt, size), v)
        if (amsgrad) same(machine.take(largestAt, size), largest)
      }
    }
  })

  test('an array is filled', () => {
    for (const size of sizes) {
      machine.reset()
      const at = machine.room(4 * size)
      kernels.fill(at, 1.5, size)
      expect(machine.take(at, size)).toEqual(new Float32Array(size).fill(1.5))
    }
  })

  test('numbers are copied from any layout of four dimensions to any other', () => {
    for (const shape of [
      [2, 3, 5, 7],
      [1, 2, 8, 9],
      [2, 1, 4, 4],
      [1, 1, 17, 1],
      [3, 2, 0, 5],
    ] as [number, number, number, number][]) {
      const size = shape.reduce((product, n) => product * n, 1)
      const x = numbers(size)
      const strides = (order: number[]) => {
        const result = [0, 0, 0, 0]
        let step = 4
        for (const d of order.toReversed()) {
          result[d] = step
          step *= shape[d]!
        }
        return result as [number, number, number, number]
      }
      for (const from of [
        [0, 1, 2, 3],
        [0, 1, 3, 2],
        [3, 2, 1, 0],
        [1, 3, 0, 2],
      ]) {
        for (const to of [
          [0, 1, 2, 3],
          [0, 1, 3, 2],
          [2, 0, 3, 1],
        ]) {
          machine.reset()
          const [at, out] = [machine.put(x), machine.room(4 * size)]
          const [f, t] = [strides(from), strides(to)]
          kernels.copyStrided(...shape, at, ...f, out, ...t)
          const wanted = new Float32Array(size)
          for (let i = 0; i < size; i++) {
            const place = shape.map((_, d) => Math.floor(i / shape.slice(d + 1).reduce((p, n) => p * n, 1)) % shape[d]!)
            const dot = (s: number[]) => place.reduce((sum, p, d) => sum + p * s[d]!, 0) / 4
            wanted[dot(t)] = x[dot(f)]!
          }
          expect(machine.take(out, size)).toEqual(wanted)
        }
      }
    }
  })
})
