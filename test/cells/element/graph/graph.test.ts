import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as engine from '../../../../src/engine/index.ts'
import { layOut, type Direction } from '../../../../src/cells/element/graph/layout.ts'
import { buildModel, type Model, type ShownNode } from '../../../../src/cells/element/graph/model.ts'
import { Numbers } from '../../../../src/cells/element/graph/numbers.ts'
import { readTapes } from '../../../../src/cells/element/graph/read-tape.ts'
import { Words } from '../../../../src/cells/element/graph/words.ts'
import { describeTapes, type Tape } from '../../../../src/cells/run/tape.ts'

const { tensor } = engine
type Tensor = engine.Tensor
const leaf = (data: number | number[]) => tensor(data, { requiresGrad: true })

/** @param clock  stands still, so that everything is compared with finite differences; or runs, so that little is */
function tapeOf(body: () => Record<string, unknown>, clock = () => 0): Tape {
  const before = engine.keepGraphValues(true)
  try {
    return describeTapes(Object.entries(body()), engine, clock).tapes[0]!.tape
  } finally {
    engine.keepGraphValues(before)
  }
}

const firstCell = () =>
  tapeOf(() => {
    const w = leaf([2])
    const x = tensor([3])
    const prediction = w.mul(x)
    const loss = prediction.sub(10).pow(2)
    return { w, x, prediction, loss }
  })
const shared = () =>
  tapeOf(() => {
    const a = leaf(3)
    const loss = a.mul(a).add(a)
    return { a, loss }
  })

const textsOf = (locale: string) =>
  (JSON.parse(readFileSync(`locales/${locale}/ui.json`, 'utf8')) as { graph: Record<string, string> }).graph
const wordsIn = (locale: string) => new Words(textsOf(locale), new Numbers(locale))
const told = (tape: Tape, locale: string) => {
  const words = wordsIn(locale)
  return buildModel(tape, 100).steps.map((step) => words.step(step).join(' '))
}

