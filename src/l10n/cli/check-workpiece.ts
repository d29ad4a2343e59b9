/** The whole check of one translation as it stands on the disk, with the rules that need more than its texts. */
import { readResults } from '../../cells/proof/store.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { sourceContentFolder } from '../../i18n/paths.ts'
import type { CheckContext } from '../check/check.ts'
import { checkPiece } from '../check/check-piece.ts'
import type { Message } from '../check/message.ts'
import type { Workpiece } from '../workpiece.ts'
import { resultsRule } from './results.ts'
import { readTerms } from './workspace.ts'

export function checkWorkpiece(piece: Workpiece, more: NonNullable<CheckContext['more']> = []): Message[] {
  const { locale, slug } = piece
  const terms = { english: readTerms(sourceLocale), own: readTerms(locale) }
  const results = () => readResults(sourceContentFolder, slug)
  return checkPiece(piece, { terms, more: [resultsRule(results, locale), ...more] })
}
