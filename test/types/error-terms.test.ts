import { expect, test } from 'vitest'
import { sourceLocale } from '../../src/i18n/locales.ts'
import { readStrings } from '../../src/i18n/translate.ts'
import { errorTerms } from '../../src/site/code/error-terms.ts'
import { loadTerms } from '../../src/site/content/terms.ts'

test('every error that a term explains exists, and so does the term', () => {
  const codes = Object.keys(readStrings(sourceLocale).errors as object)
  expect(Object.keys(errorTerms).filter((code) => !codes.includes(code))).toEqual([])
  const terms = Object.keys(loadTerms(sourceLocale))
  expect(Object.values(errorTerms).filter((slug) => !terms.includes(slug))).toEqual([])
})

test('a mismatch of shapes leads to the tensor', () => {
  for (const code of ['matmul-inner', 'broadcast', 'reshape', 'ShapeError']) expect(errorTerms[code]).toBe('tensor')
})
