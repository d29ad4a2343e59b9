/**
 * Pseudo-translation: English made to behave like another language, so that a build shows what would break before any
 * translator begins. `ar-XB` is written from right to left: every run of letters stands between U+202E and U+202C.
 */
const rightToLeft = (text: string) => text.replace(/\p{L}[\p{L}\p{M}’'-]*/gu, (word) => `\u202E${word}\u202C`)

/** Text with its letters turned round; `{{placeholders}}`, numbers and white space stay as they are. */
export function pseudoText(text: string): string {
  return text
    .split(/(\{\{.*?\}\})/)
    .map((part) => (part.startsWith('{{') ? part : rightToLeft(part)))
    .join('')
}

/** The same for every string of a tree of strings, as `ui.json` holds them. */
export function pseudoStrings(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value)
  if (Array.isArray(value)) return value.map(pseudoStrings)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pseudoStrings(inner)]))
}
