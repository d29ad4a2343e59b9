/**
 * The blocks of a page, numbered in document order: the number is an element's `data-block`. Translations keep the
 * structure of the English text, so the same number means the same block in every language. What is translated inside
 * each of them, segment.ts tells.
 */
import type { List, Nodes, Parents, TableRow } from 'mdast'

export type PageBlockKind = 'heading' | 'paragraph' | 'listItem' | 'tableCell' | 'math' | 'cell' | 'component'

export interface PageBlock {
  kind: PageBlockKind
  node: Nodes
  /** What it stands in, from the outermost: `ol>li>` or `quote>`; of a table's cell its row and column. */
  path: string
}

const kinds: Record<string, PageBlockKind> = {
  heading: 'heading',
  paragraph: 'paragraph',
  tableCell: 'tableCell',
  math: 'math',
  code: 'cell',
  mdxJsxFlowElement: 'component',
}

/** The blocks of a tree, in document order. A paragraph that is all of a list item is that list item's block. */
export function listPageBlocks(root: Parents): PageBlock[] {
  const blocks: PageBlock[] = []
  collect(root.children as Nodes[], '', blocks)
  return blocks
}

function collect(nodes: Nodes[], path: string, blocks: PageBlock[]): void {
  for (const node of nodes) {
    if (node.type === 'listItem') {
      blocks.push({ kind: 'listItem', node, path })
      const [first, ...rest] = node.children as Nodes[]
      collect(first?.type === 'paragraph' ? rest : node.children, `${path}li>`, blocks)
    } else if (node.type === 'tableRow') {
      node.children.forEach((cell, column) => collect([cell], `${path}${column + 1}>`, blocks))
    } else if (node.type in kinds) {
      blocks.push({ kind: kinds[node.type] as PageBlockKind, node, path })
    } else if (node.type === 'table') {
      node.children.forEach((row: TableRow, index) => collect([row], `${path}${index === 0 ? 'head' : 'row'}>`, blocks))
    } else if ('children' in node) {
      collect(node.children as Nodes[], `${path}${containerName(node)}>`, blocks)
    }
  }
}

function containerName(node: Parents): string {
  if (node.type === 'list') return (node as List).ordered ? 'ol' : 'ul'
  return node.type === 'blockquote' ? 'quote' : node.type
}
