/** The whole check of one translation, with what keeps its lock from being read. */
import { linesOf } from '../lines.ts'
import type { Workpiece } from '../workpiece.ts'
import { checkTranslation, type CheckContext } from './check.ts'
import { fromProblem, type Message } from './message.ts'

export function checkPiece(piece: Workpiece, { terms, more }: Omit<CheckContext, 'locale'>): Message[] {
  const lockFaults = piece.problems
    .filter(({ file }) => file.endsWith('.json'))
    .map((problem) => fromProblem(problem, 'lock', linesOf('')))
  // Against a lock that cannot be read every block would look unconfirmed; its fault is said once.
  return [...lockFaults, ...checkTranslation(piece, { locale: piece.locale, terms, ...(more ? { more } : {}) })]
}
