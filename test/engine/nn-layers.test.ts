import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { nn } from './helpers/engine.ts'
import { Tensor, manualSeed, noGrad, rand, randn, randnLike, tensor, zeros } from './helpers/engine.ts'
import { evaluate } from './helpers/python-call.ts'

type Numbers = (number | boolean | string)[]

interface Layer {
  call: string
  printed: string
  state: [name: string, shape: number[], data: Numbers][]
  after: number
  inputs: unknown[]
  twice: boolean
  drawn: number
  outputs: { shape: number[]; data: Numbers }[]
  grads: (Numbers | null)[]
  parameterGrads: [name: string, data: Numbers | null][]
  buffers: [name: string, data: Numbers][]
  evaluated: Numbers[]
}

const recorded = JSON.parse(readFileSync(new URL('../oracle/nn.json', import.meta.url), 'utf8')) as {
  layers: Layer[]
  inits: { shape: number[]; call: string; data: number[]; after: number }[]
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const number = (value: Numbers[number]): number =>
  typeof value === 'string' ? { nan: NaN, inf: Infinity, '-inf': -Infinity }[value]! : Number(value)

function same(found: Tensor | null, expected: Numbers | null, relative = 1e-5, absolute = 2e-6): void {
  expect(found === null).toBe(expected === null)
  if (found === null || expected === null) return
  const numbers = ([found.tolist()].flat(Infinity) as Numbers).map(Number)
  expected.forEach((value, i) => {
    const wanted = number(value)
    const isSame =
      Object.is(numbers[i], wanted) ||
      numbers[i] === wanted ||
      Math.abs(numbers[i]! - wanted) <= absolute + relative * Math.abs(wanted)
    if (!isSame) expect({ at: i, value: numbers[i] }).toEqual({ at: i, value: wanted })
  })
}

const flat = (value: unknown): Tensor[] =>
  value instanceof Tensor ? [value] : Array.isArray(value) ? value.flatMap(flat) : []

/** A shape was recorded as a tuple and stands for normal numbers; other lists are the numbers themselves. */
const isShape = ({ call, grads }: Layer, i: number): boolean => grads[i] !== null || call.includes('Hinge')

/** Python knows 1 from 1.0. */
const input = (layer: Layer, given: unknown, i: number): Tensor => {
  if (isShape(layer, i) && Array.isArray(given) && layer.grads[i] !== null)
    return randn(given as number[], { requiresGrad: true })
  const isWhole = /CrossEntropy|NLLLoss\(red|MultiMargin|Embedding(Bag)?\(/.test(layer.call)
  return tensor(given as number[], { dtype: isWhole ? 'int64' : 'float32' })
}

/** 1.13 prints these otherwise: the engine follows the later PyTorch. */
const printedLater = (text: string): string => text.replace(/mode=(nearest|bilinear|mean|sum)/g, "mode='$1'")

describe('layers agree with the recorded PyTorch', () => {
  describe.each(recorded.layers.map((layer) => [layer.call, layer] as const))('%s', (call, layer) => {
    manualSeed(0)
    const module = evaluate<nn.Module>(call)
    const after = rand(1).item()

    test('prints', () => {
      expect(module.toString().replace(/\((\d)-(\d)\): \d x /g, '($1-$2): ')).toBe(folded(printedLater(layer.printed)))
    })

    test('begins with the same numbers, and has drawn as many', () => {
      const state = Object.entries(module.stateDict())
      expect(state.map(([name, x]) => [snake(name), [...x.shape]])).toEqual(
        layer.state.map(([name, shape]) => [name, shape]),
      )
      state.forEach(([, x], i) => same(x, layer.state[i]![2], 0, 0))
      expect(after).toBe(layer.after)
    })

    test('computes, is differentiated and evaluated', () => {
      manualSeed(1)
      const inputs = layer.inputs.map((given, i) => input(layer, given, i))
      manualSeed(2)
      if (layer.twice) module(...inputs)
      const outputs = flat(module(...inputs))
      expect(rand(1).item()).toBe(layer.drawn)
      expect(outputs.map((x) => [...x.shape])).toEqual(layer.outputs.map((x) => x.shape))
      outputs.forEach((x, i) => same(x, layer.outputs[i]!.data))
      manualSeed(3)
      const terms = outputs.filter((x) => x.requiresGrad).map((x) => x.mul(randnLike(x)).sum())
      terms.reduce((a, b) => a.add(b)).backward()
      inputs.forEach((x, i) => same(x.grad, layer.grads[i]!, 2e-5, 5e-6))
      const parameters = module.namedParameters()
      expect(parameters.map(([name]) => snake(name))).toEqual(layer.parameterGrads.map(([name]) => name))
      parameters.forEach(([, x], i) => same(x.grad, layer.parameterGrads[i]![1], 2e-5, 5e-6))
      module.namedBuffers().forEach(([name, x], i) => {
        expect(snake(name)).toBe(layer.buffers[i]![0])
        same(x, layer.buffers[i]![1])
      })
      const evaluated = noGrad(() => flat(module.eval()(...inputs)))
      evaluated.forEach((x, i) => same(x, layer.evaluated[i]!))
    })
  })
})

/** PyTorch 1.13 prints every module of a list; from 2.0 on, equal neighbours once. Here only lists of two equal ones occur. */
function folded(text: string): string {
  const twice = /( *)\(0\): (Transformer\w+Layer\((?:\n\1 .*)*\n\1\))\n\1\(1\): \2/g
  return text.replace(twice, '$1(0-1): $2')
}

describe('initial weights agree with the recorded PyTorch', () => {
  test.each(recorded.inits.map((init) => [`${init.call} [${init.shape}]`, init] as const))(
    '%s',
    (_, { call, shape, data, after }) => {
      manualSeed(0)
      const t = zeros(shape)
      const result = evaluate<Tensor>(`nn.init.${call}`, { t })
      expect(result).toBe(t)
      const isExact = !/orthogonal|trunc/.test(call)
      // PyTorch's QR is LAPACK's in float32; ours is float64, rounded once.
      same(t, data, isExact ? 0 : 5e-6, isExact ? 0 : 3e-6)
      expect(rand(1).item()).toBe(after)
    },
  )
})
