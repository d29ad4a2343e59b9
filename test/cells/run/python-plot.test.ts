/** Pictures of `matplotlib.pyplot`: what a program draws, as the page gets it. */
import { loadPyodide } from 'pyodide'
import { expect, test } from 'vitest'
import type { Figure } from '../../../src/cells/library/plot/figure.ts'
import type { RunEvent } from '../../../src/cells/run/events.ts'
import { createPythonRunner } from '../../../src/cells/run/run-python.ts'
import { createInterpreter, environment, type Pyodide } from '../../../src/python/interpreter.ts'
import { readPackageFiles } from '../../../src/python/package-files.ts'

const pyodide = (await loadPyodide({ env: environment })) as unknown as Pyodide
const runner = createPythonRunner((write) => createInterpreter(pyodide, readPackageFiles(), write))

function run(code: string) {
  const events: RunEvent[] = []
  let time = 0
  const program = `import matplotlib.pyplot as plt\nimport torch\n${code}`
  const { error } = runner.run([{ id: 'a', code: program }], {
    emit: (event) => events.push(event),
    now: () => (time += 100),
  })
  const shown = events.flatMap((event) => (event.type === 'display' ? [event] : []))
  return { error, figures: shown.map(({ data }) => data as Figure), keys: shown.map(({ key }) => key) }
}

test('a line with its title, labels, scale and limits', () => {
  const { figures, error } = run(`
plt.plot([4.0, 2.0, float('nan')], label='loss')
plt.title('Loss'); plt.xlabel('steps'); plt.ylabel('value'); plt.yscale('log'); plt.xlim(0, 2)
plt.legend()
plt.show()`)
  expect(error).toBeUndefined()
  expect(figures).toEqual([
    {
      title: 'Loss',
      xLabel: 'steps',
      yLabel: 'value',
      yScale: 'log',
      xRange: [0, 2],
      layers: [{ kind: 'lines', y: [4, 2, null], label: 'loss' }],
    },
  ])
})

test('lines over x, of the columns of a matrix, of tensors, with markers and without lines', () => {
  const { figures } = run(`
x = torch.arange(3.0)
plt.plot(x, x ** 2, 'o-', x, x, 'r.')
plt.plot(torch.ones(3, 2), label=['one', 'two'])
plt.axhline(1, color='gray')
plt.show()`)
  expect(figures[0]!.layers).toEqual([
    { kind: 'lines', x: [0, 1, 2], y: [0, 1, 4], markers: true },
    { kind: 'points', x: [0, 1, 2], y: [0, 1, 2] },
    { kind: 'lines', y: [1, 1, 1], label: 'one' },
    { kind: 'lines', y: [1, 1, 1], label: 'two' },
    { kind: 'lines', x: [0, 2], y: [1, 1] },
  ])
})

test('points by class, bars, a histogram, a matrix, a picture and contours', () => {
  const { figures, error } = run(`
plt.scatter([0, 1], [1, 0], c=torch.tensor([0, 1]), s=20, cmap='viridis'); plt.show()
plt.bar(['cat', 'dog'], [0.75, 0.25]); plt.show()
plt.hist(torch.tensor([0.0, 0.1, 1.0]), bins=2); plt.show()
plt.imshow(torch.eye(2)); plt.colorbar(label='weight'); plt.show()
plt.imshow([[0.0, 1.0]], cmap='gray'); plt.show()
xs = torch.linspace(-1, 1, 3)
X, Y = torch.meshgrid(xs, xs, indexing='xy')
plt.contour(X, Y, X ** 2 + Y, levels=[0.5]); plt.contourf(X, Y, X); plt.show()`)
  expect(error).toBeUndefined()
  expect(figures.map(({ layers }) => layers.map(({ kind }) => kind).join())).toEqual([
    'points',
    'bars',
    'histogram',
    'heatmap',
    'images',
    'contour,heatmap',
  ])
  expect(figures[0]!.layers[0]).toMatchObject({ classes: [0, 1] })
  expect(figures[1]!.layers[0]).toEqual({ kind: 'bars', values: [0.75, 0.25], labels: ['cat', 'dog'] })
  expect(figures[2]!.layers[0]).toMatchObject({ from: 0, to: 1, counts: [2, 1] })
  expect(figures[3]!.layers[0]).toMatchObject({ matrix: true, rows: 2 })
  expect(figures[5]!.layers[0]).toMatchObject({ x: [-1, 1], y: [-1, 1], levels: [0.5] })
})

test('each axes of subplots is a picture, and what is open at the end is shown', () => {
  const { figures } = run(`
fig, axes = plt.subplots(1, 2, figsize=(8, 3))
axes[0].plot([1, 2]); axes[0].set_title('left')
axes[1].plot([2, 1]); axes[1].set(title='right', xlabel='x')
fig, grid = plt.subplots(2, 2)
grid[1, 0].plot([1])
fig.suptitle('all')`)
  expect(figures.map(({ title }) => title)).toEqual(['left', 'right', undefined])
  expect(figures[1]!.xLabel).toBe('x')
})

test('pictures of one line take each other’s place, those of another do not', () => {
  const { keys } = run(`
for step in range(3):
    plt.plot([step])
    plt.show()
plt.plot([1])
plt.show()`)
  expect(new Set(keys).size).toBe(2)
  expect(keys.length).toBeGreaterThan(2)
})

test('what is lacking is named, with its line', () => {
  const lacks = (code: string) => run(code).error
  expect(lacks('plt.pie([1, 2])')).toMatchObject({
    code: 'python-missing-plot',
    params: { name: 'matplotlib.pyplot.pie' },
    name: 'AttributeError',
    line: 3,
  })
  expect(lacks('plt.gca().fill_between([1], [2])')?.params).toEqual({ name: 'Axes.fill_between' })
  expect(lacks('plt.hist([1, 2], density=True)')?.params).toEqual({ name: 'hist(density=…)' })
  expect(lacks('plt.yscale("symlog")')?.params).toEqual({ name: "yscale('symlog')" })
  expect(lacks('import matplotlib.animation')?.name).toBe('ModuleNotFoundError')
})

test('a mistake is told as matplotlib or PyTorch tells it, and what is too much, as plot tells it', () => {
  expect(run('plt.plot([1, 2], [1])').error?.original).toBe(
    'x and y must have same first dimension, but have shapes (2,) and (1,)',
  )
  expect(run('plt.plot(torch.ones(2, requires_grad=True))').error?.original).toBe(
    "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
  )
  expect(run('plt.bar(range(300), [1] * 300); plt.show()').error).toMatchObject({ code: 'plot-too-many', line: 3 })
})

test('nothing of a program is left for the next', () => {
  run('plt.plot([1]); raise ValueError("stop")')
  expect(run('plt.plot([2])').figures).toHaveLength(1)
})
