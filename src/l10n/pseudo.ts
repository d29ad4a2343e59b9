/**
 * Pseudo-translation: English made to behave like another language, so that a build shows what would break before any
 * translator begins. `ar-XB` is written from right to left: every run of letters stands between U+202E and U+202C. `en-XA`
 * has accents on its letters and is a third longer.
 */
export const pseudoLocales = ['ar-XB', 'en-XA'] as const
export type PseudoLocale = (typeof pseudoLocales)[number]

const word = /\p{L}[\p{L}\p{M}’'-]*/gu

const rightToLeft = (text: string) => text.replace(word, (letters) => `\u202E${letters}\u202C`)

const plain = 'AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz'
const accented = 'ÁáÇçĐđÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŤťÛûŴŵÝýŽž'
const accent = new Map([...plain].map((letter, index) => [letter, [...accented][index]!]))

/** Every third letter of a word twice: translations of English are about that much longer. */
const accentedAndLonger = (text: string) =>
  text.replace(word, (letters) =>
    [...letters].map((letter, i) => (accent.get(letter) ?? letter).repeat(i % 3 === 1 ? 2 : 1)).join(''),
  )

/** Text with its letters changed; `{{placeholders}}`, `code`, numbers and white space stay as they are. */
export function pseudoText(text: string, locale: string = 'ar-XB'): string {
  const change = locale === 'en-XA' ? accentedAndLonger : rightToLeft
  return text
    .split(/(\{\{.*?\}\}|`[^`]*`)/)
    .map((part) => (/^(?:\{\{|`)/.test(part) ? part : change(part)))
    .join('')
}

/** The same for every string of a tree of strings, as `ui.json` holds them. */
export function pseudoStrings(value: unknown, locale: string = 'ar-XB'): unknown {
  if (typeof value === 'string') return pseudoText(value, locale)
  if (Array.isArray(value)) return value.map((inner) => pseudoStrings(inner, locale))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pseudoStrings(inner, locale)]))
}
