import { expect, test } from 'vitest'
import { translator } from '../../src/i18n/translate.ts'
import { formatsOf } from '../../src/site/speed/format.ts'
import { logScale } from '../../src/site/speed/scale.ts'

const spread = (median: number) => ({ median, low: median, high: median })

test('the scale holds 1 and every ratio between powers of ten', () => {
  const { ticks, at } = logScale([spread(0.3), spread(42)], 0)
  expect(ticks).toEqual([0.1, 1, 10, 100])
  expect(at(0.1)).toBe(0)
  expect(at(100)).toBe(100)
  expect(at(10)).toBeCloseTo(66.667, 3)
})

test('each factor of ten has the same length, and some of the length stays free', () => {
  const { at } = logScale([spread(1000)], 0.2)
  expect(at(1)).toBe(0)
  expect(at(1000)).toBe(80)
  expect(at(100) - at(10)).toBeCloseTo(at(10) - at(1), 2)
})

test('times stand in the unit that suits them, with the decimal sign of the language', () => {
  const english = formatsOf('en', translator('en'))
  expect(english.time(0.0000983)).toBe('98.3\u00a0ns')
  expect(english.time(0.0123)).toBe('12.3\u00a0µs')
  expect(english.time(4.25)).toBe('4.25\u00a0ms')
  expect(english.time(1138)).toBe('1.14\u00a0s')
  const french = formatsOf('fr', translator('fr'))
  expect(french.time(4.25)).toBe('4,25\u202fms')
  expect(french.ratio(1.62)).toBe('×\u202f1,6')
})
