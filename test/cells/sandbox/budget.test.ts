import { expect, test } from 'vitest'
import { workerBudget } from '../../../src/cells/sandbox/budget.ts'

test.each([
  ['a desktop', { memory: 8, hidden: false }, { runs: 4, spare: true }],
  ['a browser that tells nothing', { memory: undefined, hidden: false }, { runs: 4, spare: true }],
  ['a page that nobody sees', { memory: 8, hidden: true }, { runs: 4, spare: false }],
  ['a small phone', { memory: 2, hidden: false }, { runs: 2, spare: false }],
])('%s has its budget of workers', (_, device, budget) => {
  expect(workerBudget(device)).toEqual(budget)
})
