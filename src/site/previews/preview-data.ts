/** What previews of terms show in one language: fetched once, when a reader first reaches for a term. */
import { localePath } from '../../i18n/links.ts'
import { translator } from '../../i18n/translate.ts'
import { listEntries } from '../content/entries.ts'
import { loadTerms } from '../content/terms.ts'

export interface PreviewData {
  strings: { read: string; off: string }
  /** By the address of the entry, as links in a text have it. */
  terms: Record<string, PreviewTerm>
}

export interface PreviewTerm {
  term: string
  definition: string
  /** The short name that the field uses, such as SGD. */
  short?: string
}

export function previewData(locale: string): PreviewData {
  const t = translator(locale)
  const base = loadTerms(locale)
  const terms = listEntries().flatMap(({ slug }) => {
    const known = base[slug]
    if (!known) return []
    const { term, definition, also = [] } = known
    return [[localePath(locale, slug), { term, definition, short: also.find(isAbbreviation) }] as const]
  })
  return { strings: { read: t('home.read'), off: t('entry.previewsOff') }, terms: Object.fromEntries(terms) }
}

/** Capitals alone, or after one small letter: SGD, mAP. */
export function isAbbreviation(name: string): boolean {
  return /^\p{Ll}?\p{Lu}{2,6}$/u.test(name)
}
