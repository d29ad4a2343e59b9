import { describe, expect, test } from 'vitest'
import { judge } from '../../../../src/cells/element/predict/judge.ts'
import { readNumber } from '../../../../src/cells/element/predict/read-number.ts'
import type { Variable } from '../../../../src/cells/run/events.ts'

const tensor = (name: string, value: number, grad?: number): Variable => ({
  ...{ name, kind: 'tensor', text: '', shape: [1], dtype: 'float32', value: [value] },
  ...(grad !== undefined && { grad: [grad] }),
})
const firstCell: Variable[] = [
  tensor('w', 2, -24),
  tensor('x', 3),
  { name: 'target', kind: 'number', text: '10', value: 10 },
  tensor('prediction', 6),
  tensor('loss', 16),
]
const verdict = (path: string, text: string, variables = firstCell) => judge(path, readNumber(text, '.')!, variables)

describe('a prediction', () => {
  test('is right however it is written', () => {
    for (const text of ['-24', '−24', '-24,0', '−24.0', '-48/2'])
      expect(verdict('w.grad', text)).toMatchObject({ kind: 'right', isExact: true })
  })

  test('is right to the digits given, but not further off than a twentieth', () => {
    const near = [tensor('w', 2, -23.6)]
    expect(verdict('w.grad', '-24', near)).toMatchObject({ kind: 'right', isExact: false })
    expect(verdict('w.grad', '-24.0', near)).toMatchObject({ kind: 'wrong' })
    expect(verdict('w', '0', [tensor('w', 0.3)])).toMatchObject({ kind: 'wrong' })
  })

  test('that can be read in two ways is right in either', () => {
    expect(verdict('w', '1,234', [tensor('w', 1.234)])).toMatchObject({ kind: 'right', guess: 1.234 })
    expect(verdict('w', '1,234', [tensor('w', 1234)])).toMatchObject({ kind: 'right', guess: 1234 })
  })

  test.each([
    ['24', true, undefined],
    ['2', false, { kind: 'value-of' }],
    ['16', false, { kind: 'other', name: 'loss' }],
    ['-48', false, { kind: 'twice' }],
    ['-12', false, { kind: 'half' }],
    ['12', true, { kind: 'half' }],
    ['-8', false, { kind: 'factor-missing', name: 'x', factor: 3 }],
    ['8', true, { kind: 'factor-missing', name: 'x', factor: 3 }],
    ['-72', false, { kind: 'factor-extra', name: 'x', factor: 3 }],
    ['-5', false, undefined],
    ['0', false, undefined],
  ])('of %s for −24 says what was missed', (text, isSignWrong, slip) => {
    const { actual, isSignWrong: turned, slip: found } = verdict('w.grad', text) as never as Record<string, unknown>
    expect({ actual, turned, found }).toEqual({ actual: -24, turned: isSignWrong, found: slip })
  })

  test('tells the gradient from the value, and a point in the wrong place', () => {
    expect(verdict('w', '-24')).toMatchObject({ slip: { kind: 'gradient-of' } })
    expect(verdict('a', '0.005', [tensor('a', 0.5)])).toMatchObject({ slip: { kind: 'power-of-ten' } })
  })

  test('has nothing to be compared with where the run left no such number', () => {
    expect(verdict('v', '1')).toEqual({ kind: 'missing' })
    expect(verdict('x.grad', '1')).toEqual({ kind: 'missing' })
  })
})
