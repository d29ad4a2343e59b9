/** What the editor works on: a translation with all that is consulted for it, wherever its files are. */
import type { Results } from '../../cells/proof/stored.ts'
import type { Message } from '../check/message.ts'
import { checkPiece } from '../check/check-piece.ts'
import type { Terms } from '../check/terms.ts'
import { resultsRule } from '../cli/results.ts'
import { listLost, type Workpiece } from '../workpiece.ts'

export interface Desk {
  piece: Workpiece
  /** The term bases, prepared once for all texts. */
  terms: { english: Terms; own: Terms }
  /** What the entry's cells gave when they were proved. */
  results: () => Results
}

export function checkDesk({ piece, terms, results }: Desk): Message[] {
  return checkPiece(piece, { terms, more: [resultsRule(results, piece.locale)] })
}

/**
 * - `ready`: blocks can be saved;
 * - `absent`: nobody has begun;
 * - `damaged`: the file or its lock cannot be read; `cut`: confirmed blocks are gone from it. Nothing is written then.
 */
export type Health = 'ready' | 'absent' | 'damaged' | 'cut'

export function healthOf(piece: Workpiece): Health {
  if (piece.problems.length > 0) return 'damaged'
  if (!piece.translation) return 'absent'
  return listLost(piece).length > 0 ? 'cut' : 'ready'
}
