/** What a cell's `plot(…)` sends, seen as the page sees it. */
import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import { readFigure } from '../../../src/cells/element/plot/check-figure.ts'
import type { Figure, Layer } from '../../../src/cells/library/plot/figure.ts'
import { unpackGrid } from '../../../src/cells/library/plot/pack.ts'
import type { DisplayEvent } from '../../../src/cells/run/events.ts'
import { run } from '../run/environment.ts'

const modules = { lexigrad: engine }
const names = [
  'plot lines points arrows bars histogram heatmap contour image images boxes confusionMatrix',
  'tensor randn rand zeros manualSeed nn noGrad',
].join(' ')
const head = `import { ${names.split(' ').join(', ')} } from 'lexigrad'\n`

async function draw(code: string) {
  const { events, error, ...rest } = await run(head + code, { modules })
  const displays = events.filter((event): event is DisplayEvent => event.type === 'display')
  const figures = displays.map(({ data }) => readFigure(JSON.parse(JSON.stringify(data))))
  return { displays, figures, error, ...rest }
}

async function layers(code: string): Promise<readonly Layer[]> {
  const { figures, error } = await draw(code)
  expect(error).toBeUndefined()
  return figures[0]!.layers
}

describe('numbers come from', () => {
  test.each([
    ['an array', '[1, 2, 3]'],
    ['a tensor', 'tensor([1, 2, 3])'],
    ['a tensor that is recorded', 'tensor([1, 2, 3], { requiresGrad: true }).mul(1)'],
    ['a column', 'tensor([[1], [2], [3]])'],
    ['a typed array', 'Float32Array.of(1, 2, 3)'],
    ['tensors of one number', '[tensor(1), tensor([2]).sum(), tensor(3)]'],
  ])('%s', async (_, data) => {
    expect(await layers(`plot(${data})`)).toEqual([{ kind: 'lines', y: [1, 2, 3] }])
  })

  test('points of a plane, as rows', async () => {
    expect(await layers('plot(lines([[0, 1], [2, 3]]))')).toEqual([{ kind: 'lines', x: [0, 2], y: [1, 3] }])
  })

  test('a picture as it was, not as it is later', async () => {
    const [layer] = await layers('const y = [1, 2]\nplot(y)\ny[0] = 9')
    expect(layer).toMatchObject({ y: [1, 2] })
  })

  test('what is not finite is a gap', async () => {
    expect(await layers('plot([1, NaN, Infinity, -0.1234567])')).toEqual([
      { kind: 'lines', y: [1, null, null, -0.12346] },
    ])
  })
})

describe('what is too much is made less, and says so', () => {
  test('a long line keeps its peaks', async () => {
    const [layer] = await layers('const y = Array(100000).fill(0)\ny[54321] = 7\nplot(y)')
    expect(layer).toMatchObject({ kind: 'lines', of: 100000 })
    const { x, y } = layer as Extract<Layer, { kind: 'lines' }>
    expect(y.length).toBeLessThanOrEqual(1000)
    expect(x![y.indexOf(7)]).toBe(54321)
  })

  test('many points are chosen evenly', async () => {
    const [layer] = await layers('plot(points(randn([9000, 2])))')
    expect(layer).toMatchObject({ of: 9000 })
    expect((layer as Extract<Layer, { kind: 'points' }>).x).toHaveLength(3000)
  })

  test('a large matrix becomes means of blocks', async () => {
    const [layer] = await layers('plot(heatmap(zeros([400, 200]).add(2)))')
    expect(layer).toMatchObject({ rows: 100, columns: 100 })
    expect([...new Set(unpackGrid((layer as Extract<Layer, { kind: 'heatmap' }>).values))]).toEqual([2])
  })
})

