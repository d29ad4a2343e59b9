import { expect, test } from 'vitest'
import { localePath } from '../../src/i18n/links.ts'
import { localeCodes } from '../../src/i18n/locales.ts'
import { listEntries } from '../../src/site/content/entries.ts'
import { isAbbreviation, previewData } from '../../src/site/previews/preview-data.ts'

test('an abbreviation is of capitals', () => {
  expect(['SGD', 'mAP', 'CNN'].map(isAbbreviation)).toEqual([true, true, true])
  expect(['Adam', 'backprop', 'X', 'SGD 2'].map(isAbbreviation)).toEqual([false, false, false, false])
})

test.each(localeCodes)('in %s every entry has a definition to show', (locale) => {
  const { terms } = previewData(locale)
  for (const { slug } of listEntries()) expect(terms[localePath(locale, slug)]?.definition).toBeTruthy()
})
