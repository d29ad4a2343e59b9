/** The docstrings hold what the house asks of them: what is lacking is named, with its place. */
import { expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { Tensor } from '../../src/engine/index.ts'
import { familyOf } from '../../src/site/api/families.ts'
import { namesInScope, readExample } from '../../src/site/api/example.ts'
import { loadApi, type Entry } from '../../src/site/api/load-api.ts'
import { missingDocs } from '../../src/site/api/missing-docs.ts'
import { runExample } from '../api/run-example.ts'

const api = loadApi()
const names = namesInScope(api)
const modules = import.meta.glob<Record<string, unknown>>('../../src/engine/**/*.ts')

/** Entries through whose own example a gradient flows when every tensor in it asks for one. */
async function findDifferentiable(): Promise<Set<Entry>> {
  const found = new Set<Entry>()
  const entries = api.families.flatMap(({ groups }) => groups.flatMap((group) => group.entries))
  for (const entry of entries.filter(
    ({ kind, family }) => (family !== 'cell' && kind === 'function') || kind === 'method',
  )) {
    const own = await modules[`../../src/engine/${entry.file}`]!()
    for (const example of entry.doc.examples) {
      const { flows } = await watchGradients(() =>
        runExample(readExample(example, names), { ...own, ...engine, tensor: asking }),
      )
      if (flows) found.add(entry)
    }
  }
  return found
}

/** `tensor`, as in every example, asking for a gradient where its type has one. */
const asking: typeof engine.tensor = (data, options = {}) => {
  const made = engine.tensor(data, options)
  return options.requiresGrad === undefined && engine.dtypes[made.dtype].category === 'floating'
    ? made.requiresGrad_()
    : made
}

/** Sees, where numbers are read, whether they were recorded. */
async function watchGradients(run: () => Promise<unknown>): Promise<{ flows: boolean }> {
  const { tolist, item, toString } = Tensor.prototype
  let flows = false
  const watched = <T>(read: (this: Tensor) => T) =>
    function (this: Tensor): T {
      flows ||= this.gradFn !== null
      return read.call(this)
    }
  Object.assign(Tensor.prototype, { tolist: watched(tolist), item: watched(item), toString: watched(toString) })
  await run()
  Object.assign(Tensor.prototype, { tolist, item, toString })
  return { flows }
}

test('no docstring lacks its summary, its shapes, its example or its gradient', async () => {
  const differentiable = await findDifferentiable()
  // Were the watch blind, no docstring would ever lack its gradient.
  expect(differentiable.size).toBeGreaterThan(100)
  const missing = missingDocs(api, (entry) => differentiable.has(entry))
  expect(
    missing.map(({ name, file, line, lacks }) => `src/engine/${file}:${line} ${name}: ${lacks.join(', ')}`),
  ).toEqual([])
})

test('every file that gives the reader a name belongs to a family', () => {
  const files = new Set([...api.byName.values(), ...api.methods.values()].map(({ file }) => file))
  expect([...files].filter((file) => familyOf(file) === undefined)).toEqual([])
})

test('no two names of a family share a place on its page', () => {
  for (const { id, groups } of api.families) {
    const anchors = groups.flatMap(({ entries }) =>
      entries.flatMap(({ anchor, members }) => [anchor, ...members.map((member) => member.anchor)]),
    )
    expect([id, anchors.filter((anchor, i) => anchors.indexOf(anchor) !== i)]).toEqual([id, []])
  }
})
