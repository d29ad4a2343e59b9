import { expect, test } from 'vitest'
import { differenceOf } from './compare-losses.ts'
import { giveNumbers } from './given.ts'
import { ratiosOf, spreadOf } from './summarize.ts'
import { timeWork } from './time-work.ts'
import { workNames, worksNamed } from './works.ts'

test('losses within the tolerance agree, one beyond it is named with its step', () => {
  expect(differenceOf([2, 1.00001], [2, 1], 1e-4)).toBeUndefined()
  expect(differenceOf([2, 1.01], [2, 1], 1e-4)).toContain('the loss of step 2 is 1.01, not 1')
})

test('a loss that is no number never agrees', () => {
  expect(differenceOf([NaN], [1], 1e-4)).toContain('NaN')
  expect(differenceOf([], [1], 1e-4)).toBe('no loss was told')
})

test('the spread over processes keeps the extremes, and ratios are of one round', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 })
  // Everything took twice as long in the second round: the ratio did not change.
  expect(ratiosOf([4, 8], [2, 4])).toEqual({ median: 2, low: 2, high: 2 })
})

test('every workload is given numbers, the same each time', () => {
  for (const name of workNames) {
    const [first, second] = [giveNumbers(name), giveNumbers(name)]
    expect(first).toEqual(second)
    for (const { shape, data } of Object.values(first)) expect(data.length).toBe(shape.reduce((a, b) => a * b, 1))
  }
})

test('W5 names its three sizes, W2 itself, and an unknown name nothing', () => {
  expect(worksNamed('W5')).toEqual(['W5-256', 'W5-512', 'W5-1024'])
  expect(worksNamed('W2')).toEqual(['W2'])
  expect(worksNamed('W9')).toEqual([])
})

test('a task is stepped as often as losses are asked for, before its time is taken', () => {
  let steps = 0
  const task = { step: () => void steps++, loss: () => steps }
  const times = timeWork(() => task, {}, { compared: 3, warm: 1, measure: 1 })
  expect(times.losses).toEqual([1, 2, 3])
  expect(times.step).toBeGreaterThan(0)
})
