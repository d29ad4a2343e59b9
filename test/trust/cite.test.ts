import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { toBibtex } from '../../src/site/trust/cite.ts'
import { mailAddress } from '../../src/site/trust/report.ts'
import { textName } from '../../src/site/trust/text-version.ts'

const cited = {
  slug: 'gradient-descent',
  locale: 'tr',
  title: 'Gradyan inişi & 100 % {eğim}',
  authors: ['Ada İnan', 'The Lexigrad authors'],
  version: '0.1.0',
  text: '374b2af875',
  day: '2026-11-28',
  address: 'https://example.org/tr/gradient-descent/#a_b',
}

it('BibTeX keeps names and capitals whole, escapes what TeX reads, and leaves the address alone', () => {
  expect(toBibtex(cited)).toBe(`@misc{lexigrad-gradient-descent-tr,
  author = {{Ada İnan} and {The Lexigrad authors}},
  title = {{Gradyan inişi \\& 100 \\% \\{eğim\\}}},
  howpublished = {Lexigrad},
  year = {2026},
  month = nov,
  version = {0.1.0, 374b2af875},
  langid = {turkish},
  url = {https://example.org/tr/gradient-descent/#a_b}
}`)
})

it('a text without a day is cited without one', () => {
  expect(toBibtex({ ...cited, day: undefined })).not.toMatch(/year|month/)
})

it('a text is named as git names it', () => {
  const name = execFileSync('git', ['hash-object', '--no-filters', 'content/gradient/fr.mdx'], { encoding: 'utf8' })
  expect(name.slice(0, 10)).toBe(textName('gradient', 'fr'))
})

it('a mail begins with every line of the report', () => {
  const url = new URL(mailAddress('errors@example.org', 'Rétropropagation', 'Page : x\nPassage : a & b'))
  expect(url.pathname).toBe('errors@example.org')
  expect(url.searchParams.get('body')).toBe('Page : x\r\nPassage : a & b')
})