describe('arrows', () => {
  test('reach from each place as far as its vector, times the scale', async () => {
    const [layer] = await layers('plot(arrows([[0, 1], [2, 3]], tensor([[1, -2], [0, 4]]), { scale: 0.5 }))')
    expect(layer).toEqual({ kind: 'arrows', x: [0, 2], y: [1, 3], toX: [0.5, 2], toY: [0, 5] })
  })

  test('share axes with a landscape', async () => {
    const code = 'plot(contour((x, y) => x * y), arrows([[0, 0]], [[1, 1]], { ink: "backward", label: "g" }))'
    expect((await layers(code)).map(({ kind }) => kind)).toEqual(['contour', 'arrows'])
  })

  test.each([
    ['arrows([[0, 1]], [[1, 1], [2, 2]])', /places has length 1 and vectors length 2/],
    ['arrows([0, 1], [1, 1])', /places has shape \[2\].*\[n, 2\]/],
    ['arrows([[0, 1]], [[1, 1]], { scale: "much" })', /scale/],
  ])('%s is refused', async (code, message) => {
    const { error } = await draw(`plot(${code})`)
    expect(error?.original).toMatch(message)
  })
})

describe('a function of two variables', () => {
  test('is computed on a grid, its lowest y first', async () => {
    const [layer] = await layers('plot(contour((x, y) => x + 10 * y, { resolution: 2, x: [0, 1], y: [0, 2] }))')
    expect(layer).toMatchObject({ kind: 'contour', rows: 2, columns: 2, values: [0, 1, 20, 21] })
  })

  test('may be a model, which gets all points at once', async () => {
    const [layer] = await layers('const model = new nn.Linear(2, 1)\nplot(heatmap(model, { resolution: 9 }))')
    expect(layer).toMatchObject({ rows: 9, columns: 9 })
  })

  test('records nothing, and changes no random number that follows', async () => {
    const drawn = `manualSeed(1)\nplot(heatmap((x, y) => x + rand([1]).item(), { resolution: 4 }))\nconst a = rand([1]).item()`
    const { variables } = await draw(drawn)
    const { variables: without } = await draw('manualSeed(1)\nconst a = rand([1]).item()')
    expect(variables.find(({ name }) => name === 'a')?.value).toBe(without.find(({ name }) => name === 'a')?.value)
  })

  test('is packed into 16 bits and read back to five digits', async () => {
    const [layer] = await layers('plot(heatmap((x, y) => x * y, { x: [0, 1], y: [0, 1], resolution: 40 }))')
    const values = unpackGrid((layer as Extract<Layer, { kind: 'heatmap' }>).values)
    expect(values[40 * 39 + 39]).toBeCloseTo(0.9875 ** 2, 4)
    expect(values[41]).toBeCloseTo(0.0375 ** 2, 4)
  })
})

describe('images', () => {
  const bytesOf = (layer: Layer | undefined) =>
    (layer as Extract<Layer, { kind: 'images' }>).pixels.map((one) => [...Buffer.from(one, 'base64')])

  test('are grey from 0 to 1', async () => {
    expect(bytesOf((await layers('plot(image([[0, 0.5], [1, 2 / 3]]))'))[0])).toEqual([[0, 128, 255, 170]])
  })

  test('have their channels first, as PyTorch has them, or last', async () => {
    const first = await layers('plot(image([[[255]], [[128]], [[0]]]))')
    const last = await layers('plot(image([[[255, 128, 0]]]))')
    expect(first).toMatchObject([{ width: 1, height: 1, channels: 3 }])
    expect(bytesOf(first[0])).toEqual(bytesOf(last[0]))
  })

  test('of any other range are stretched, and of a given one cut', async () => {
    expect(bytesOf((await layers('plot(image([[-1, 0, 3]]))'))[0])).toEqual([[0, 64, 255]])
    expect(bytesOf((await layers('plot(image([[-1, 0, 3]], { range: [0, 2] }))'))[0])).toEqual([[0, 0, 255]])
  })
})

test('a confusion matrix counts pairs of classes', async () => {
  expect(await layers('plot(confusionMatrix(tensor([0, 1, 1, 2]), [0, 1, 0, 2]))')).toEqual([
    { kind: 'confusion', size: 3, counts: [1, 0, 0, 1, 1, 0, 0, 0, 1] },
  ])
})

