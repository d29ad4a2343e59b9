/** Every example of every docstring of the engine is run, and gives what it says. */
import { expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { readEngineFiles } from '../../src/site/api/engine-files.ts'
import { namesInScope, readExample } from '../../src/site/api/example.ts'
import { listDocs } from '../../src/site/api/list-docs.ts'
import { loadApi } from '../../src/site/api/load-api.ts'
import { runExample } from '../api/run-example.ts'

const modules = import.meta.glob<object>('../../src/engine/**/*.ts')
const names = namesInScope(loadApi())
const examples = [...readEngineFiles().values()].flatMap((file) =>
  listDocs(file).flatMap(({ doc }) =>
    doc.examples.map((example) => ({ file: file.path, example: readExample(example, names) })),
  ),
)

test('every example of a docstring runs and gives what it says', async () => {
  const faults: string[] = []
  for (const { file, example } of examples) {
    // What only its own file exports is in scope there as well.
    const own = await modules[`../../src/engine/${file}`]!()
    const outcome = await runExample(example, { ...own, ...engine })
    faults.push(...outcome.faults.map((fault) => `src/engine/${file}:${fault}`))
    if (outcome.promises === 0)
      faults.push(
        `src/engine/${file}:${example.statements[0]?.line}: says nothing of what it gives; end it with // and the value`,
      )
  }
  expect(faults).toEqual([])
})

test('there are examples to run', () => {
  expect(examples.length).toBeGreaterThan(250)
})

test.each([
  ['a wrong number', 'sum(tensor([1, 2])).item() // 4', '3: gave 3, not 4'],
  ['a wrong shape', 'zeros(2, 3).shape // [2]', '3: gave [2,3], not [2]'],
  [
    'a wrong digit of what is printed',
    'tensor([1.5]) // tensor([1.6000])',
    '3: gave tensor([1.5000]), not tensor([1.6000])',
  ],
  ['a name that is not there', 'summ(tensor([1])) // 1', '3: ReferenceError: summ is not defined'],
])('%s is told with its line', async (_, code, fault) => {
  const { faults } = await runExample(readExample({ lines: [code], line: 3 }, names), { ...engine })
  expect(faults).toEqual([fault])
})

test('an example of several lines checks each promise', async () => {
  const lines = [
    'const x = tensor([1, 2], { requiresGrad: true })',
    'x.sum().item() // 3',
    'x.sum().backward()',
    'x.grad // tensor([1., 2.])',
  ]
  const { faults, promises } = await runExample(readExample({ lines, line: 10 }, names), { ...engine })
  expect(promises).toBe(2)
  expect(faults).toEqual(['13: gave tensor([1., 1.]), not tensor([1., 2.])'])
})

test('an example may give a name of the engine to a value of its own', async () => {
  const lines = ['const sum = 3; sum + 1 // 4']
  expect((await runExample(readExample({ lines, line: 1 }, names), { ...engine })).faults).toEqual([])
})
