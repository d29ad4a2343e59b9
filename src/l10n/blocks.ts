/**
 * What a block is: the unit that a translator confirms and a reader may find stale. Blocks are numbered in document
 * order; translations keep the structure of the English text, so the same number means the same block in every language.
 */
import type { Nodes, Parents } from 'mdast'

export type BlockKind = 'heading' | 'paragraph' | 'listItem' | 'tableCell' | 'math' | 'cell' | 'component'

export interface Block {
  kind: BlockKind
  node: Nodes
}

const kinds: Record<string, BlockKind> = {
  heading: 'heading',
  paragraph: 'paragraph',
  tableCell: 'tableCell',
  math: 'math',
  code: 'cell',
  mdxJsxFlowElement: 'component',
}

/** The blocks of a tree, in document order. A paragraph that is all of a list item is that list item's block. */
export function listBlocks(root: Parents): Block[] {
  const blocks: Block[] = []
  collect(root, blocks)
  return blocks
}

function collect(parent: Parents, blocks: Block[]): void {
  for (const node of parent.children as Nodes[]) {
    if (node.type === 'listItem') {
      blocks.push({ kind: 'listItem', node })
      collectBeyondFirstParagraph(node as Parents, blocks)
    } else if (node.type in kinds) {
      blocks.push({ kind: kinds[node.type] as BlockKind, node })
    } else if ('children' in node) {
      collect(node as Parents, blocks)
    }
  }
}

function collectBeyondFirstParagraph(item: Parents, blocks: Block[]): void {
  const [first, ...rest] = item.children as Nodes[]
  const children = first?.type === 'paragraph' ? rest : item.children
  collect({ ...item, children } as Parents, blocks)
}
