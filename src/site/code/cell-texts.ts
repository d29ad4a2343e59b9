/** The sections of ui.json that a cell's parts need, in one file per language, which is loaded when a reader reaches for a cell. */
import { sourceLocale } from '../../i18n/locales.ts'
import { readStrings } from '../../i18n/translate.ts'
import { termReference } from '../content/term-references.ts'
import { errorTerms } from './error-terms.ts'

const sections = ['controls', 'editor', 'errors', 'graph', 'plot', 'predict', 'run', 'share', 'verify'] as const

/** By section; English where a draft has no string of its own. Places (`{{time}}`) and plural forms (`_one`) are open. */
export function cellTexts(locale: string): Record<string, Record<string, string>> {
  const [own, source] = [readStrings(locale), readStrings(sourceLocale)] as Record<string, object>[]
  const texts = sections.map((section) => [section, { ...source![section], ...own![section] }])
  return { ...Object.fromEntries(texts), ...explanations(locale) }
}

/** Which term explains an error, and of each such term its name, its definition and, where it is written, its entry. */
function explanations(locale: string): Record<string, Record<string, string>> {
  const terms = [...new Set(Object.values(errorTerms))].map((slug) => ({ slug, ...termReference(slug, locale) }))
  const written = terms.flatMap(({ slug, href }) => (href ? [[slug, href]] : []))
  return {
    errorTerms,
    termNames: Object.fromEntries(terms.map(({ slug, term }) => [slug, term])),
    termDefinitions: Object.fromEntries(terms.map(({ slug, definition }) => [slug, definition])),
    termEntries: Object.fromEntries(written),
  }
}
