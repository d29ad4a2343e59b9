/** What the search of a language knows, made at build from the term base. */
import { completeLocales } from '../../i18n/locales.ts'
import type { Term } from '../content/schema.ts'
import { findEntry } from '../content/entries.ts'
import { loadTerms } from '../content/terms.ts'
import type { TermRecord } from './terms-index.ts'

export function termRecords(locale: string): TermRecord[] {
  const others = completeLocales.filter((code) => code !== locale)
  return Object.entries(loadTerms(locale)).map(([slug, term]) => ({
    slug,
    term: term.term,
    definition: term.definition,
    also: [...abbreviations(term.term), ...(term.also ?? []), ...(term.avoid ?? [])],
    elsewhere: Object.fromEntries(others.map((code) => [code, namesOf(loadTerms(code)[slug])])),
    written: findEntry(slug) !== undefined,
  }))
}

function namesOf(term: Term | undefined): string[] {
  return term ? [term.term, ...abbreviations(term.term), ...(term.also ?? [])] : []
}

/** `Réseau de neurones convolutif (CNN)` is found by CNN too. */
function abbreviations(name: string): string[] {
  return [...name.matchAll(/\(([^)]+)\)/g)].map(([, text]) => text!)
}
