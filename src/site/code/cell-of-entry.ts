/** A cell of an entry, and in how many languages its result was proved. */
import { chainOf } from '../../cells/proof/chain.ts'
import { listLocales, readEntry } from '../../cells/proof/entries.ts'
import { keyOf, readResults } from '../../cells/proof/store.ts'
import type { CellLanguage } from '../../cells/parse/fence.ts'
import type { Cell } from '../../cells/parse/find-cells.ts'
import { contentFolder } from '../../i18n/paths.ts'

/** @throws Error where the entry has no such cell: the caller and the text have come apart */
export function cellOfEntry(slug: string, locale: string, id: string, language: CellLanguage): Cell {
  const cell = readEntry(contentFolder, slug, locale).cells.find(
    (other) => other.id === id && other.language === language,
  )
  if (!cell) throw new Error(`${slug}/${locale}.mdx has no ${language} cell "${id}".`)
  return cell
}

/** The locales for which the store holds the result of exactly this code, on this engine. */
export function provedLocales(slug: string, id: string, language: CellLanguage): string[] {
  const results = readResults(contentFolder, slug)
  return listLocales(contentFolder, slug).filter((locale) => {
    const { cells } = readEntry(contentFolder, slug, locale)
    const cell = cells.find((other) => other.id === id && other.language === language)
    return cell !== undefined && results.has(keyOf(chainOf(cell, cells), locale).key)
  })
}
