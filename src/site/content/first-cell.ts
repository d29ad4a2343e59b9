/** The cell that greets a reader on the first page: the first one of the entry the site began with. */
import { existsSync, readFileSync } from 'node:fs'
import { findCells } from '../../cells/parse/find-cells.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { entryFile, listEntries } from './entries.ts'

const firstEntry = 'backpropagation'

export function firstCell(locale: string) {
  const entry = listEntries().find(({ slug }) => slug === firstEntry) ?? listEntries()[0]
  if (!entry) throw new Error('The content folder holds no entry; the first page shows the first cell of one.')
  const textLocale = existsSync(entryFile(entry.slug, locale)) ? locale : sourceLocale
  const file = entryFile(entry.slug, textLocale)
  const [cell, next] = findCells(readFileSync(file, 'utf8'), file).cells
  if (!cell) throw new Error(`${file} holds no live cell; the first page shows its first one.`)
  const { id, language } = cell
  return { slug: entry.slug, locale: textLocale, id, language, hasTwin: next?.id === id && next.language !== language }
}
