/** Entries in the pseudo-locale, spliced from the English ones: code, formulas, links and markup stay as they are. */
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { visit } from '../cells/parse/mdx.ts'
import { pseudoText } from './pseudo.ts'
import { readText } from './read-text.ts'
import type { Block } from './segment.ts'
import { splice, spliceOf, type Splice } from './splice.ts'

/** Copies all content from one folder to another and adds each entry's text in the pseudo-locale. */
export function writePseudoEntries(from: string, to: string, locales: { source: string; pseudo: string }): void {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true })
  for (const folder of readdirSync(to, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue
    const english = readFileSync(join(to, folder.name, `${locales.source}.mdx`), 'utf8')
    writeFileSync(join(to, folder.name, `${locales.pseudo}.mdx`), pseudoEntry(english, locales.pseudo))
  }
}

/** One entry's text with its prose changed. A text that does not parse comes back unchanged. */
export function pseudoEntry(source: string, locale?: string): string {
  const { blocks } = readText(source, 'pseudo.mdx')
  return splice(
    source,
    blocks.flatMap((block) => splicesOf(block, source, locale)),
  )
}

function splicesOf(block: Block, source: string, locale: string | undefined): Splice[] {
  const { kind, frame, node, text } = block
  // Code runs in the pseudo-locale as it does in English, comments and all.
  if (frame || kind === 'comment' || kind === 'string') return []
  if (!node) return spliceOf(block, pseudoText(text, locale), source)
  const splices: Splice[] = []
  visit(node, (inner) => {
    if (inner.type !== 'text') return
    const [start, end] = [inner.position!.start.offset!, inner.position!.end.offset!]
    if (start < block.start || end > block.end) return
    splices.push({ start, end, text: pseudoText(source.slice(start, end), locale) })
  })
  return splices
}
