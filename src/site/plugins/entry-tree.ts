/**
 * What the site adds to an entry's tree before it becomes HTML: ids of headings and blocks, links in the reader's
 * language, and components for cells, formulas and terms, so that an entry holds no import and no markup for them.
 */
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineHastPlugin, defineMdastPlugin, type HastPluginEntry, type MdastPluginEntry } from 'satteri'
import type { Code, Heading, Link, Nodes, PhrasingContent, Root } from 'mdast'
import { cellOf } from '../../cells/parse/find-cells.ts'
import { listPageBlocks, type PageBlock } from '../../l10n/page-blocks.ts'
import { headingIds, listHeadings } from '../content/headings.ts'
import { parseContentLink, resolveContentLink } from '../content/links.ts'
import { marksOf } from '../translation/marks.ts'
import { languageOf, opensEnglish } from './translation-marks.ts'

declare module 'satteri' {
  interface DataMap {
    /** Block numbers and languages of the table cells still to come; set on an mdast cell they do not reach the HTML. */
    tableCellBlocks: Record<string, string>[]
  }
}

/** For the list of mdast plugins. Files that are not entries pass unchanged. */
export const entryTree: MdastPluginEntry = ({ fileURL }) => {
  const entry = fileURL && identify(fileURL)
  if (!entry) return null

  return defineMdastPlugin({
    name: 'entry-tree',
    before(root, ctx) {
      const blocks = listPageBlocks(root as Root)
      const ids = headingIds(entry.slug)
      const idOf = new Map(listHeadings(root as Root).map((heading, index) => [heading, ids[index]]))
      ctx.data.tableCellBlocks = []
      const marks = marksOf(entry.slug, entry.locale)
      blocks.forEach((pageBlock: PageBlock, index) => {
        const { kind, node } = pageBlock
        const block = String(index + 1)
        const language = languageOf(pageBlock, index + 1, entry.locale, marks)
        const isStale = marks.stale.has(index + 1)
        const stale = isStale ? [element('StaleMark', { ...entry, block })] : []
        if (kind === 'cell') {
          const cell = cellOfBlock(pageBlock)
          if (!cell) return
          if (isTwin(cell, blocks[index - 1])) return ctx.replaceNode(node, stale)
          const { id, language } = cell
          const next = cellOfBlock(blocks[index + 1])
          const live =
            next && isTwin(next, pageBlock)
              ? element('CellPair', { ...entry, id, block, twinBlock: String(index + 2) })
              : element('LiveCell', { ...entry, id, language, block })
          ctx.replaceNode(node, [live, ...stale])
        } else if (kind === 'math' && 'value' in node) {
          ctx.replaceNode(node, element('Formula', { tex: node.value, display: 'block', block }))
        } else if (node.type === 'mdxJsxFlowElement') {
          const extra = Object.entries({ ...entry, block }).map(attribute)
          ctx.replaceNode(node, [{ ...node, attributes: [...node.attributes, ...extra] }, ...stale])
        } else if (kind === 'tableCell') {
          ctx.data.tableCellBlocks?.push({ 'data-block': block, ...language })
          if (isStale) ctx.appendChild(node, element('StaleMark', { ...entry, block }, 'mdxJsxTextElement'))
        } else {
          const id = idOf.get(node as Heading)
          ctx.setProperty(node, 'data', { hProperties: { 'data-block': block, id, ...language } })
          if (opensEnglish(pageBlock, index + 1, marks))
            ctx.insertBefore(node, element('EnglishNote', { locale: entry.locale }))
          // What follows in an item of a list, its own list for one, is not what has changed.
          if (isStale && kind === 'listItem') ctx.insertChildAt(node, 1, stale)
          else if (isStale) ctx.insertAfter(node, stale)
        }
      })
    },
    inlineMath(node, ctx) {
      const formula = element('Formula', { tex: node.value, display: 'inline' }, 'mdxJsxTextElement')
      // A line may break beside a formula; a Korean particle or a suffix would then stand alone on the next one.
      const next = ctx.parent(node)?.children[(ctx.indexOf(node) ?? -1) + 1]
      const attached = next?.type === 'text' ? (/^[\p{L}\p{N}]+/u.exec(next.value)?.[0] ?? '') : ''
      if (next?.type !== 'text' || attached === '') return ctx.replaceNode(node, formula)
      ctx.setProperty(next, 'value', next.value.slice(attached.length))
      const kept = [formula as PhrasingContent, { type: 'text' as const, value: attached }]
      ctx.replaceNode(node, element('span', { class: 'unbroken' }, 'mdxJsxTextElement', kept))
    },
    link(node, ctx) {
      const link = parseContentLink(node.url)
      if (!link) return
      const target = resolveContentLink(link, entry.locale)
      if (target.kind === 'entry') ctx.setProperty(node, 'url', target.href)
      else ctx.replaceNode(node, unwrittenTerm(node, target.kind === 'term' ? target.definition : ''))
    },
  })
}

/** For the list of hast plugins: gives table cells the block numbers that `entryTree` put aside. */
export const tableCellBlocks: HastPluginEntry = defineHastPlugin({
  name: 'table-cell-blocks',
  element: {
    filter: ['td', 'th'],
    visit(node, ctx) {
      const properties = ctx.data.tableCellBlocks?.shift() ?? {}
      for (const [name, value] of Object.entries(properties)) ctx.setProperty(node, name, value)
    },
  },
})

type BlockCell = NonNullable<ReturnType<typeof cellOf>>

function cellOfBlock(block: PageBlock | undefined): BlockCell | undefined {
  return block?.kind === 'cell' ? cellOf(block.node as Code) : undefined
}

/** Whether a cell is that of the block before it in another language of code. */
function isTwin({ id, language }: BlockCell, before: PageBlock | undefined): boolean {
  const first = cellOfBlock(before)
  return language !== 'typescript' && first?.language === 'typescript' && first.id === id
}

function identify(fileURL: URL): { slug: string; locale: string } | undefined {
  const file = fileURLToPath(fileURL)
  if (!file.endsWith('.mdx')) return undefined
  return { slug: basename(dirname(file)), locale: basename(file, '.mdx') }
}

function attribute([name, value]: [string, string]) {
  return { type: 'mdxJsxAttribute' as const, name, value }
}

function element(
  name: string,
  attributes: Record<string, string>,
  type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' = 'mdxJsxFlowElement',
  children: PhrasingContent[] = [],
): Nodes {
  return { type, name, attributes: Object.entries(attributes).map(attribute), children } as Nodes
}

function unwrittenTerm(link: Link, definition: string): Nodes {
  return element('Term', { definition }, 'mdxJsxTextElement', link.children)
}
