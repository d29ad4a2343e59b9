/**
 * A text as it is being written, as far as a browser can set it: the words of each block with their markup and formulas.
 * What the site's build makes of code, figures and links, the page takes from the published text (preview.ts).
 */
import type { Code, Heading, Nodes, Parents, Root } from 'mdast'
import { listAttributes } from '../../../l10n/attributes.ts'
import { listPageBlocks, type PageBlock } from '../../../l10n/page-blocks.ts'
import type { TermBase } from '../../../l10n/terms.ts'
import type { Workpiece } from '../../../l10n/workpiece.ts'
import { renderFormula } from '../../math/render-formula.ts'

export interface Draft {
  title: string
  definition: string
  blocks: DraftBlock[]
}

export interface DraftBlock {
  /** `data-block` on the page. */
  number: number
  tag: string
  /** Words with their markup; of a formula, itself. */
  html?: string
  /** Of a cell. */
  code?: string
  /** Of a figure. */
  caption?: string
}

/** Nothing where there is no text, or one that does not parse. */
export function renderDraft({ translation }: Workpiece, terms: TermBase): Draft | undefined {
  const tree = translation?.tree
  if (!tree) return undefined
  const head = (name: string) => translation.blocks.find(({ id }) => id === name)?.text ?? ''
  const blocks = listPageBlocks(tree).map((block, index) => ({
    number: index + 1,
    ...renderBlock(block, translation.source, terms),
  }))
  return { title: head('title'), definition: head('definition'), blocks }
}

const tags = { paragraph: 'p', listItem: 'li', tableCell: 'td', math: 'div', cell: 'live-cell', component: 'figure' }

function renderBlock({ kind, node }: PageBlock, source: string, terms: TermBase): Omit<DraftBlock, 'number'> {
  if (kind === 'cell') return { tag: tags.cell, code: (node as Code).value }
  if (kind === 'math') return { tag: tags.math, html: formula((node as { value: string }).value, 'block') }
  if (node.type === 'mdxJsxFlowElement') {
    const caption = listAttributes(source, node).find(({ name }) => name === 'caption')?.value
    return { tag: tags.component, ...(caption === undefined ? {} : { caption }) }
  }
  const holder = kind === 'listItem' ? (node as Parents).children[0] : node
  const html = holder && (kind !== 'listItem' || holder.type === 'paragraph') ? inline(holder as Parents, terms) : ''
  return { tag: kind === 'heading' ? `h${(node as Heading).depth}` : tags[kind], html }
}

function inline(node: Parents | Root, terms: TermBase): string {
  return (node.children as Nodes[]).map((child) => phrase(child, terms)).join('')
}

const inks = ['Forward', 'Backward', 'Loss']

function phrase(node: Nodes, terms: TermBase): string {
  switch (node.type) {
    case 'text':
      return escape(node.value)
    case 'emphasis':
      return `<em>${inline(node, terms)}</em>`
    case 'strong':
      return `<strong>${inline(node, terms)}</strong>`
    case 'delete':
      return `<del>${inline(node, terms)}</del>`
    case 'inlineCode':
      return `<code>${escape(node.value)}</code>`
    case 'inlineMath':
      return formula(node.value, 'inline')
    case 'break':
      return '<br>'
    case 'link': {
      const definition = terms[/^\/([^/#?]*)/.exec(node.url)?.[1] ?? '']?.definition ?? ''
      return `<a href="${escape(node.url)}" title="${escape(definition)}">${inline(node, terms)}</a>`
    }
    case 'mdxJsxTextElement': {
      const inner = inline(node, terms)
      return inks.includes(node.name ?? '') ? `<span class="${node.name!.toLowerCase()}">${inner}</span>` : inner
    }
    default:
      return ''
  }
}

/** A formula that cannot be set is shown as it is written: somebody is in the middle of it. */
function formula(tex: string, display: 'block' | 'inline'): string {
  try {
    return renderFormula(tex, display)
  } catch {
    return `<code>${escape(tex)}</code>`
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
