/**
 * What a translator's program must carry through a sentence untouched: code, formulas, targets of links, tags, marks of
 * emphasis. A text is cut into words and placeholders; put together again it is the same text.
 */
import type { Nodes, Parents } from 'mdast'
import { parseMdx } from '../../cells/parse/mdx.ts'

export interface Piece {
  text: string
  /** Absent for words. */
  placeholder?: PlaceholderKind
}

export type PlaceholderKind = 'code' | 'formula' | 'link' | 'tag' | 'value' | 'mark'

/** Texts of these kinds are Markdown; the others hold values alone. */
const markdownKinds: readonly string[] = ['heading', 'paragraph', 'listItem', 'tableCell']

export function piecesOf(text: string, kind: string): Piece[] {
  const found = markdownKinds.includes(kind) ? inMarkdown(text) : inPlainText(text)
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, kind: placeholder } of found) {
    if (start < at) continue
    if (start > at) pieces.push({ text: text.slice(at, start) })
    if (end > start) pieces.push({ text: text.slice(start, end), placeholder })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/**
 * Placeholders that a translation must have as often as the English: marks of emphasis may go, and a comment that
 * silences a rule is the translation's own. A formula or a name in code stands here once however often it is named: a
 * language may name it again, or not again, where its grammar asks for it.
 */
export function requiredPlaceholders(text: string, kind: string): string[] {
  const named = new Set<string>()
  return piecesOf(text, kind).flatMap(({ text: raw, placeholder }) => {
    if (placeholder === undefined || placeholder === 'mark' || raw.startsWith('{/* l10n-ignore')) return []
    const required = raw.replace(/\s+/g, ' ')
    if (placeholder !== 'formula' && placeholder !== 'code') return [required]
    if (named.has(required)) return []
    named.add(required)
    return [required]
  })
}

interface Found {
  start: number
  end: number
  kind: PlaceholderKind
}

function inMarkdown(text: string): Found[] {
  const { tree } = parseMdx(text, '')
  const [only, ...others] = tree?.children ?? []
  // A text that means something else when it stands alone, such as "1. May", is carried as it is.
  if (only?.type !== 'paragraph' || others.length > 0) return inPlainText(text)
  const found: Found[] = []
  for (const child of only.children) collect(child, found)
  return found.sort((a, b) => a.start - b.start)
}

const whole: Partial<Record<Nodes['type'], PlaceholderKind>> = {
  inlineCode: 'code',
  inlineMath: 'formula',
  image: 'link',
  imageReference: 'link',
  footnoteReference: 'link',
  break: 'mark',
  mdxTextExpression: 'value',
}
const around: Partial<Record<Nodes['type'], PlaceholderKind>> = {
  link: 'link',
  linkReference: 'link',
  emphasis: 'mark',
  strong: 'mark',
  delete: 'mark',
  mdxJsxTextElement: 'tag',
}

function collect(node: Nodes, found: Found[]): void {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset]
  if (start === undefined || end === undefined) return
  const wholeKind = whole[node.type]
  if (wholeKind) return void found.push({ start, end, kind: wholeKind })
  const kind = around[node.type]
  const children = ((node as Parents).children ?? []) as Nodes[]
  const [first, last] = [children[0]?.position?.start.offset, children.at(-1)?.position?.end.offset]
  if (kind && (first === undefined || last === undefined)) return void found.push({ start, end, kind })
  if (kind) found.push({ start, end: first!, kind })
  for (const child of children) collect(child, found)
  if (kind) found.push({ start: last!, end, kind })
}

/** `{{count}}` of the interface, `${w}` of a template. */
function inPlainText(text: string): Found[] {
  return [...text.matchAll(/\{\{[^{}]*\}\}|\$\{[^{}]*\}/g)].map(({ index, 0: raw }) => ({
    start: index,
    end: index + raw.length,
    kind: 'value' as const,
  }))
}
