import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExpectationSyntaxError, parseExpectations } from '../../../src/cells/parse/expectation.ts'

describe('a promise', () => {
  it('names a variable or its gradient, and a value', () => {
    expect(parseExpectations('w.grad = -24; model.weight = 0.5')).toEqual([
      { text: 'w.grad = -24', name: 'w', gradient: true, relation: '=', value: -24, tolerance: 0 },
      { text: 'model.weight = 0.5', name: 'model.weight', gradient: false, relation: '=', value: 0.5, tolerance: 0 },
    ])
  })

  it.each([
    ['loss = 0.0012 ± 0.0001', 0.0012, 0.0001],
    ['loss = 0.0012 +- 1e-4', 0.0012, 0.0001],
    ['loss = −1_000.5 +/- .5', -1000.5, 0.5],
    ['loss = 1e−3', 0.001, 0],
    ['loss = -inf', -Infinity, 0],
    ['loss = nan', NaN, 0],
    ['ok = true', true, 0],
    ['w = [[1, -2], [3, 4]] ± 0.1', [[1, -2], [3, 4]], 0.1], // prettier-ignore
    ['w = []', [], 0],
  ])('%s', (text, value, tolerance) => {
    expect(parseExpectations(text)).toMatchObject([{ value, tolerance, relation: '=' }])
  })

  it.each([
    ['a >= 0.97', '>='],
    ['a ≥ 0.97', '>='],
    ['a ≤ 1', '<='],
    ['a < 1', '<'],
    ['a > 1', '>'],
  ])('%s compares', (text, relation) => {
    expect(parseExpectations(text)).toMatchObject([{ relation }])
  })

  it.each([
    ['', 0, 'expected the name of a variable, found the end'],
    ['w.grad -24', 7, 'expected =, <, <=, > or >=, found "-"'],
    ['w = x', 4, 'expected a number, found "x"'],
    ['w = [1, ; b', 8, 'expected a number, found ";"'],
    ['w = [1', 6, 'expected "," or "]", found the end'],
    ['w = 1 2', 6, 'expected ";" or the end, found "2"'],
    ['w = 1 ± ', 8, 'expected a number, found the end'],
  ])('%j is refused at its place', (text, offset, message) => {
    expect(() => parseExpectations(text)).toThrow(expect.objectContaining({ offset, message }))
    expect(() => parseExpectations(text)).toThrow(ExpectationSyntaxError)
  })

  it('of any number reads back as that number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const [expectation] = parseExpectations(`w = ${x}`)
        return expectation?.value === x
      }),
      { seed: 1 },
    )
  })
})
