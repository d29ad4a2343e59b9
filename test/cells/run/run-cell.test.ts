import { describe, expect, it } from 'vitest'
import * as lexigrad from '../../../src/engine/index.ts'
import type { TapeData } from '../../../src/cells/run/tape.ts'
import { run } from './environment.ts'

describe('a run', () => {
  it('prints, leaves its variables with gradients, and says that it is done, in this order', async () => {
    const { events, ok } = await run(`import { tensor } from 'lexigrad'
const w: number[] = tensor([2], { requiresGrad: true })
w.backward()
console.log('w.grad =', w.grad)`)
    expect(ok).toBe(true)
    expect(events).toEqual([
      { type: 'output', level: 'log', text: 'w.grad = tensor([-24])' },
      {
        type: 'variables',
        variables: [
          {
            name: 'w',
            kind: 'tensor',
            text: 'tensor([2])',
            shape: [1],
            dtype: 'float32',
            value: [2],
            grad: [-24],
            gradText: 'tensor([-24])',
          },
        ],
      },
      { type: 'done', ok: true, ms: expect.any(Number) },
    ])
  })

  it('can be posted to another thread, whatever the cell holds', async () => {
    const { events } = await run(`const a = { f() {}, self: null }; a.self = a
const b = Symbol('x'); const c = new WeakMap(); const d = [() => 1]; const e = new Proxy({}, {})
console.log(a, b, c, d, e)`)
    expect(() => structuredClone(events)).not.toThrow()
  })

  it('awaits at its top, and keeps the names declared before an error', async () => {
    const { ok, variables, error } = await run(`const a = await Promise.resolve(4)
const b = a.missing.name
const c = 1`)
    expect(ok).toBe(false)
    expect(variables.map(({ name, text }) => [name, text])).toEqual([['a', '4']])
    expect(error).toMatchObject({ code: 'js-property-of-nothing', line: 2, column: 21 })
  })

  it('sees the last value of a variable that changed', async () => {
    const { variables } = await run('let n = 0\nfor (let i = 0; i < 5; i++) n += i')
    expect(variables).toEqual([{ name: 'n', kind: 'number', text: '10', value: 10 }])
  })

  it('may use what an earlier cell left, and hides it behind a name of its own', async () => {
    const first = await run('const a = 2; const b = 3')
    expect((await run('console.log(a * b)', { given: first.scope }, ['a', 'b'])).printed).toEqual(['6'])
    expect((await run('const a = 10; console.log(a * b)', { given: first.scope }, ['a', 'b'])).printed).toEqual(['30'])
  })

  it('tells the graph of its results where that is asked for, with what it gives otherwise unchanged', async () => {
    const code = `import { tensor } from 'lexigrad'
const w = tensor([2], { requiresGrad: true })
const loss = w.mul(3).sub(10).pow(2)
loss.backward()`
    const modules = { lexigrad }
    const plain = await run(code, { modules })
    const traced = await run(code, { modules, trace: true })
    expect(traced.variables).toEqual(plain.variables)
    expect(plain.events.map(({ type }) => type)).toEqual(['variables', 'done'])
    expect(traced.events.map(({ type }) => type)).toEqual(['variables', 'tape', 'done'])
    const { tapes } = (traced.events[1] as { data: unknown }).data as TapeData
    expect(tapes.map(({ result, tape }) => [result, tape.nodes[0]!.gradients[0]!.numbers])).toEqual([['loss', [-24]]])
    await run(code, { modules })
    expect(lexigrad.keepGraphValues(false)).toBe(false)
  })

  it('prints nothing more when it is over', async () => {
    const { events } = await run("setTimeout(() => console.log('late'), 5)")
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(events.filter(({ type }) => type === 'output')).toEqual([])
  })

  it('begins with gradients on, whatever the run before left', async () => {
    const calls: unknown[] = []
    const lexigrad = {
      setGradEnabled: (on: boolean) => calls.push(['grad', on]),
      manualSeed: (n: number) => calls.push(['seed', n]),
    }
    await run('1', { modules: { lexigrad } })
    expect(calls).toEqual([
      ['grad', true],
      ['seed', 0],
    ])
  })

  it('gives the count in place of the numbers where they are too many', async () => {
    const { variables } = await run(
      "import { tensor } from 'lexigrad'\nconst w = tensor([1, 2, 3]); const a = [[1, 2], [3, 4]]",
      {
        elementLimit: 2,
      },
    )
    expect(variables).toEqual([
      { name: 'w', kind: 'tensor', text: 'tensor([1, 2, 3])', shape: [3], dtype: 'float32', cut: 3 },
      { name: 'a', kind: 'array', text: '[[1, 2], [3, 4]]', cut: 4 },
    ])
  })

  it('lists a module that is called like a function, but no other function', async () => {
    const { variables } = await run(
      'const net = Object.assign(() => 0, { namedParameters: () => [], toString: () => "Net()" }); const f = () => 0',
    )
    expect(variables).toEqual([{ name: 'net', kind: 'module', text: 'Net()' }])
  })

  it('lists the parameters of a module under its name', async () => {
    const { variables } = await run(`import { tensor } from 'lexigrad'
const model = { namedParameters: () => [['0.weight', tensor([1])]], toString: () => 'Linear()' }`)
    expect(variables.map(({ name, kind, value }) => [name, kind, value])).toEqual([
      ['model', 'module', undefined],
      ['model.0.weight', 'tensor', [1]],
    ])
  })
})

describe('an error of a run', () => {
  it('of the engine keeps its code and its parameters, at the reader’s innermost line', async () => {
    const { error } = await run(`import { matmul } from 'lexigrad'

function layer(x: number[]): void {
  return matmul(x)
}
;[[1]].map((x) => layer(x))`)
    expect(error).toEqual({
      code: 'matmul-inner',
      params: { a: [2, 3], b: [4, 3], how: 'ƒ how()' },
      name: 'ShapeError',
      original: 'matmul: inner sizes differ',
      line: 4,
      column: 10,
    })
  })

  it.each([
    ['x', 'js-not-defined', { name: 'x' }, '1:1'],
    ['a\nconst a = 1', 'js-before-declaration', { name: 'a' }, '1:1'],
    ['const a: number = 5\n  a()', 'js-not-a-function', { name: 'a' }, '2:3'],
    ['for (const i of 5) {}', 'js-not-iterable', { name: '5' }, '1:17'],
    ['const g = null\ng!.item()', 'js-property-of-nothing', { nothing: 'null', property: 'item' }, '2:4'],
    ['const b = 1\nb = 2', 'js-assignment-to-constant', {}, '2:3'],
    ['function r(): void { r() }\nr()', 'js-too-deep', {}, '1:22'],
    ['new Array(-1)', 'js-out-of-memory', {}, '1:1'],
    ["throw new Error('own')", 'error', {}, '1:7'],
    ['let x = 08n', 'syntax-invalid', {}, 'undefined:undefined'],
    ["throw 'text'", 'js-thrown', {}, 'undefined:undefined'],
    [
      "import { tensr } from 'lexigrad'",
      'import-unknown-name',
      { name: 'tensr', module: 'lexigrad', suggestion: 'tensor' },
      '1:10',
    ],
  ])('%j', async (code, name, params, place) => {
    const { error, events, ok } = await run(code)
    expect({ ok, code: error?.code, params: error?.params, place: `${error?.line}:${error?.column}` }).toEqual({
      ok: false,
      code: name,
      params,
      place,
    })
    expect(events.map(({ type }) => type)).toEqual(['error', 'variables', 'done'])
  })
})
