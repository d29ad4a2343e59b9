import { describe, expect, test } from 'vitest'
import { convolve, convolveBack, convolveWeight, type Convolving } from '../../../src/engine/kernels/convolution.ts'
import { forEachChoice } from '../../../src/engine/kernels/classes.ts'
import { moments, standardize, scaleChannels } from '../../../src/engine/kernels/normalize.ts'
import { addAtPlaces, takeAtPlaces, windowMaxima, type Axis } from '../../../src/engine/kernels/pooling.ts'
import { expectClose, machines, numbers } from './machine.ts'

interface Case {
  name: string
  batch: number
  groups: number
  channels: number
  filters: number
  image: [number, number]
  kernel: [number, number]
  stride?: [number, number]
  padding?: [number, number]
  dilation?: [number, number]
}

const cases: Case[] = [
  { name: 'a window of 3 by 3', batch: 2, groups: 1, channels: 3, filters: 4, image: [9, 11], kernel: [3, 3] },
  {
    name: 'zeros around',
    batch: 2,
    groups: 1,
    channels: 2,
    filters: 3,
    image: [5, 6],
    kernel: [3, 3],
    padding: [1, 2],
  },
  {
    name: 'steps',
    batch: 1,
    groups: 1,
    channels: 2,
    filters: 3,
    image: [9, 10],
    kernel: [3, 2],
    stride: [2, 3],
    padding: [1, 1],
  },
  { name: 'gaps', batch: 1, groups: 1, channels: 1, filters: 2, image: [9, 9], kernel: [3, 2], dilation: [2, 3] },
  { name: 'groups', batch: 2, groups: 2, channels: 4, filters: 6, image: [6, 5], kernel: [3, 3], padding: [1, 1] },
  { name: 'a window of one', batch: 2, groups: 1, channels: 5, filters: 3, image: [4, 5], kernel: [1, 1] },
  {
    name: 'a window wider than the image',
    batch: 1,
    groups: 1,
    channels: 1,
    filters: 1,
    image: [2, 2],
    kernel: [5, 5],
    padding: [2, 2],
  },
]

function sliding({ image, kernel, stride = [1, 1], padding = [0, 0], dilation = [1, 1] }: Case) {
  const places = [0, 1].map(
    (d) => Math.floor((image[d]! + 2 * padding[d]! - dilation[d]! * (kernel[d]! - 1) - 1) / stride[d]!) + 1,
  )
  return { image, kernel, places: places as [number, number], stride, padding, dilation }
}

