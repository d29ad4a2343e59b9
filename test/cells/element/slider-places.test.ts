import { expect, test } from 'vitest'
import { placeOf, valueAt, type SliderData } from '../../../src/cells/element/controls/render-controls.ts'

/** What a range input makes of a value: the nearest of its places. */
const snapped = ({ from, step, log }: SliderData, place: number) =>
  log ? Math.round(place) : from + Math.round((place - from) / step) * step

test.each<SliderData>([
  { from: 0.001, to: 1, step: 0, value: 0.1, log: true },
  { from: 0.003, to: 0.4, step: 0, value: 0.1, log: true },
  { from: 0.05, to: 1.1, step: 0.25, value: 0.4 },
  { from: 0, to: 10, step: 1, value: 5 },
])('a slider that nobody moved says the value that was published: $value of $from to $to', (data) => {
  const place = snapped(data, placeOf(data, data.value))
  expect(valueAt(data, place)).toBe(data.value)
  expect(valueAt(data, place + (data.log ? 1 : data.step))).toBeGreaterThan(data.value)
})
