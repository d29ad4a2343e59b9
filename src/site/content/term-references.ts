/** Terms as pages name them: in the reader's language, with an address where the entry is written. */
import { localePath } from '../../i18n/links.ts'
import { localeCodes } from '../../i18n/locales.ts'
import type { TermReference } from '../components/TermLink.astro'
import { findEntry } from './entries.ts'
import { loadTerms } from './terms.ts'

export function termReference(slug: string, locale: string): TermReference {
  const term = loadTerms(locale)[slug]
  const href = findEntry(slug) && localePath(locale, slug)
  return { term: term?.term ?? slug, definition: term?.definition ?? '', href }
}

/** A term's name in every language but one. */
export function namesElsewhere(slug: string, locale: string): { locale: string; term: string }[] {
  return localeCodes
    .filter((code) => code !== locale)
    .map((code) => ({ locale: code, term: loadTerms(code)[slug]?.term ?? slug }))
}

/** The terms of the base, in the language's own order. */
export function sortedReferences(slugs: readonly string[], locale: string): TermReference[] {
  const order = new Intl.Collator(locale)
  return slugs.map((slug) => termReference(slug, locale)).sort((a, b) => order.compare(a.term, b.term))
}
