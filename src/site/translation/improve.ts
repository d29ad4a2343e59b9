/** Where a reader who can say something better is led: to the editor, or to the forge. */
import { localePath } from '../../i18n/links.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { targetLocales } from '../../l10n/cli/workspace.ts'
import { editAddress } from '../repository.ts'

/**
 * For a translation the editor, at the block; for English the forge's page for a change, at the line, where the source is
 * published. Nothing for a text that nobody writes.
 *
 * @param place.block  the id of the English block
 */
export function improveAddress(
  locale: string,
  slug: string,
  place: { line?: number; block?: string } = {},
): string | undefined {
  const isTranslated = targetLocales.includes(locale)
  if (isTranslated) {
    const editor = localePath(locale, `translation/${slug}`)
    // No fragment: what it would name is there only once a script has read the files.
    return place.block === undefined ? editor : `${editor}?block=${place.block}`
  }
  return locale === sourceLocale ? editAddress(`content/${slug}/${locale}.mdx`, place.line) : undefined
}

/** A lock's day as a language writes it: `27 novembre 2026`. */
export function dayIn(locale: string, date: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}
