/** The whole check of one translation as it stands on the disk, with the rules that need more than its texts. */
import { sourceLocale } from '../../i18n/locales.ts'
import { checkTranslation, type CheckContext } from '../check/check.ts'
import { fromProblem, type Message } from '../check/message.ts'
import { linesOf } from '../lines.ts'
import { resultsRule } from './results.ts'
import { readTerms, type Workpiece } from './workspace.ts'

export function checkWorkpiece(piece: Workpiece, more: NonNullable<CheckContext['more']> = []): Message[] {
  const { locale, slug } = piece
  const lockFaults = piece.problems
    .filter(({ file }) => file.endsWith('.json'))
    .map((problem) => fromProblem(problem, 'lock', linesOf('')))
  const terms = { english: readTerms(sourceLocale), own: readTerms(locale) }
  // Against a lock that cannot be read every block would look unconfirmed; its fault is said once.
  const messages = checkTranslation(piece, { locale, terms, more: [resultsRule(slug, locale), ...more] })
  return [...lockFaults, ...messages]
}
