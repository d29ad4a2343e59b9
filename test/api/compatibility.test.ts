import { expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { Tensor } from '../../src/engine/index.ts'
import { compare, count, readRecorded, type Recorded } from '../../src/site/api/compatibility.ts'
import { describe as describeFiles, loadApi } from '../../src/site/api/load-api.ts'
import { camelCase } from '../../src/site/api/names.ts'
import { readFile } from '../../src/site/api/read-file.ts'

const api = loadApi()
const compatibility = compare(api)

test.each([
  ['cross_entropy', 'crossEntropy'],
  ['relu_', 'relu_'],
  ['conv_transpose1d', 'convTranspose1d'],
  ['l1_loss', 'l1Loss'],
  ['CosineAnnealingLR', 'CosineAnnealingLR'],
])('%s is written %s here', (name, ours) => {
  expect(camelCase(name)).toBe(ours)
})

test('whatever the table says is here can be reached at run time', () => {
  const reach = (path: string) =>
    path.split('.').reduce<unknown>((from, name) => (from as Record<string, unknown> | undefined)?.[name], engine)
  const rows = compatibility.areas.flatMap(({ rows }) => rows).filter(({ entry }) => entry)
  const x = engine.tensor([[1]], { requiresGrad: true })
  const unreachable = rows.filter(({ ours }) => {
    const member = /^Tensor\.(.+)$/.exec(ours)?.[1]
    return member ? !(member in Tensor.prototype || member in x) : reach(ours) === undefined
  })
  expect(unreachable.map(({ ours }) => ours)).toEqual([])
  expect(rows.length).toBeGreaterThan(800)
})

test('what the table says is missing cannot be reached either', () => {
  const missing = compatibility.areas
    .find(({ name }) => name === 'torch')!
    .rows.filter(({ status }) => status === 'missing')
  expect(missing.map(({ name }) => camelCase(name)).filter((name) => name in engine)).toEqual([])
  const methods = compatibility.areas
    .find(({ name }) => name === 'torch.Tensor')!
    .rows.filter(({ status }) => status === 'missing')
  expect(methods.map(({ name }) => camelCase(name)).filter((name) => name in Tensor.prototype)).toEqual([])
})

test('every recorded name is counted once', () => {
  const { areas } = readRecorded()
  for (const { name, rows } of compatibility.areas) {
    const { same, differs, missing } = count(rows)
    expect([name, same + differs + missing]).toEqual([name, Object.keys(areas[name]!).length])
  }
})

/** The comparison of one small engine with a few names. */
function compareSmall(code: string, names: Record<string, string[]>) {
  const files = { 'index.ts': "export { f } from './ops/f.ts'", 'ops/f.ts': code }
  const small = describeFiles(new Map(Object.entries(files).map(([path, text]) => [path, readFile(path, text)])))
  const recorded: Recorded = { version: '1.13.0', areas: { torch: names } }
  return compare(small, recorded).areas[0]!.rows.map(({ name, status, without, note }) => ({
    name,
    status,
    without,
    note,
  }))
}

const code = '/** Does. */\nexport function f(x: Tensor, { dim }: { dim?: number } = {}): Tensor {}'

test.each([
  ['the same arguments', ['self', 'dim='], { status: 'same', without: [], note: '' }],
  ['an argument more', ['self', 'dim=', 'keep_dim='], { status: 'differs', without: ['keepDim'], note: '' }],
  ['an argument that has no place here', ['self', 'dim=', 'device='], { status: 'same', without: [], note: '' }],
])('a name of PyTorch with %s', (_, parameters, row) => {
  expect(compareSmall(code, { f: parameters })).toEqual([{ name: 'f', ...row }])
})

test('a docstring that says how it differs makes a difference', () => {
  const [row] = compareSmall(code.replace('Does.', 'Does. PyTorch: counts from 1.'), { f: ['self'] })
  expect(row).toEqual({ name: 'f', status: 'differs', without: [], note: 'counts from 1.' })
})

test('a name that the engine lacks is missing', () => {
  expect(compareSmall(code, { g: [] })[0]!.status).toBe('missing')
})
