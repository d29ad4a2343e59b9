import { isLocale, sourceLocale } from '../i18n/locales.ts'

/** The locale of the page being rendered, for components that stand in an entry's text and are handed none. */
export function localeOf(astro: { params: Record<string, string | undefined>; currentLocale?: string }): string {
  const locale = astro.params.locale ?? astro.currentLocale
  return locale !== undefined && isLocale(locale) ? locale : sourceLocale
}
