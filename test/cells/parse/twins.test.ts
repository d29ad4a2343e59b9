import { expect, it } from 'vitest'
import { findCells } from '../../../src/cells/parse/find-cells.ts'
import { snakeCase } from '../../../src/cells/parse/twins.ts'

const first =
  '```ts live id=a expect="w.grad = 1; trainLoss < 2" varies=data limit=3 predict="trainLoss, w.grad"\nx\n```\n'
const twin = (options = 'id=a') => `\`\`\`python live ${options}\nx\n\`\`\`\n`
const problems = (source: string) =>
  findCells(source, 'a.mdx').problems.map(({ line, rule, message }) => `${line} ${rule} ${message}`)

it('a twin promises what its first cell promises, in the spelling of Python', () => {
  const { cells, problems } = findCells(`${first}\n${twin()}`, 'a.mdx')
  expect(problems).toEqual([])
  expect(cells[1]).toMatchObject({
    language: 'python',
    options: { varies: 'data', limit: 3, predict: 'train_loss, w.grad' },
  })
  expect(cells[1]!.expect.map(({ name, gradient }) => [name, gradient])).toEqual([
    ['w', true],
    ['train_loss', false],
  ])
})

it('what it says itself stands in place of that', () => {
  const { cells } = findCells(`${first}\n${twin('id=a expect="v = 1" limit=9 tolerance=1e-6')}`, 'a.mdx')
  expect(cells[1]!.expect.map(({ name }) => name)).toEqual(['v'])
  expect(cells[1]!.options).toMatchObject({ limit: 9, tolerance: 1e-6 })
})

it('it uses the names of the twin before, where there is one', () => {
  const second = '```ts live id=b after=a\nx\n```\n'
  const both = findCells(`${first}\n${twin()}\n${second}\n${twin('id=b')}`, 'a.mdx')
  expect(both.cells[3]!.options.after).toBe('a')
  const alone = findCells(`${first}\n${second}\n${twin('id=b')}`, 'a.mdx')
  expect(alone.cells[2]!.options.after).toBeUndefined()
  expect(alone.problems).toEqual([])
})

it('a comment may stand between the two, nothing else', () => {
  expect(problems(`${first}\n{/* a note */}\n\n${twin()}`)).toEqual([])
  expect(
    problems(`> ${first.trimEnd().replaceAll('\n', '\n> ')}\n>\n> ${twin().trimEnd().replaceAll('\n', '\n> ')}\n`),
  ).toEqual([])
  expect(problems(`${first}\nText.\n\n${twin()}`)).toEqual([
    '7 cell-twin the python twin of "a" does not stand directly after its TypeScript cell',
  ])
  expect(problems(`${twin()}\n${first}`)).toEqual([
    '1 cell-twin the python twin of "a" does not stand directly after its TypeScript cell',
  ])
})

it('a twin without a first cell is told, and a tolerance without a twin', () => {
  expect(problems(twin('id=b'))).toEqual(['1 cell-twin no TypeScript cell "b" stands before its python twin'])
  expect(problems('```ts live id=a tolerance=1e-3\nx\n```\n')).toEqual([
    '1 cell-twin tolerance compares a twin with its first cell, and "a" is a first cell',
  ])
  expect(problems(`${first}\n${twin('id=a tolerance=2')}`)).toEqual(['5 fence-option-value tolerance cannot be "2"'])
})

it('a twin uses cells of its own language alone', () => {
  const other = '```ts live id=b\nx\n```\n'
  expect(problems(`${first}\n${other}\n${twin('id=b after=a')}`)).toEqual([
    '9 cell-unknown-after no python cell "a" stands before "b"',
  ])
})

it('names are written as each language writes them', () => {
  expect(['w', 'trainLoss', 'x1Hat', 'W', 'lossOfBatch', 'model.fc1'].map(snakeCase)).toEqual([
    'w',
    'train_loss',
    'x1_hat',
    'W',
    'loss_of_batch',
    'model.fc1',
  ])
})
