/** All rules over one translation. */
import { listChanges } from '../changes.ts'
import type { Comparison } from '../compare.ts'
import { prosePairs } from '../status.ts'
import { checkFrames } from './frames.ts'
import { applySilences } from './ignore.ts'
import { fromProblem, reporter, type Message } from './message.ts'
import { checkNumbers } from './numbers.ts'
import { proseOf } from './prose.ts'
import { say } from './said.ts'
import { checkSpans } from './spans.ts'
import { checkStructure, isLost } from './structure.ts'
import { checkForbidden, checkPreferred, type Terms } from './terms.ts'
import { checkTypography } from './typography.ts'
import { checkEnding, checkRepeatedWord, checkReused, checkUnchanged } from './wording.ts'

export interface CheckContext {
  locale: string
  /** The term bases, prepared once for all texts. */
  terms: { english: Terms; own: Terms }
  /** Further rules, which need files or dictionaries: results of cells, spelling. */
  more?: readonly ((comparison: Comparison, report: ReturnType<typeof reporter>) => void)[]
}

/** What is wrong with a translation, by place. A missing translation is no fault; a text that does not parse is the only one. */
export function checkTranslation(comparison: Comparison, context: CheckContext): Message[] {
  const { translation, english } = comparison
  if (!translation) return []
  const messages = translation.problems
    .filter(({ rule }) => !translation.tree || /^mdx-/.test(rule))
    .map((problem) => fromProblem(problem, 'syntax', translation.lines))
  if (!translation.tree || !english.tree) return messages

  const report = reporter(translation.file, translation.lines, messages)
  const sources = { own: translation.source, english: english.source }
  checkStructure(comparison, report)
  checkFrames(comparison, report)
  checkReused(comparison, report)
  for (const pair of prosePairs(comparison)) {
    const { translation: own } = pair
    if (!own || own.mark) continue
    const from = messages.length
    const prose = proseOf(own, translation.source)
    checkSpans(pair, report)
    checkForbidden(prose, context.terms.own, report)
    checkPreferred(pair, context.terms, sources, report)
    checkNumbers(pair, context.locale, sources, report)
    if (own.kind !== 'string') {
      checkTypography(prose.text, prose.start, context.locale, report)
      checkRepeatedWord(prose, context.locale, report)
    }
    checkUnchanged(pair, report)
    checkEnding(pair, sources, report)
    for (const message of messages.slice(from)) message.block = pair.english.id
  }
  for (const rule of context.more ?? []) rule(comparison, report)
  reportStates(comparison, report)
  return applySilences(messages, translation).sort((a, b) => a.offset - b.offset)
}

/** What waits for a translator, as information: it fails nobody's build. */
function reportStates(comparison: Comparison, report: ReturnType<typeof reporter>): void {
  const { translation } = comparison
  const offsetOf = (line: number, column: number) => translation!.lines.startOf(line) + column - 1
  // What the translation has lost, the rule on structure has said.
  const lost = new Set(comparison.pairs.filter((pair) => !pair.translation && isLost(pair, comparison.lock)))
  const lostIds = new Set([...lost].map(({ english }) => english.id))
  for (const { id, kind, state, line, column } of listChanges(comparison)) {
    if (state === 'missing' && lostIds.has(id)) continue
    const isKnown = state === 'stale' || state === 'missing' || state === 'obsolete'
    const rule = isKnown ? state : 'edited'
    report(rule, offsetOf(line, column), say(`state.${rule}`, { block: `${kind} ${id}` }), say('state.hint'))
  }
}
