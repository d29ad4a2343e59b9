/** Terms: no forbidden form anywhere; where English uses a term, the translation uses that term's name. */
import type { Pair } from '../compare.ts'
import { remember } from '../remember.ts'
import { longestTerms, termFinder, type FindTerms, type TermBase, type TermMatch } from '../terms.ts'
import type { Report } from './message.ts'
import { proseOf, type Prose } from './prose.ts'
import { say } from './said.ts'

export interface Terms {
  base: TermBase
  find: FindTerms
  /** The same of a block's prose, looked for once. */
  findIn: (prose: Prose) => TermMatch[]
}

export function prepareTerms(base: TermBase, locale: string): Terms {
  const find = termFinder(base, locale)
  return { base, find, findIn: remember((prose: Prose) => find(prose.text)) }
}

/** Forms that are wrong wherever they stand, in a text or in a string of the interface. */
export function checkForbidden(prose: Prose, { base, findIn }: Terms, report: Report): void {
  const { text, start } = prose
  const matches = findIn(prose)
  if (!matches.some(({ kind }) => kind === 'forbidden')) return
  for (const match of longestTerms(matches).filter(({ kind }) => kind === 'forbidden')) {
    const term = base[match.slug]!.term
    const found = text.slice(match.start, match.end)
    const also = base[match.slug]!.also ?? []
    const values = { term, slug: match.slug }
    const hint =
      also.length > 0 ? say('term.use-either', { ...values, also: also.join(', ') }) : say('term.use', values)
    report('term-forbidden', start + match.start, say('term.never', { found }), hint)
  }
}

/** @param sources  the translation's file, and the English one */
export function checkPreferred(
  pair: Pair,
  terms: { english: Terms; own: Terms },
  sources: { own: string; english: string },
  report: Report,
): void {
  const { english, translation: own, before } = pair
  if (!own || own.mark || english.frame || before !== undefined || english.kind === 'string') return
  const prose = proseOf(own, sources.own)
  const given = new Set(terms.own.findIn(prose).map(({ slug }) => slug))
  const asked = new Set<string>()
  for (const match of longestTerms(terms.english.findIn(proseOf(english, sources.english)))) {
    const { slug } = match
    const entry = terms.own.base[slug]
    if (match.kind === 'forbidden' || asked.has(slug) || given.has(slug) || !entry) continue
    asked.add(slug)
    const names = [entry.term, ...(entry.also ?? [])].map((name) => `"${name}"`).join(', ')
    report('term', own.start, say('term.expected', { form: match.form, names }), say('term.expected-hint', { slug }))
  }
}