test('a histogram holds both its edges', async () => {
  expect(await layers('plot(histogram([0, 0.1, 1, NaN], { bins: 2 }))')).toEqual([
    { kind: 'histogram', from: 0, to: 1, counts: [2, 1] },
  ])
})

describe('in a loop', () => {
  test('one line of code draws one picture, the last one always', async () => {
    const { displays, figures } = await draw('const y = []\nfor (let i = 0; i < 1000; i++) { y.push(i); plot(y) }')
    expect(new Set(displays.map(({ key }) => key)).size).toBe(1)
    // The clock of these runs goes a millisecond at each look.
    expect(displays.length).toBeLessThan(300)
    expect(figures.at(-1)!.layers[0]).toMatchObject({ kind: 'lines' })
    expect((figures.at(-1)!.layers[0] as Extract<Layer, { kind: 'lines' }>).y).toHaveLength(1000)
  })

  test('a handle, or a key, draws in the same place', async () => {
    const { displays } = await draw(
      `const p = plot([1])\np.update([2])\nplot([3], { key: 'k' })\nplot([4], { key: 'k' })`,
    )
    expect(new Set(displays.map(({ key }) => key)).size).toBe(2)
    expect((displays.at(-1)!.data as Figure).layers[0]).toMatchObject({ y: [4] })
  })

  test('two lines of code, or two titles, draw two pictures', async () => {
    const { displays } = await draw(`plot([1])\nplot([1])\nfor (const title of ['a', 'b']) plot([1], { title })`)
    expect(new Set(displays.map(({ key }) => key)).size).toBe(4)
  })

  test('too many pictures are an error that says what to do', async () => {
    const { error } = await draw('for (let i = 0; i < 50; i++) plot([i], { title: `step ${i}` })')
    expect(error).toMatchObject({ code: 'plot-pictures', params: { limit: 20 }, line: 2 })
  })

  test('what still waited when a cell failed is shown', async () => {
    const { figures } = await draw(`for (let i = 1; i < 9; i++) plot([i])\nthrow new Error('x')`)
    expect(figures.at(-1)!.layers[0]).toMatchObject({ y: [8] })
  })
})

describe('an error names the line, what came and what was expected', () => {
  test.each([
    ['plot()', 'plot-nothing', {}],
    ["plot('loss')", 'plot-layer', { found: "'loss'" }],
    ["plot([1, 'two'])", 'plot-numbers', { operation: 'lines', argument: 'y[1]', found: "'two'" }],
    ['plot(lines([1, 2], [3]))', 'plot-lengths', { a: 'x', first: 2, b: 'y', second: 1 }],
    ['plot(zeros([2, 3]))', 'plot-shape', { shape: '[2, 3]', expected: '[n] [n, 2]' }],
    ['plot([1], { heigth: 3 })', 'unknown-option', { operation: 'plot', option: 'heigth' }],
    ["plot([1], { yScale: 'logg' })", 'plot-option', { option: 'yScale', value: "'logg'" }],
    ['plot(points([1, 2], { classes: [0, 0.5] }))', 'plot-option', { option: 'classes', value: '0.5' }],
    ['plot(image(zeros([400, 400])))', 'plot-too-many', { count: 160000, limit: 150000 }],
    ['plot(image(zeros([2, 2])), [1, 2])', 'plot-mixed', { kinds: 'images + lines' }],
    ['plot(boxes([[1, 2, 3]]))', 'plot-shape', { shape: '[1, 3]', expected: '[n, 4]' }],
    ['plot(heatmap((x, y) => "a"))', 'plot-numbers', { argument: 'field(x, y)' }],
    ['plot([[1], [2, 3]])', 'plot-shape', { argument: 'y[1]' }],
  ])('%s', async (code, expected, params) => {
    const { error } = await draw(code)
    expect(error).toMatchObject({ code: expected, params, line: 2 })
  })
})
