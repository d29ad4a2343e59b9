import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { completeLocales } from '../../src/i18n/locales.ts'
import { dataFiles } from '../../src/cells/library/data/source.ts'
import { listPages } from './pages.ts'

const site = inject('site')
const pages = listPages(site.folder).filter(({ page }) => page === 'data')
const read = (file: string) => readFileSync(join(site.folder, file), 'utf8')

test('every language has the page of the data sets, and the foot of every home leads to it', () => {
  expect(pages.map(({ locale }) => locale).sort()).toEqual([...completeLocales].sort())
  for (const locale of completeLocales) expect(read(join(locale, 'index.html'))).toContain(`/${locale}/data/"`)
})

test('the page tells the terms of every data set, and how it is imported', () => {
  for (const { file } of pages) {
    const text = read(file)
    expect(text).toContain('CC BY-SA 3.0')
    expect(text).toContain('ST/AI/189/Add.9/Rev.2')
    for (const name of [...Object.keys(dataFiles), 'shapes']) expect(text).toContain(`import { ${name} } from`)
  }
})
