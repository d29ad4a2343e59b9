/** Entries in the pseudo-locale, spliced from the English ones: code, formulas, links and markup stay as they are. */
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseMdx, visit } from '../cells/parse/mdx.ts'
import { pseudoText } from './pseudo.ts'

/** Copies all content from one folder to another and adds each entry's text in the pseudo-locale. */
export function writePseudoEntries(from: string, to: string, locales: { source: string; pseudo: string }): void {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true })
  for (const folder of readdirSync(to, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue
    const english = readFileSync(join(to, folder.name, `${locales.source}.mdx`), 'utf8')
    writeFileSync(join(to, folder.name, `${locales.pseudo}.mdx`), pseudoEntry(english))
  }
}

/** One entry's text with its prose turned round. A text that does not parse comes back unchanged. */
export function pseudoEntry(source: string): string {
  const { tree } = parseMdx(source, 'pseudo.mdx')
  if (!tree) return source
  const splices: { start: number; end: number; text: string }[] = []
  visit(tree, (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) return
    const raw = source.slice(start, end)
    if (node.type === 'text') splices.push({ start, end, text: pseudoText(raw) })
    if (node.type === 'yaml') splices.push({ start, end, text: raw.replace(/(?<=^\w+: )(.*)$/gm, pseudoText) })
    if (node.type === 'mdxJsxFlowElement') splices.push({ start, end, text: pseudoAttributes(raw) })
  })
  let result = source
  for (const { start, end, text } of splices.sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + text + result.slice(end)
  }
  return result
}

function pseudoAttributes(element: string): string {
  return element.replace(/(\w+)="([^"]*)"/g, (whole, name, value) =>
    name === 'name' ? whole : `${name}="${pseudoText(value)}"`,
  )
}
