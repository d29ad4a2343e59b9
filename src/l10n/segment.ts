/**
 * Cuts the text of an entry into blocks: the pieces that are translated, confirmed and found stale one by one, each with
 * its offsets in the file. Nothing is ever printed again from a tree: a new text is put between those offsets, and every
 * other character of the file stays (splice.ts).
 *
 * Formulas, code and components are blocks too, as frames: a frame is the same in every language, and what is translated
 * within it (attributes, comments, printed strings) are blocks that follow it.
 */
import type { Code, Nodes, Parents, Root, Yaml } from 'mdast'
import { isMap, isScalar, parseDocument } from 'yaml'
import { codeParts } from './code-parts.ts'
import { decode, type Encoding } from './encoding.ts'
import { linesOf, type Lines } from './lines.ts'
import { listPageBlocks, type PageBlock } from './page-blocks.ts'
import { isProseAttribute, listAttributes } from './attributes.ts'

export type ProseKind =
  'frontMatter' | 'heading' | 'paragraph' | 'listItem' | 'tableCell' | 'attribute' | 'comment' | 'string'
export type FrameKind = 'math' | 'code' | 'component'
export type BlockKind = ProseKind | FrameKind

export interface Block {
  /** Its name within this version of the text: `title`, `12`, `12.caption`, `20.3`. The number is `data-block`. */
  id: string
  kind: BlockKind
  /** True for what is the same in every language. */
  frame: boolean
  /** What the structure of two texts is compared by: the same shapes in the same order. */
  shape: string
  /** As a translator reads it; of a frame, what tells it from others. */
  text: string
  /** Offsets of its characters in the file, without marks such as `## ` or quotation marks. */
  start: number
  end: number
  /** Of `start`, from 1. */
  line: number
  column: number
  /** The number of the block of the page it stands in, `data-block` there; 0 for the front matter. */
  page: number
  encoding: Encoding
  /** Offsets of a leading mark that says the text is still to be translated. */
  mark?: { start: number; end: number }
  node?: Nodes
}

/** Keys of the front matter that are prose. */
export const proseKeys = ['title', 'definition']

/** What `sync` writes before a text that it has brought over from English. */
export const toTranslateMark = '{/* to translate */}'

/** @param tree  the tree of `source`, as cells/parse/mdx.ts reads it */
export function segment(source: string, tree: Root, lines: Lines = linesOf(source)): Block[] {
  const context: Context = { source, lines, blocks: [] }
  const [first] = tree.children
  if (first?.type === 'yaml') addFrontMatter(context, first)
  listPageBlocks(tree).forEach((block, index) => addPageBlock(context, block, index + 1, String(index + 1)))
  return context.blocks
}

interface Context {
  source: string
  lines: Lines
  blocks: Block[]
}

type Given = Pick<Block, 'id' | 'kind' | 'shape' | 'page' | 'encoding' | 'start' | 'end'> & Partial<Block>

function add({ source, lines, blocks }: Context, given: Given): void {
  const text = given.text ?? decode(source.slice(given.start, given.end), given.encoding)
  blocks.push({ frame: false, ...lines.placeOf(given.start), ...given, text })
}

function addFrontMatter(context: Context, node: Yaml): void {
  const offset = context.source.indexOf('\n', node.position!.start.offset) + 1
  const document = parseDocument(context.source.slice(offset, node.position!.end.offset! - 3))
  if (document.errors.length > 0 || !isMap(document.contents)) return
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (!proseKeys.includes(name) || !isScalar(value) || typeof value.value !== 'string' || !value.range) continue
    const start = offset + value.range[0]
    // A folded text ends with its line end, which is not its own.
    const end = start + context.source.slice(start, offset + value.range[1]).trimEnd().length
    const shape = `frontMatter:${name}`
    add(context, {
      id: name,
      kind: 'frontMatter',
      shape,
      page: 0,
      encoding: { in: 'yaml' },
      start,
      end,
      text: value.value,
    })
  }
}

function addPageBlock(context: Context, { kind, node, path }: PageBlock, page: number, id: string): void {
  if (kind === 'cell') return addCode(context, node as Code, path, page, id)
  if (kind === 'component') return addComponent(context, node as Element, path, page, id)
  if (kind === 'math')
    return addFrame(context, node, 'math', `${path}math`, (node as { value: string }).value, page, id)
  const holder = kind === 'listItem' ? (node as Parents).children[0] : node
  if (kind === 'listItem' && holder?.type !== 'paragraph') return
  const shape = kind === 'heading' ? `heading${(node as { depth: number }).depth}` : kind
  addPhrasing(context, holder as Parents, kind, path + shape, page, id)
}

function addFrame(
  context: Context,
  node: Nodes,
  kind: FrameKind,
  shape: string,
  text: string,
  page: number,
  id: string,
): void {
  const [start, end] = [node.position!.start.offset!, node.position!.end.offset!]
  add(context, {
    id,
    kind,
    shape,
    page,
    encoding: { in: 'markdown', oneLine: false },
    start,
    end,
    text,
    frame: true,
    node,
  })
}

