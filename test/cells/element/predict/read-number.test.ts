import { describe, expect, test } from 'vitest'
import { decimalMark, readNumber } from '../../../../src/cells/element/predict/read-number.ts'

const value = (text: string, decimal: '.' | ',' = '.') => readNumber(text, decimal)?.value

describe('a number', () => {
  test.each([
    ['-24', -24],
    ['−24', -24],
    ['–24', -24],
    ['－２４', -24],
    ['-24.0', -24],
    ['-24,0', -24],
    [' 24 ', 24],
    ['+24', 24],
    ['- 24', -24],
    ['−\u202f24', -24],
    ['.5', 0.5],
    ['24.', 24],
    ['0,25', 0.25],
    ['1/2', 0.5],
    ['-3/4', -0.75],
    ['½', 0.5],
    ['2 ½', 2.5],
    ['-2 ½', -2.5],
    ['1 1/2', 1.5],
    ['1,5/3', 0.5],
    ['1e-3', 0.001],
    ['1E−3', 0.001],
    ['2,5·10⁻³', 0.0025],
    ['2.5 × 10^-3', 0.0025],
    ['-2*10^2', -200],
    ['12 %', 0.12],
    ['٢٤', 24],
    ['-٢٤٫٥', -24.5],
    ['۲۴', 24],
    ['२४', 24],
    ['∞', Infinity],
    ['−inf', -Infinity],
    ['NaN', NaN],
  ])('%j is understood', (text, expected) => {
    expect(value(text, '.')).toBe(expected)
    expect(value(text, ',')).toBe(expected)
  })

  test.each([
    ['1 234,5', 1234.5],
    ['1\u202f234\u202f567', 1234567],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ["1'234.5", 1234.5],
    ['1’234', 1234],
    ['1_000', 1000],
  ])('%j is understood with its groups of thousands', (text, expected) => {
    expect(value(text, '.')).toBe(expected)
    expect(value(text, ',')).toBe(expected)
  })

  test('with one comma before three digits is read as the language writes it, and kept the other way too', () => {
    expect(readNumber('1,234', '.')).toMatchObject({ value: 1234, otherwise: 1.234 })
    expect(readNumber('1,234', ',')).toMatchObject({ value: 1.234, otherwise: 1234 })
    expect(readNumber('0,234', '.')).toEqual({ value: 0.234, tolerance: 0.0005 })
  })

  test('with one point before three digits is read as code writes it in every language', () => {
    expect(readNumber('1.234', ',')).toMatchObject({ value: 1.234, otherwise: 1234 })
    expect(readNumber('-1.234', '.')).toMatchObject({ value: -1.234, otherwise: -1234 })
  })

  test('is as exact as its digits', () => {
    expect(readNumber('-24', '.')!.tolerance).toBe(0.5)
    expect(readNumber('24,0', '.')!.tolerance).toBe(0.05)
    expect(readNumber('1.5e-3', '.')!.tolerance).toBeCloseTo(0.00005, 12)
    expect(readNumber('1/3', '.')!.tolerance).toBe(0)
  })

  test.each(['', ' ', 'abc', '1.2.3', '1,2,3', '12.34,5.6', '--2', '1/0', '2-', '1.23,4,5', '- ', 'e5', '1 2/', '.'])(
    '%j is none',
    (text) => expect(readNumber(text, '.')).toBeUndefined(),
  )
})

test('the decimal mark is that of the language', () => {
  expect(['en', 'ko', 'fr', 'es', 'tr'].map(decimalMark)).toEqual(['.', '.', ',', ',', ','])
})
