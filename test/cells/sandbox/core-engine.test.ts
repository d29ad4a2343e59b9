/** The core of the engine, as a cell in a browser has it: what it gives is right, and what it lacks it asks for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Rolldown } from 'vite'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import * as whole from '../../../src/engine/index.ts'
import { readEngineFiles } from '../../../src/site/api/engine-files.ts'
import { namesInScope, readExample } from '../../../src/site/api/example.ts'
import { listDocs } from '../../../src/site/api/list-docs.ts'
import { loadApi } from '../../../src/site/api/load-api.ts'
import { engineCore, engineNames, namesOfWhole, reduceToCore } from '../../../src/site/plugins/engine-core.ts'
import { runExample } from '../../api/run-example.ts'
import type * as CoreEntry from './core-entry.ts'

type Core = typeof CoreEntry
let core: Core
let wanted: number

beforeAll(async () => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [engineNames(), engineCore()],
    build: {
      write: false,
      minify: false,
      lib: { entry: `${import.meta.dirname}/core-entry.ts`, formats: ['es'] },
    },
  })
  const [{ output }] = [result].flat() as [Rolldown.RolldownOutput]
  // As a file: the address of a text would fill what is said of a failure.
  const file = join(mkdtempSync(join(tmpdir(), 'core-engine-')), 'core.mjs')
  writeFileSync(file, output[0].code)
  core = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Core
  rmSync(dirname(file), { recursive: true })
  core.onWanting(() => void wanted++)
}, 120_000)
beforeEach(() => void (wanted = 0))

const namespaces = ['nn', 'optim', 'data', 'functional', 'linalg'] as const

test('what the core exports, the whole exports too', () => {
  expect(Object.keys(whole)).toEqual(expect.arrayContaining(Object.keys(core.engine)))
  for (const name of namespaces) expect(core.engine[name], name).toBeTypeOf('object')
})

test('every method of a tensor is of the core or asks for the whole, and none is both', () => {
  const lacking = namesOfWhole().methods
  expect(core.methods.toSorted()).toEqual(Object.getOwnPropertyNames(whole.Tensor.prototype).toSorted())
  expect(core.ownMethods.filter((name) => lacking.includes(name))).toEqual([])
  expect(core.ownMethods.length + lacking.length).toBe(core.methods.length)
}, 30_000)

test('every example of a docstring that the core can run gives what it says, and more than a hundred can', async () => {
  const names = namesInScope(loadApi())
  const faults: string[] = []
  let ran = 0
  for (const file of readEngineFiles().values()) {
    for (const { doc } of listDocs(file)) {
      for (const lines of doc.examples) {
        wanted = 0
        const outcome = await runExample(readExample(lines, names), core.engine)
        // Names that the core does not have are no names there.
        if (wanted > 0 || outcome.faults.some((fault) => / is not defined$/.test(fault))) continue
        ran++
        faults.push(...outcome.faults.map((fault) => `${file.path}:${fault}`))
      }
    }
  }
  expect(faults).toEqual([])
  expect(ran).toBeGreaterThan(100)
}, 60_000)

test('training a perceptron asks for nothing more', () => {
  const { nn, optim, functional, manualSeed, randn, tensor } = core.engine as unknown as typeof whole
  manualSeed(1)
  const model = new nn.Sequential(new nn.Linear(2, 8), new nn.ReLU(), new nn.Linear(8, 3), new nn.Tanh())
  const [sgd, adam] = [
    new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 }),
    new optim.Adam(model.parameters()),
  ]
  const [x, target] = [randn(5, 2), tensor([0, 1, 2, 0, 1], { dtype: 'int64' })]
  for (const optimizer of [sgd, adam, sgd, adam]) {
    optimizer.zeroGrad()
    const y = model(x)
    const loss = functional.crossEntropy(y, target).add(functional.mseLoss(y.sigmoid(), y.detach().abs()))
    loss.backward()
    optimizer.step()
    expect(`${y} ${model} ${loss.item()}`).toMatch(/Linear\(in_?[fF]eatures=2/)
  }
  expect(wanted).toBe(0)
})

test.each<[string, () => unknown]>([
  ['a name of a namespace', () => (core.engine['nn'] as typeof whole.nn).LSTM],
  ['a namespace of which the core has nothing', () => (core.engine['linalg'] as typeof whole.linalg).cholesky],
  ['a name inside a namespace inside', () => (core.engine['nn'] as typeof whole.nn).init.xavierUniform_],
  ['whether a name is there', () => 'LSTM' in (core.engine['nn'] as object)],
  ['all names', () => Object.keys(core.engine['nn'] as object)],
  ['all that is there', () => ({ ...(core.engine['optim'] as object) })],
  ['a name of the engine', () => core.watched(core.engine)['cholesky']],
  ['a method', () => (core.engine['ones'] as typeof whole.ones)(2).cumsum],
  ['an error', () => (core.engine['tensor'] as typeof whole.tensor)([1, 2]).item()],
  ['what a class has by name only', () => new (core.engine['nn'] as typeof whole.nn).Linear(1, 1).stateDict()],
])('%s asks for the whole', (_, reach) => {
  expect(reach).toThrow('The whole engine is wanted.')
  expect(wanted).toBeGreaterThan(0)
})

test('the core of a file has its methods and no errors', () => {
  const code = `import { ShapeError } from './e.ts'
function f(x: number): number { if (x > 1) throw new ShapeError('f: too large', { code: 'large' }); return x }
methods({ mul: f, cholesky: f })
inPlaceMethods({ mul: f, cholesky: f })`
  const reduced = reduceToCore(code)
  expect(reduced).toContain('throw $wanting(); return x')
  expect(reduced).toContain('methods({ mul: f })\ninPlaceMethods({ mul: f })')
  expect(reduceToCore('export const one = 1')).toBeUndefined()
})
