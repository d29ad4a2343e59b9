/** The entries with their cells, as they stand in the content folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { findCells, type Cell } from '../parse/find-cells.ts'
import type { Problem } from '../parse/problem.ts'
import { shownPath, sourceLocale } from './paths.ts'

/** One language of an entry. */
export interface EntryText {
  slug: string
  locale: string
  /** As messages show it. */
  file: string
  source: string
  cells: Cell[]
  problems: Problem[]
}

/** The slugs of a content folder, sorted. */
export function listEntries(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isDirectory() && listLocales(folder, item.name).length > 0)
    .map((item) => item.name)
    .sort()
}

/** The locales an entry is written in: the source locale first, then by code. */
export function listLocales(folder: string, slug: string): string[] {
  const locales = readdirSync(join(folder, slug))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => basename(name, '.mdx'))
  return locales.sort((a, b) => Number(b === sourceLocale) - Number(a === sourceLocale) || (a < b ? -1 : 1))
}

const cachedTexts = 100
const cache = new Map<string, { modified: number; text: EntryText }>()

/** Reads and parses one text; again only when the file has changed. */
export function readEntry(folder: string, slug: string, locale: string): EntryText {
  const path = join(folder, slug, `${locale}.mdx`)
  const modified = statSync(path).mtimeMs
  const known = cache.get(path)
  if (known?.modified === modified) return known.text
  if (cache.size >= cachedTexts) cache.clear()
  const source = readFileSync(path, 'utf8')
  const file = shownPath(path)
  const text = { slug, locale, file, source, ...findCells(source, file) }
  cache.set(path, { modified, text })
  return text
}

/** A place in a cell's code as a place in its file. */
export function placeInFile(
  cell: Pick<Cell, 'line' | 'column'>,
  place: { line: number; column: number },
): { line: number; column: number } {
  return { line: cell.line + place.line - 1, column: cell.column + place.column - 1 }
}
