/**
 * Ids of headings. They come from the English heading at the same place, so that a link survives a change of language
 * and translators write nothing.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import Slugger from 'github-slugger'
import type { Heading, Nodes, Root } from 'mdast'
import { sourceLocale } from '../../i18n/locales.ts'
import { parseMdx, visit } from '../../cells/parse/mdx.ts'
import { entryFile } from './entries.ts'

const cache = new Map<string, { changed: number; ids: string[] }>()

/** Ids of the headings of an entry, in document order. */
export function headingIds(slug: string): string[] {
  const file = entryFile(slug, sourceLocale)
  if (!existsSync(file)) return []
  const changed = statSync(file).mtimeMs
  const known = cache.get(file)
  if (known?.changed === changed) return known.ids
  const parsed = parseMdx(readFileSync(file, 'utf8'), file)
  const slugger = new Slugger()
  const headings = parsed.tree ? listHeadings(parsed.tree) : []
  const ids = headings.map((heading) => slugger.slug(textOf(heading)))
  cache.set(file, { changed, ids })
  return ids
}

/** The headings of a tree, in document order. */
export function listHeadings(root: Root): Heading[] {
  const headings: Heading[] = []
  visit(root, (node) => {
    if (node.type === 'heading') headings.push(node)
  })
  return headings
}

/** The words of a node and all within it, without marks. */
function textOf(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map((child) => textOf(child as Nodes)).join('') : ''
}
