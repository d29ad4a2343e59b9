import { expect, test } from 'vitest'
import { startPython } from './interpreter.ts'

const run = await startPython()

test('what a variable holds is told without its address, which no two runs share', () => {
  const { variables } = run(
    'from torch.utils.data import DataLoader\nbatches = DataLoader([1, 2])\npair = [object(), 3]\nname = "at 0.5"\n',
  )
  expect(variables.map(({ name, text }) => [name, text])).toEqual([
    ['batches', '<torch.utils.data.DataLoader object>'],
    ['pair', '[<object object>, 3]'],
    ['name', "'at 0.5'"],
  ])
})
