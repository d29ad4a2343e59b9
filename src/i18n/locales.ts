/**
 * The one registry of locales. Own name, direction and plural forms come from Intl, so a new locale is one line here
 * and one folder in `locales/`.
 *
 * A *complete* locale is a promise: a missing key or entry fails the build. A *draft* locale falls back to English,
 * marked `lang="en"` and with a notice, and is left out of hreflang and the sitemap.
 */
export type LocaleStatus = 'complete' | 'draft'

export interface Locale {
  code: string
  status: LocaleStatus
}

const registry: readonly Locale[] = [
  { code: 'en', status: 'complete' },
  { code: 'fr', status: 'complete' },
  { code: 'es', status: 'complete' },
  { code: 'tr', status: 'complete' },
  { code: 'ko', status: 'complete' },
]

/** The locale that all others are translated from and fall back to. */
export const sourceLocale = 'en'

// In a browser there is no `process`.
const wantedPseudoLocale = globalThis.process?.env.LEXIGRAD_PSEUDO

/**
 * Stand-in made from English, to see what a language would meet: from right to left, or, where LEXIGRAD_PSEUDO asks for
 * `en-XA`, accented and longer.
 */
export const pseudoLocale = wantedPseudoLocale === 'en-XA' ? 'en-XA' : 'ar-XB'

/** True where the build adds the pseudo-locale. */
export const withPseudoLocale = ['1', 'ar-XB', 'en-XA'].includes(wantedPseudoLocale ?? '')

export const locales: readonly Locale[] = withPseudoLocale
  ? [...registry, { code: pseudoLocale, status: 'complete' }]
  : registry

export const localeCodes: readonly string[] = locales.map(({ code }) => code)

/** The locales that search engines and language switches may promise in full. */
export const completeLocales: readonly string[] = locales
  .filter(({ status }) => status === 'complete')
  .map(({ code }) => code)

export function isLocale(code: string): boolean {
  return localeCodes.includes(code)
}

/** The registry's record of a locale. @throws RangeError naming the known ones. */
export function findLocale(code: string): Locale {
  const found = locales.find((locale) => locale.code === code)
  if (!found) throw new RangeError(`No locale "${code}"; the registry holds ${localeCodes.join(', ')}.`)
  return found
}

/** A language's name in itself, as a language switch shows it: `Français`, `한국어`. */
export function nativeName(code: string): string {
  if (code === pseudoLocale) return `Pseudo (${pseudoLocale})`
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1)
}

/** `rtl` for scripts written from right to left. */
export function direction(code: string): 'ltr' | 'rtl' {
  const locale = new Intl.Locale(code) as Intl.Locale & {
    getTextInfo?: () => { direction?: 'ltr' | 'rtl' }
    textInfo?: { direction?: 'ltr' | 'rtl' }
  }
  return (locale.getTextInfo?.() ?? locale.textInfo)?.direction ?? 'ltr'
}