describe.each(machines)('images with the $build kernels', (machine) => {
  const { kernels } = machine

  test.each(cases)('are convolved, forward and backward: $name', (given) => {
    machine.reset()
    const { image, kernel, places, stride, padding, dilation } = sliding(given)
    const deep = <T extends readonly [number, number]>(pair: T, first: number) => [first, ...pair] as const
    const c: Convolving = {
      ...given,
      image: deep(image, 1),
      kernel: deep(kernel, 1),
      places: deep(places, 1),
      stride: deep(stride, 1),
      padding: deep(padding, 0),
      dilation: deep(dilation, 1),
    }
    const { batch, groups, channels, filters } = given
    const size = (pair: readonly number[]) => pair[0]! * pair[1]!
    const x = numbers(batch * channels * size(image), 1)
    const w = numbers((filters * channels * size(kernel)) / groups, 2)
    const g = numbers(batch * filters * size(places), 3)
    const bias = numbers(filters, 4)
    const [xAt, wAt, gAt, biasAt] = [x, w, g, bias].map((array) => machine.put(array)) as [
      number,
      number,
      number,
      number,
    ]
    const [outAt, dxAt, dwAt] = [g, x, w].map((array) => machine.room(4 * array.length)) as [number, number, number]
    kernels.slide(...image, ...kernel, ...places, ...stride, ...padding, ...dilation)
    const sizes = [batch, groups, channels / groups, filters / groups] as const
    const scratch = machine.room(kernels.convolutionScratch(sizes[2], sizes[3]))
    kernels.convolve(...sizes, xAt, wAt, biasAt, outAt, scratch)
    kernels.convolveBack(...sizes, gAt, wAt, dxAt, scratch)
    kernels.convolveWeight(...sizes, gAt, xAt, dwAt, scratch)
    const [out, dx, dw] = [g, x, w].map((array) => new Float32Array(array.length)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    convolve(out, x, w, c)
    out.forEach((value, i) => (out[i] = value + bias[Math.floor(i / size(places)) % filters]!))
    convolveBack(dx, g, w, c)
    convolveWeight(dw, g, x, c)
    expectClose(machine.take(outAt, out.length), out, 4, 1e-6)
    expectClose(machine.take(dxAt, dx.length), dx, 4, 1e-6)
    expectClose(machine.take(dwAt, dw.length), dw, 4, 4e-6)
  })

  test.each([
    { image: [8, 10], kernel: [2, 2], stride: [2, 2], padding: [0, 0] },
    { image: [5, 27], kernel: [2, 2], stride: [2, 2], padding: [0, 0] },
    { image: [7, 9], kernel: [3, 2], stride: [2, 3], padding: [1, 1] },
    { image: [4, 5], kernel: [3, 3], stride: [1, 1], padding: [1, 0] },
  ] as Case[])('are pooled, and the gradient goes to the first of the largest: %o', (given) => {
    machine.reset()
    const planes = 3
    const { image, kernel, places: sizes, stride, padding } = sliding(given)
    const axis = (d: 0 | 1): Axis => {
      const starts = Array.from({ length: sizes[d] }, (_, i) => i * stride[d]! - padding![d]!)
      return {
        size: image[d],
        starts: starts.map((start) => Math.max(0, start)),
        ends: starts.map((start) => Math.min(image[d], start + kernel[d])),
        step: 1,
        counts: [],
      }
    }
    const one: Axis = { size: 1, starts: [0], ends: [1], step: 1, counts: [] }
    const [from, to] = [image[0] * image[1], sizes[0] * sizes[1]]
    const x = numbers(planes * from).map((value) => Math.round(value * 3))
    x[0] = x[3] = NaN
    x.fill(-Infinity, from, from + Math.floor(from / 2))
    const g = numbers(planes * to, 2)
    const [wanted, wantedPlaces] = [new Float32Array(planes * to), new Float32Array(planes * to)]
    windowMaxima(wanted, wantedPlaces, x, { planes, axes: [one, axis(0), axis(1)] })
    const [xAt, gAt] = [machine.put(x), machine.put(g)]
    const [outAt, placesAt, backAt] = [4 * planes * to, 4 * planes * to, 4 * planes * from].map((n) =>
      machine.room(n),
    ) as [number, number, number]
    kernels.largestInWindows(
      planes,
      ...image,
      ...kernel,
      ...sizes,
      ...stride,
      -padding[0],
      -padding[1],
      xAt,
      outAt,
      placesAt,
    )
    expect(machine.take(outAt, planes * to)).toEqual(wanted)
    expect(machine.take(placesAt, planes * to)).toEqual(wantedPlaces)
    kernels.addAtPlaces(planes, to, from, gAt, placesAt, backAt)
    const back = new Float32Array(planes * from)
    addAtPlaces(back, g, wantedPlaces, planes)
    expect(machine.take(backAt, planes * from)).toEqual(back)
    kernels.takeAtPlaces(planes, from, to, xAt, placesAt, outAt)
    takeAtPlaces(wanted, x, wantedPlaces, planes)
    expect(machine.take(outAt, planes * to)).toEqual(wanted)
  })

  test.each([
    { name: 'rows, as layer norm', outer: 1, groups: 5, inner: 7, along: 1 },
    { name: 'rows of whole vectors', outer: 1, groups: 3, inner: 64, along: 1 },
    { name: 'channels, as batch norm', outer: 4, groups: 3, inner: 9, along: 0 },
    { name: 'columns', outer: 6, groups: 5, inner: 1, along: 0 },
  ] as const)('are normalised over $name, forward and backward', ({ outer, groups, inner, along }) => {
    for (const weighted of [true, false]) {
      machine.reset()
      const n = outer * groups * inner
      const channels = along ? inner : groups
      // Far from 0, where digits are lost by those who are not careful.
      const x = numbers(n).map((value) => value + 100)
      const [g, w, b] = [numbers(n, 2), numbers(channels, 3), numbers(channels, 4)]
      const [xAt, gAt, wAt, bAt] = [x, g, w, b].map((array) => machine.put(array)) as [number, number, number, number]
      const [outAt, dxAt] = [machine.room(4 * n), machine.room(4 * n)]
      const [meansAt, factorsAt, dwAt, dbAt] = [groups, groups, channels, channels].map((size) =>
        machine.room(4 * size),
      ) as [number, number, number, number]
      const weight = weighted ? wAt : 0
      kernels.normalize(outer, groups, inner, xAt, 1e-5, weight, bAt, along, outAt, meansAt, factorsAt)
      const grouping = { outer, groups, inner }
      const { mean, variance } = moments(x, grouping)
      const factor = variance.map((v) => 1 / Math.sqrt(v + 1e-5))
      const y = new Float64Array(n)
      standardize(y, x, grouping, mean, factor)
      const out = y.slice()
      if (weighted) scaleChannels(out, w, b, along ? 1 : inner)
      expectClose(machine.take(outAt, n), out, 4, 5e-7)
      expectClose(machine.take(meansAt, groups), mean, 1)
      expectClose(machine.take(factorsAt, groups), factor, 1)

      const groupOf = (i: number) => Math.floor(i / inner) % groups
      const channelOf = (i: number) => (along ? i % inner : groupOf(i))
      const slope = Float64Array.from(g, (value, i) => value * (weighted ? w[channelOf(i)]! : 1))
      const sumWhere = (keep: (i: number) => boolean, f: (i: number) => number) =>
        x.reduce((sum, _, i) => (keep(i) ? sum + f(i) : sum), 0)
      const perGroup = Array.from({ length: groups }, (_, k) => ({
        shift:
          sumWhere(
            (i) => groupOf(i) === k,
            (i) => slope[i]!,
          ) /
          (outer * inner),
        lean:
          sumWhere(
            (i) => groupOf(i) === k,
            (i) => slope[i]! * y[i]!,
          ) /
          (outer * inner),
      }))
      const dx = Float64Array.from(slope, (value, i) => {
        const { shift, lean } = perGroup[groupOf(i)]!
        return (value - shift - y[i]! * lean) * factor[groupOf(i)]!
      })
      kernels.normalizeBack(outer, groups, inner, gAt, xAt, meansAt, factorsAt, weight, along, dxAt)
      expectClose(machine.take(dxAt, n), dx, 4, 5e-5)
      const dw = w.map((_, c) =>
        sumWhere(
          (i) => channelOf(i) === c,
          (i) => g[i]! * y[i]!,
        ),
      )
      const db = w.map((_, c) =>
        sumWhere(
          (i) => channelOf(i) === c,
          (i) => g[i]!,
        ),
      )
      if (along) kernels.normalizeWeights(groups, inner, gAt, xAt, meansAt, factorsAt, dwAt, dbAt)
      else kernels.normalizeGroupWeights(outer, groups, inner, gAt, xAt, meansAt, factorsAt, dwAt, dbAt)
      expectClose(machine.take(dwAt, channels), dw, 4, 5e-5)
      expectClose(machine.take(dbAt, channels), db, 1, 1e-7)
    }
  })

  test('scores are taken at class indices, and put back', () => {
    machine.reset()
    const [n, classes] = [6, 5]
    const [x, indices] = [numbers(n * classes), Float64Array.of(0, 4, -100, 2, 2, 1)]
    const [xAt, indicesAt, outAt, backAt] = [
      machine.put(x),
      machine.putDoubles(indices),
      machine.room(4 * n),
      machine.room(4 * n * classes),
    ]
    const [out, back] = [new Float32Array(n), new Float32Array(n * classes)]
    forEachChoice(indices, { n, classes, inner: 1 }, -100, (at, score) => (out[at] = x[score]!))
    kernels.takeClasses(n, classes, xAt, indicesAt, -100, outAt)
    expect(machine.take(outAt, n)).toEqual(out)
    forEachChoice(indices, { n, classes, inner: 1 }, -100, (at, score) => (back[score] = out[at]!))
    kernels.placeClasses(n, classes, outAt, indicesAt, -100, backAt)
    expect(machine.take(backAt, n * classes)).toEqual(back)
  })
})