function addPhrasing(context: Context, node: Parents, kind: ProseKind, shape: string, page: number, id: string): void {
  const children = node.children as Nodes[]
  const first = children[0]
  const last = children.at(-1)
  if (!first || !last) return
  const isMarked = first.type === 'mdxTextExpression' && /^\/\* to translate \*\/$/.test(first.value.trim())
  const markStart = first.position!.start.offset!
  let start = isMarked ? first.position!.end.offset! : markStart
  let end = last.position!.end.offset!
  while (start < end && /\s/.test(context.source[start]!)) start++
  while (end > start && /\s/.test(context.source[end - 1]!)) end--
  const mark = isMarked ? { mark: { start: markStart, end: start } } : {}
  const encoding: Encoding = { in: 'markdown', oneLine: kind === 'heading' || kind === 'tableCell' }
  add(context, { id, kind, shape, page, encoding, start, end, node, ...mark })
}

type Element = Extract<Nodes, { type: 'mdxJsxFlowElement' }>

function addComponent(context: Context, node: Element, path: string, page: number, id: string): void {
  const name = node.name ?? ''
  const attributes = listAttributes(context.source, node)
  const fixed = attributes.filter((attribute) => !isProseAttribute(name, attribute.name))
  const text = [name, ...fixed.map((attribute) => `${attribute.name}=${JSON.stringify(attribute.value)}`)].join(' ')
  addFrame(context, node, 'component', `${path}<${name}>`, text, page, id)
  for (const attribute of attributes.filter((attribute) => !fixed.includes(attribute))) {
    const { start, end, quote, name: key } = attribute
    const shape = `${path}<${name} ${key}>`
    add(context, {
      id: `${id}.${key}`,
      kind: 'attribute',
      shape,
      page,
      encoding: { in: 'attribute', quote },
      start,
      end,
    })
  }
  const inner = `${path}<${name}>`
  if (node.children.some((child) => isPhrasing(child as Nodes))) {
    return addPhrasing(context, node, 'paragraph', `${inner}text`, page, `${id}.1`)
  }
  listPageBlocks(node).forEach((block, index) =>
    addPageBlock(context, { ...block, path: inner + block.path }, page, `${id}.${index + 1}`),
  )
}

function isPhrasing({ type }: Nodes): boolean {
  return ['text', 'emphasis', 'strong', 'inlineCode', 'inlineMath', 'link', 'mdxJsxTextElement'].includes(type)
}

function addCode(context: Context, node: Code, path: string, page: number, id: string): void {
  const info = [node.lang, node.meta].filter(Boolean).join(' ')
  const named = /\blive\b/.test(node.meta ?? '') ? /\bid=(\S+)/.exec(node.meta ?? '')?.[1] : undefined
  addFrame(context, node, 'code', `${path}code:${[node.lang, named].filter(Boolean).join(' ')}`, info, page, id)
  const offsetOf = codeOffsets(context, node)
  if (!offsetOf) return
  codeParts(node.value.replaceAll('\r\n', '\n'), node.lang ?? '').forEach((part, index) => {
    const [start, end] = [offsetOf(part.start), offsetOf(part.end)]
    const encoding =
      part.kind === 'string'
        ? { in: part.kind, quote: part.quote, ...(part.braces && { braces: part.braces }) }
        : commentEncoding(context, start, part.quote)
    const partId = `${id}.${index + 1}`
    add(context, { id: partId, kind: part.kind, shape: `${path}code>${part.kind}`, page, encoding, start, end })
  })
}

/** What stands before a comment's words on its line begins each of its further lines. */
function commentEncoding({ source, lines }: Context, start: number, quote: string): Encoding & { in: 'comment' } {
  if (quote === 'block') return { in: 'comment', prefix: '' }
  const line = source.slice(lines.startOf(lines.placeOf(start).line), start)
  const sign = /(?:\/\/|#+)[ \t]*$/.exec(line)?.[0] ?? ''
  const before = line.slice(0, line.length - sign.length)
  return { in: 'comment', prefix: before.replace(/[^\s>]/g, ' ') + sign }
}

/**
 * From an offset in a code node's value to one in the file; undefined where a line of the code is not the end of a line
 * of the file, as with tabs that Markdown has widened.
 */
export function codeOffsets(
  { source, lines }: Pick<Context, 'source' | 'lines'>,
  node: Code,
): ((offset: number) => number) | undefined {
  const codeLines = node.value.replaceAll('\r\n', '\n').split('\n')
  const bases: number[] = []
  const ends: number[] = []
  let at = 0
  for (const [index, code] of codeLines.entries()) {
    const number = node.position!.start.line + 1 + index
    const start = lines.startOf(number)
    const whole = source.slice(start, lines.startOf(number + 1)).replace(/\r?\n$/, '')
    if (!whole.endsWith(code)) return undefined
    bases.push(start + whole.length - code.length - at)
    ends.push((at += code.length + 1))
  }
  return (offset) => offset + (bases[ends.findIndex((end) => offset < end)] ?? bases.at(-1) ?? 0)
}
