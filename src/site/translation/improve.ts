/** Where a reader who can say something better is led: to the forge, to the editor, or to what says how to begin. */
import { localePath } from '../../i18n/links.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { targetLocales } from '../../l10n/cli/workspace.ts'
import { editAddress } from '../repository.ts'

/**
 * The translation editor in the dev server, at the block; the forge's page for a change, at the line, on a built site;
 * where the source is not published, the page that stands in the editor's place. Nothing for a text that nobody writes.
 *
 * @param place.block  the id of the English block
 */
export function improveAddress(
  locale: string,
  slug: string,
  place: { line?: number; block?: string } = {},
): string | undefined {
  const isTranslated = targetLocales.includes(locale)
  const editor = localePath(locale, `translation/${slug}`)
  if (isTranslated && import.meta.env?.DEV) {
    return place.block === undefined ? editor : `${editor}#block-${place.block.replace('.', '-')}`
  }
  if (!isTranslated && locale !== sourceLocale) return undefined
  return editAddress(`content/${slug}/${locale}.mdx`, place.line) ?? (isTranslated ? editor : undefined)
}

/** A lock's day as a language writes it: `27 novembre 2026`. */
export function dayIn(locale: string, date: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}
