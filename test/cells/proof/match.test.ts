import { describe, expect, it } from 'vitest'
import { parseExpectations, type Expectation, type Nested } from '../../../src/cells/parse/expectation.ts'
import { findMisses, matches } from '../../../src/cells/proof/match.ts'
import { fromJson, sameNested, toJson } from '../../../src/cells/proof/numbers.ts'
import type { Variable } from '../../../src/cells/run/events.ts'

const [first] = parseExpectations('w = 1')
const promise = (text: string): Expectation => parseExpectations(text)[0] ?? (first as Expectation)

describe('a promise is kept', () => {
  it.each<[string, Nested]>([
    ['w = -24', -24],
    ['w = -24', [-24]],
    ['w = -24', [[[-24]]]],
    ['w = 0.1', Math.fround(0.1)],
    ['w = 0.1', 0.1],
    ['w = 0.0012 ± 0.0001', 0.0013],
    ['w = 0.0012 ± 0.0001', 0.0011],
    ['w = [[1, 2]]', [[1, 2]]],
    ['w = [1, 2] ± 0.5', [1.5, 1.5]],
    ['w = nan', NaN],
    ['w = -inf', -Infinity],
    ['w = true', [true]],
    ['w >= 0.97', 0.97],
    ['w < 1', 0.999],
    ['w > -1', [0]],
  ])('%s by %o', (text, actual) => {
    expect(matches(promise(text), actual)).toBe(true)
  })

  it.each<[string, Nested]>([
    ['w = -24', 24],
    ['w = -24', -24.00001],
    ['w = -24', [-24, -24]],
    ['w = -24', []],
    ['w = 0.0012 ± 0.0001', 0.00131],
    ['w = [1]', 1],
    ['w = [[1, 2]]', [1, 2]],
    ['w = [1, 2]', [1, 2, 3]],
    ['w = nan', 0],
    ['w = 1 ± 5', NaN],
    ['w = true', 1],
    ['w < 1', 1],
    ['w >= 0.97', NaN],
  ])('%s, but not by %o', (text, actual) => {
    expect(matches(promise(text), actual)).toBe(false)
  })

  it('or what there is instead is told', () => {
    const variables: Variable[] = [
      { name: 'w', kind: 'tensor', text: 'tensor([2])', value: [2], grad: null },
      { name: 't', kind: 'string', text: "'a'" },
      { name: 'big', kind: 'tensor', text: 'tensor(…)', cut: 5000 },
    ]
    expect(
      findMisses(parseExpectations('w = 3; w.grad = 1; t = 1; big = 1; v = 1; w = 2'), variables).map(
        ({ found }) => found,
      ),
    ).toEqual([
      'it is [2]',
      'w has no gradient',
      "t is 'a', not a number",
      'big has 5000 elements, too many to compare',
      'the cell declares no v at its top',
    ])
  })
})

describe('nested numbers', () => {
  it('pass through JSON without loss', () => {
    const value = [[NaN, Infinity], [-Infinity, -0.1], [true]]
    expect(fromJson(JSON.parse(JSON.stringify(toJson(value))))).toEqual(value)
  })

  it('are the same in value and in shape, and not a number is itself', () => {
    expect(sameNested([[1, NaN]], [[1, NaN]])).toBe(true)
    expect(sameNested([1], [1, 2])).toBe(false)
    expect(sameNested([1, 2], [1])).toBe(false)
    expect(sameNested([1], 1)).toBe(false)
    expect(sameNested(0, -0)).toBe(true)
    expect(sameNested(null, undefined)).toBe(false)
  })
})
