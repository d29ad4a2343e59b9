/** The types in an entry's cells: as data for its page, and as problems where a cell does not fit the engine. */
import { chainOf } from '../../cells/proof/chain.ts'
import { readEntry, type EntryText } from '../../cells/proof/entries.ts'
import type { Cell } from '../../cells/parse/find-cells.ts'
import { ProblemsError, type Problem } from '../../cells/parse/problem.ts'
import { placeInFile } from '../../cells/proof/entries.ts'
import { placeOf } from '../../cells/prepare/errors.ts'
import { contentFolder } from '../../i18n/paths.ts'
import { familyPath } from '../api/api-pages.ts'
import { listEntries } from '../content/entries.ts'
import { typesOf } from './cell-types.ts'
import { nameSpans, type CellTypes } from './describe.ts'
import type { TypesOfPage } from '../../cells/element/editor/type-data.ts'

interface TypedCell {
  text: EntryText
  cell: Cell
  types: CellTypes
}

/** Asks about all cells together, which costs a fraction of asking about one after the other. */
export function typesInTexts(texts: readonly EntryText[]): TypedCell[] {
  const cells = texts.flatMap((text) =>
    text.cells.filter(({ language }) => language === 'typescript').map((cell) => ({ text, cell })),
  )
  const types = typesOf(cells.map(({ text, cell }) => chainOf(cell, text.cells).map(({ code }) => code)))
  return cells.map((one, index) => ({ ...one, types: types[index]! }))
}

/** What TypeScript finds wrong with the cells of these texts. */
export function typeProblems(texts: readonly EntryText[]): Problem[] {
  return typesInTexts(texts).flatMap(({ text, cell, types }) =>
    types.faults.map(({ name, message }) => ({
      file: text.file,
      ...placeInFile(cell, placeOf(cell.code, nameSpans(cell.code)[name]?.[0] ?? 0)),
      rule: 'cell-type',
      message,
      hint: `The cell “${cell.id}” runs, but TypeScript does not agree with it. Say it another way, or mend the engine’s types.`,
    })),
  )
}

let checked: true | undefined

/** @throws ProblemsError where a cell of any entry does not fit the engine's declarations; asked once in a build */
export function assertTypes(): void {
  if (checked) return
  const texts = listEntries().flatMap(({ slug, locales }) =>
    locales.map((locale) => readEntry(contentFolder, slug, locale)),
  )
  const problems = typeProblems(texts)
  if (problems.length > 0) {
    throw new ProblemsError(problems, Object.fromEntries(texts.map(({ file, source }) => [file, source])))
  }
  checked = true
}

/** The types of one text's cells as its page asks for them. */
export function pageTypes(slug: string, textLocale: string, pageLocale: string): TypesOfPage {
  const page: TypesOfPage = { texts: [], cells: {} }
  const indices = new Map<string, number>()
  for (const { cell, types } of typesInTexts([readEntry(contentFolder, slug, textLocale)])) {
    const spans = nameSpans(cell.code)
    page.cells[cell.id] = types.names.flatMap((name, index) => {
      if (!name || name.type === 'any') return []
      const { type, doc = '', entry } = name
      const text = [type, doc, ...(entry ? [familyPath(pageLocale, ...entry)] : [])]
      const key = text.join('\n')
      if (!indices.has(key)) indices.set(key, page.texts.push(text) - 1)
      return [[...spans[index]!, indices.get(key)!]]
    })
  }
  return page
}
