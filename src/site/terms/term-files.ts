/** The term base of a language as files: a table for people, TBX for translators' programs. */
import { localeCodes, sourceLocale } from '../../i18n/locales.ts'
import { writeTbx } from '../../l10n/exchange/tbx.ts'
import { loadTerms } from '../content/terms.ts'

/** RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets know it. Several forms are parted by `; `. */
export function termsCsv(locale: string): string {
  const others = localeCodes.filter((code) => code !== locale)
  const head = ['slug', locale, 'also', 'avoid', 'definition', ...others]
  const collator = new Intl.Collator(locale)
  const rows = Object.entries(loadTerms(locale))
    .sort(([, a], [, b]) => collator.compare(a.term, b.term))
    .map(([slug, { term, also = [], avoid = [], definition }]) => [
      slug,
      term,
      also.join('; '),
      avoid.join('; '),
      definition,
      ...others.map((code) => loadTerms(code)[slug]?.term ?? ''),
    ])
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`
}

/**
 * A field in quotation marks where it needs them. A spreadsheet runs as a formula what begins with = + - @, their full-width
 * forms, a tab or an end of line, whether quoted or not: such a field begins with `'`, unless it is a plain number.
 */
export function csvField(text: string): string {
  const isNumber = /^[-+]?\d+(?:[.,]\d+)?$/.test(text)
  const safe = !isNumber && /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The language beside English; English alone. */
export function termsTbx(locale: string): string {
  return writeTbx({ [sourceLocale]: loadTerms(sourceLocale), [locale]: loadTerms(locale) }, sourceLocale, locale)
}
