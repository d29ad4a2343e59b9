/** What changed in English since each block was confirmed, with the place in the translation where it matters. */
import { prosePairs } from './status.ts'
import type { BlockState, Comparison } from './compare.ts'
import type { BlockKind } from './segment.ts'

export interface Change {
  id: string
  kind: BlockKind
  state: BlockState | 'obsolete'
  /** The English it was translated from; empty for a new block. */
  before: string
  /** The English now; empty for a block that is gone. */
  after: string
  /** In the translation; of a missing block, where the block before it ends. */
  line: number
  column: number
}

/** The blocks whose English is new, gone or another. A block that merely waits to be confirmed is not among them. */
export function listChanges(comparison: Comparison): Change[] {
  const { translation, obsolete } = comparison
  const changes: Change[] = []
  let place = { line: 1, column: 1 }
  for (const { english, translation: own, before, state } of prosePairs(comparison)) {
    if (own) place = { line: own.line, column: own.column }
    const isNew = state === 'missing'
    if (isNew || before !== undefined) {
      const { id, kind, text } = english
      changes.push({ id, kind, state, before: isNew ? '' : (before ?? ''), after: text, ...place })
    }
    if (own && translation) place = translation.lines.placeOf(own.end)
  }
  for (const { translation: block, line } of obsolete.filter(({ translation: block }) => !block.frame)) {
    const { id, kind } = block
    changes.push({ id, kind, state: 'obsolete', before: line.text, after: '', line: block.line, column: block.column })
  }
  return changes
}