describe('the steps of the gradient', () => {
  test('tell the first cell from the loss to the weight', () => {
    expect(told(firstCell(), 'en')).toEqual([
      'The way back begins at loss: the slope of a number with respect to itself is 1. Slope with respect to sub\u00a0(−): 2 · (−4) = −8. Message to sub\u00a0(−): 1 · (−8) = −8.',
      'The message −8 arrives at sub\u00a0(−). Slope with respect to prediction: 1. Message to prediction: −8 · 1 = −8.',
      'The message −8 arrives at prediction. Slope with respect to w: x = 3. Message to w: −8 · 3 = −24.',
      expect.stringMatching(/^w has its gradient: −24\. Finite differences give −24 \(difference .+\)\.$/),
    ])
  })

  test('add up where paths meet', () => {
    expect(told(shared(), 'en').at(-1)).toMatch(/^3 paths meet at a, and their messages add up: 1 \+ 3 \+ 3 = 7\./)
  })

  test.each(['en', 'fr', 'es', 'tr', 'ko'])('leave no place open in %s, and no number without its sign', (locale) => {
    const lines = [...told(firstCell(), locale), ...told(shared(), locale)]
    for (const line of lines) expect(line).not.toMatch(/\{\{|undefined|NaN|-\d/)
    expect(lines[2]).toContain('−8 · 3 = −24')
  })

  test('are in the numbers of the language', () => {
    const tape = tapeOf(() => {
      const w = leaf(0.5)
      return { w, loss: w.mul(-0.25) }
    })
    expect(told(tape, 'fr').at(-1)).toContain('−0,25')
    expect(told(tape, 'ko').at(-1)).toContain('−0.25')
  })

  test('say of tensors their shape and norm, and of products of matrices their rule', () => {
    const tape = tapeOf(() => {
      const w = leaf([1, 2, 3, 4, 5])
      const loss = tensor([Array.from({ length: 5 }, () => 2)]).matmul(w).sum() // prettier-ignore
      return { w, loss }
    })
    expect(told(tape, 'en').join(' ')).toMatch(
      /With G for that message, the gradient for w is Aᵀ · G: \(shape 5, norm 4\.47\)\./,
    )
  })
})

describe('numbers', () => {
  test('are written as the language writes them', () => {
    expect(new Numbers('fr').one(-1234.5678)).toBe('−1235')
    expect(new Numbers('tr').one(-0.25)).toBe('−0,25')
    expect(new Numbers('en').one(0.00001234)).toBe('1.234 · 10⁻⁵')
    expect(new Numbers('es').one(-2.5e12)).toBe('−2,5 · 10¹²')
    expect([NaN, Infinity, -Infinity, -0].map((value) => new Numbers('en').one(value))).toEqual(['NaN', '∞', '−∞', '0'])
  })

  test('in a list are parted by what is no decimal mark', () => {
    expect(new Numbers('en').list([0.5, -1])).toBe('[0.5, −1]')
    expect(new Numbers('fr').list([0.5, -1])).toBe('[0,5; −1]')
  })

  test('say by their sign whether digits were cut', () => {
    expect(new Numbers('en').sign(3, 0.5)).toBe('=')
    expect(new Numbers('en').sign(1 / 3)).toBe('≈')
  })
})

describe('a graph that is too large to draw', () => {
  let time = 0
  const long = () =>
    tapeOf(
      () => {
        const w = leaf(0.9)
        let loss: Tensor = w
        for (let i = 0; i < 300; i++) loss = loss.mul(w).add(0.1)
        return { w, loss }
      },
      () => (time += 500),
    )

  test('shows its latest operations and named leaves, and one node for the rest', () => {
    const tape = long()
    const { nodes, steps } = buildModel(tape, 50)
    const rest = nodes.find(({ hidden }) => hidden > 0)!
    expect(nodes.length).toBe(51)
    expect(rest.hidden).toBe(tape.nodes.length - 50)
    expect(nodes.some(({ tape: node }) => node?.variable === 'w')).toBe(true)
    expect(rest.inputs.map(({ from }) => from.tape?.variable)).toEqual(['w'])
    expect(steps.at(-1)!.node.tape!.variable).toBe('w')
    expectOrder(buildModel(tape, 50))
  })
})

function expectOrder({ nodes, edges, steps }: Model): void {
  const place = new Map<ShownNode, number>(nodes.map((node, i) => [node, i]))
  for (const { from, to } of edges) expect(place.get(from)!).toBeLessThan(place.get(to)!)
  const step = new Map(steps.map(({ node }, i) => [node, i]))
  for (const { from, to } of edges)
    if (step.has(from) && step.has(to)) expect(step.get(from)!).toBeGreaterThan(step.get(to)!)
}

describe('the layout', () => {
  const layOutIn = (model: Model, direction: Direction) => {
    const words = wordsIn('en')
    const texts = (node: ShownNode) => ({
      ...{ title: words.title(node), name: '', value: words.value(node), gradient: words.gradient(node) },
    })
    return layOut(model, { direction, texts, label: (edge) => words.factor(edge) })
  }

  test.each(['across', 'down'] as const)(
    '%s leads from leaves to the result, and no node lies on another',
    (direction) => {
      const model = buildModel(shared(), 100)
      const { nodes, width, height } = layOutIn(model, direction)
      for (const { from, to } of model.edges) {
        const [a, b] = [nodes.get(from)!, nodes.get(to)!]
        expect(direction === 'across' ? a.x < b.x : a.y < b.y).toBe(true)
      }
      for (const { x, y } of nodes.values()) {
        expect(x).toBeGreaterThan(0)
        expect(x).toBeLessThan(width)
        expect(y).toBeGreaterThan(0)
        expect(y).toBeLessThan(height)
      }
    },
  )
})

/** A tape whose fields a test may set to anything. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Forged = any

describe('what comes out of the sandbox', () => {
  const data = () =>
    JSON.parse(JSON.stringify({ tapes: [{ result: 'loss', tape: firstCell() }], further: [] })) as {
      tapes: { result: string; tape: Forged }[]
      further: string[]
    }

  test('is read where it is a tape', () => {
    const given = data()
    expect(readTapes(given)).toEqual(given)
  })

  test.each<[string, (tape: Forged) => void]>([
    ['an edge that leads back', (tape) => tape.edges.push({ from: tape.nodes.at(-1).id, output: 0, to: tape.nodes[0].id, input: 0 })], // prettier-ignore
    ['an edge to nowhere', (tape) => (tape.edges[0].to = 10 ** 6)],
    ['two nodes of one name', (tape) => (tape.nodes[1].id = tape.nodes[0].id)],
    ['text for a number', (tape) => (tape.nodes[0].value.numbers = ['<b>'])],
    ['no nodes', (tape) => (tape.nodes = [])],
    ['too many nodes', (tape) => (tape.nodes = Array.from({ length: 5000 }, (_, id) => ({ ...tape.nodes[0], id })))],
    ['numbers without a number', (tape) => (tape.nodes[0].value = { shape: [], numbers: [], count: 3, norm: 1 })],
  ])('is refused where it holds %s', (_, spoil) => {
    const spoiled = data()
    spoil(spoiled.tapes[0]!.tape)
    expect(readTapes(spoiled)).toBeUndefined()
  })
})
