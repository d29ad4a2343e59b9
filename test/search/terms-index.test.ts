import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { termRecords } from '../../src/site/search/records.ts'
import { termIndex } from '../../src/site/search/terms-index.ts'

const queries = JSON.parse(readFileSync('test/search/queries.json', 'utf8')) as Record<string, [string, string][]>

describe.each(Object.entries(queries))('In %s', (locale, asked) => {
  const { search } = termIndex(termRecords(locale), locale)

  test.each(asked)('“%s” finds %s first', (query, slug) => {
    expect(
      search(query)
        .slice(0, 3)
        .map((term) => term.slug),
    ).toEqual([
      slug,
      ...search(query)
        .slice(1, 3)
        .map((term) => term.slug),
    ])
  })
})

test('nothing is found for nothing', () => {
  const { search } = termIndex(termRecords('en'), 'en')
  expect(search('')).toEqual([])
  expect(search(' ’ ')).toEqual([])
  expect(search('zzzzzzzz')).toEqual([])
})
