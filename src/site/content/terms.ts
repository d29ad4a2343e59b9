/** The term base: every term of the field in each language, whether its entry is written yet or not. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { pseudoLocale, sourceLocale } from '../../i18n/locales.ts'
import { localesFolder } from '../../i18n/paths.ts'
import { pseudoText } from '../../l10n/pseudo.ts'
import type { Term } from './schema.ts'

const cache = new Map<string, Record<string, Term>>()

/** The terms of a locale by slug; those a draft has not named yet are the English ones. */
export function loadTerms(locale: string): Record<string, Term> {
  let terms = cache.get(locale)
  if (!terms) cache.set(locale, (terms = readTerms(locale)))
  return terms
}

export function termsFile(locale: string): string {
  return join(localesFolder, locale, 'terms.yml')
}

function readTerms(locale: string): Record<string, Term> {
  if (locale === pseudoLocale) {
    const terms = structuredClone(loadTerms(sourceLocale))
    for (const term of Object.values(terms)) {
      term.term = pseudoText(term.term, locale)
      term.definition = pseudoText(term.definition, locale)
    }
    return terms
  }
  const own = existsSync(termsFile(locale)) ? parse(readFileSync(termsFile(locale), 'utf8')) : {}
  return locale === sourceLocale ? own : { ...loadTerms(sourceLocale), ...own }
}

/** Forgets what was read, when an author has changed a file. */
export function forgetTerms(): void {
  cache.clear()
}
