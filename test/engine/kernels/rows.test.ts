import { describe, expect, test } from 'vitest'
import {
  largestOfRow,
  meanOfRow,
  placeOfLargest,
  placeOfSmallest,
  smallestOfRow,
  varianceOfRow,
} from '../../../src/engine/kernels/rows.ts'
import { sumOfRow } from '../../../src/engine/kernels/reduce.ts'
import { logSoftmaxInto, softmaxInto } from '../../../src/engine/kernels/softmax.ts'
import { addRows, takeRows } from '../../../src/engine/kernels/table.ts'
import { reductions } from '../../../src/engine/kernels/wasm/functions.ts'
import { expectClose, machines, numbers, sizes } from './machine.ts'

const rows = 3
const eachRow = (x: Float32Array, columns: number, f: (x: Float32Array, start: number, end: number) => number) =>
  Float32Array.from({ length: rows }, (_, r) => f(x, r * columns, (r + 1) * columns))

describe.each(machines)('rows with the $build kernels', (machine) => {
  const { kernels } = machine

  test('sums, means and variances are those of float64, rounded once', () => {
    for (const columns of [...sizes, 1000]) {
      machine.reset()
      const x = numbers(rows * columns).map((value) => value + 100)
      const [from, out] = [machine.put(x), machine.room(4 * rows)]
      kernels.reduceRows(reductions.sum, rows, columns, from, 4 * columns, out)
      expect(machine.take(out, rows)).toEqual(eachRow(x, columns, sumOfRow))
      kernels.reduceRows(reductions.mean, rows, columns, from, 4 * columns, out)
      expect(machine.take(out, rows)).toEqual(eachRow(x, columns, meanOfRow))
      kernels.reduceRows(reductions.squares, rows, columns, from, 4 * columns, out)
      expectClose(
        machine.take(out, rows),
        eachRow(x, columns, (n, s, e) => sumOfRow(Float64Array.from(n, (v) => v * v) as never, s, e)),
        1,
      )
      kernels.variances(rows, columns, from, 4 * columns, columns - 1, out)
      if (columns > 0) expectClose(machine.take(out, rows), eachRow(x, columns, varianceOfRow(1)), 1)
    }
  })

  test('extremes and their places are the first of equals, and NaN before all', () => {
    for (const columns of sizes.filter((size) => size > 0)) {
      for (const value of [undefined, NaN, Infinity, -Infinity, 2, -2]) {
        machine.reset()
        const x = numbers(rows * columns).map((number) => Math.round(number * 4) / 4)
        if (value !== undefined) x[columns >> 1] = x[rows * columns - 1] = value
        const [from, out, places] = [machine.put(x), machine.room(4 * rows), machine.room(8 * rows)]
        kernels.reduceRows(reductions.max, rows, columns, from, 4 * columns, out)
        expect(machine.take(out, rows)).toEqual(eachRow(x, columns, largestOfRow))
        kernels.reduceRows(reductions.min, rows, columns, from, 4 * columns, out)
        expect(machine.take(out, rows)).toEqual(eachRow(x, columns, smallestOfRow))
        kernels.extremePlaces(1, rows, columns, from, 4 * columns, places)
        const placed = (f: typeof placeOfLargest) => [...eachRow(x, columns, (n, s, e) => f(n, s, e) - s)]
        expect([...machine.takeDoubles(places, rows)]).toEqual(placed(placeOfLargest))
        kernels.extremePlaces(0, rows, columns, from, 4 * columns, places)
        expect([...machine.takeDoubles(places, rows)]).toEqual(placed(placeOfSmallest))
      }
    }
  })

  test('sums over the middle, and over all but the middle', () => {
    for (const inner of [1, 3, 4, 5, 8, 17]) {
      const [outer, size] = [2, 9]
      machine.reset()
      const x = numbers(outer * size * inner)
      const [from, middle, groups] = [machine.put(x), machine.room(4 * outer * inner), machine.room(4 * size)]
      const sum = (keep: (o: number, s: number, i: number) => boolean) => {
        let total = 0
        x.forEach((value, at) => {
          if (keep(Math.floor(at / inner / size), Math.floor(at / inner) % size, at % inner)) total += value
        })
        return Math.fround(total / 3)
      }
      kernels.sumMiddle(outer, size, inner, from, 3, middle)
      const columns = Array.from({ length: outer * inner }, (_, at) =>
        sum((o, _, i) => o === Math.floor(at / inner) && i === at % inner),
      )
      expect([...machine.take(middle, outer * inner)]).toEqual(columns)
      kernels.sumGroups(outer, size, inner, from, 3, groups)
      expectClose(
        machine.take(groups, size),
        Array.from({ length: size }, (_, g) => sum((_, s) => s === g)),
        1,
      )
    }
  })

  // What is subtracted is rounded to float32, in PyTorch as here: the larger the logits, the fewer digits are left.
  test('softmax and its logarithm agree with float64', () => {
    for (const columns of sizes) {
      machine.reset()
      const x = numbers(rows * columns).map((value) => value * 10)
      const [from, out] = [machine.put(x), machine.room(4 * rows * columns)]
      const wanted = new Float32Array(rows * columns)
      softmaxInto(wanted, x, { outer: rows, size: columns, inner: 1 })
      kernels.softmax(rows, columns, from, out)
      expectClose(machine.take(out, wanted.length), wanted, 24)
      logSoftmaxInto(wanted, x, { outer: rows, size: columns, inner: 1 })
      kernels.logSoftmax(rows, columns, from, out)
      expectClose(machine.take(out, wanted.length), wanted, 4, 4e-7)
      kernels.softmax(rows, columns, from, from)
      softmaxInto(wanted, x, { outer: rows, size: columns, inner: 1 })
      expectClose(machine.take(from, wanted.length), wanted, 24)
    }
  })

  test('softmax knows infinities and NaN', () => {
    machine.reset()
    const x = Float32Array.of(
      0,
      -Infinity,
      0,
      -Infinity,
      1e38,
      -1e38,
      NaN,
      0,
      -Infinity,
      -Infinity,
      -Infinity,
      -Infinity,
    )
    const [from, out] = [machine.put(x), machine.room(4 * x.length)]
    kernels.softmax(6, 2, from, out)
    expect([...machine.take(out, 12)]).toEqual([1, 0, 1, 0, 1, 0, NaN, NaN, NaN, NaN, NaN, NaN])
    kernels.logSoftmax(6, 2, from, out)
    expect([...machine.take(out, 6)]).toEqual([0, -Infinity, 0, -Infinity, 0, -2e38].map(Math.fround))
  })

  test('the gradients of softmax, of its logarithm and of cross-entropy are those of their formulas', () => {
    for (const columns of sizes.filter((size) => size > 0)) {
      machine.reset()
      const [x, g] = [numbers(rows * columns).map((value) => value * 3), numbers(rows * columns, 2)]
      const [from, given, y, out] = [
        machine.put(x),
        machine.put(g),
        machine.room(4 * x.length),
        machine.room(4 * x.length),
      ]
      const sumOf = (r: number, f: (at: number) => number) => {
        let total = 0
        for (let i = r * columns; i < (r + 1) * columns; i++) total += f(i)
        return total
      }
      const each = (f: (at: number, r: number) => number) =>
        Float32Array.from(x, (_, i) => f(i, Math.floor(i / columns)))
      kernels.softmax(rows, columns, from, y)
      let out1 = machine.take(y, x.length)
      kernels.softmaxBack(rows, columns, given, y, out)
      const soft = each((i, r) => out1[i]! * (g[i]! - sumOf(r, (j) => g[j]! * out1[j]!)))
      expectClose(machine.take(out, x.length), soft, 2, 2e-7)
      kernels.logSoftmax(rows, columns, from, y)
      out1 = machine.take(y, x.length)
      kernels.logSoftmaxBack(rows, columns, given, y, out)
      expectClose(
        machine.take(out, x.length),
        each((i, r) => g[i]! - Math.exp(out1[i]!) * sumOf(r, (j) => g[j]!)),
        2,
        1e-6,
      )
    }
  })

  test('rows of a table are taken and added to', () => {
    for (const width of sizes.filter((size) => size > 0)) {
      machine.reset()
      const table = numbers(5 * width)
      const indices = Float64Array.of(3, 0, 3, 4, 3)
      const rows = numbers(5 * width, 2)
      const [t, r, i, out] = [
        machine.put(table),
        machine.put(rows),
        machine.putDoubles(indices),
        machine.put(new Float32Array(5 * width)),
      ]
      kernels.takeRows(out, t, i, 5, width, 4)
      const taken = new Float32Array(5 * width)
      takeRows(taken, table, indices, width, 4)
      expect(machine.take(out, 5 * width)).toEqual(taken)
      kernels.addRows(t, r, i, 5, width, 4)
      addRows(table, rows, indices, width, 4)
      expect(machine.take(t, 5 * width)).toEqual(table)
    }
  })
})
