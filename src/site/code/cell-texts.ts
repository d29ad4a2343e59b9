/** The sections of ui.json that a cell's parts need, in one file per language, which is loaded when a reader reaches for a cell. */
import { sourceLocale } from '../../i18n/locales.ts'
import { readStrings } from '../../i18n/translate.ts'

const sections = ['controls', 'errors', 'graph', 'plot', 'predict', 'run'] as const

/** By section; English where a draft has no string of its own. Places (`{{time}}`) and plural forms (`_one`) are open. */
export function cellTexts(locale: string): Record<string, Record<string, string>> {
  const [own, source] = [readStrings(locale), readStrings(sourceLocale)] as Record<string, object>[]
  return Object.fromEntries(sections.map((section) => [section, { ...source![section], ...own![section] }]))
}
