/** What the search of a language knows, made at build from the term base. */
import { completeLocales, sourceLocale } from '../../i18n/locales.ts'
import type { Term } from '../content/schema.ts'
import { findEntry } from '../content/entries.ts'
import { loadTerms } from '../content/terms.ts'
import { localePath, publicPath } from '../../i18n/links.ts'
import { readStrings, translator } from '../../i18n/translate.ts'
import type { SearchData } from './client/source.ts'
import type { SearchStrings } from './strings.ts'
import type { TermRecord } from './terms-index.ts'

/** What a page's search fetches first. */
export function searchData(locale: string): SearchData {
  const t = translator(locale)
  const keys = Object.keys((readStrings(sourceLocale) as { search: SearchStrings }).search) as (keyof SearchStrings)[]
  return {
    locale,
    strings: Object.fromEntries(
      keys.map((key) => [key, t(`search.${key}`, { query: '{{query}}', interpolation: { skipOnVariables: true } })]),
    ) as SearchStrings,
    passages: publicPath(`${locale}/passages.json`),
    entry: localePath(locale, '{{slug}}'),
    term: `${localePath(locale, 'terms')}#term-{{slug}}`,
    terms: termRecords(locale),
  }
}

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
