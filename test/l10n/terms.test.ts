import { expect, test } from 'vitest'
import { termFinder, type TermBase } from '../../src/l10n/terms.ts'

const base: TermBase = {
  'mean-average-precision': { term: 'Mean average precision (mAP)', also: ['mAP'], definition: 'A mean of means.' },
}

test('an abbreviation with capitals inside is not found in the word it is in small letters', () => {
  const found = (text: string) => termFinder(base, 'en')(text).map(({ start, end }) => text.slice(start, end))
  expect(found('a place on the map, two maps, one MAP')).toEqual([])
  expect(found('an mAP of 0.5, two mAPs, Mean Average Precision')).toEqual(['mAP', 'mAPs', 'Mean Average Precision'])
})
