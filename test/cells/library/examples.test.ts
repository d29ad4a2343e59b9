/** What a cell's library says of itself is there, and its examples run. */
import { expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import { createLibrary } from '../../../src/cells/library/library.ts'
import { loadApi } from '../../../src/site/api/load-api.ts'
import { run } from '../run/environment.ts'

const context = { emit() {}, now: () => 0, answers: {}, atEnd() {}, lineOfCode: () => '' }
const names = Object.keys(createLibrary(context))
const entries = loadApi()
  .families.filter(({ id }) => id === 'cell')
  .flatMap(({ groups }) => groups.flatMap((group) => group.entries))

test('every function that a cell can import besides the engine is documented', () => {
  expect(entries.map(({ name }) => name).sort()).toEqual([...names].sort())
})

test.each(entries.flatMap(({ name, doc }) => doc.examples.map(({ lines }) => [name, lines.join('\n')])))(
  'the example of %s runs: %s',
  async (_, code) => {
    const imports = ['randn', 'zeros', ...names].filter((name) => new RegExp(`\\b${name}\\b`).test(code))
    // What an example trains on is not its subject.
    const given = 'const loader = [1, 2]\nconst train = (_: unknown) => undefined\n'
    const cell = `import { ${imports.join(', ')} } from 'lexigrad'\n${given}${code}`
    const { error, events } = await run(cell, { modules: { lexigrad: engine } })
    expect(error).toBeUndefined()
    expect(events.length).toBeGreaterThan(2)
  },
)
