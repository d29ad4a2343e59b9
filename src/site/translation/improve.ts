/** Where a reader who can say something better is led: to the editor of the dev server, or to the forge. */
import { localePath } from '../../i18n/links.ts'
import { editAddress } from '../repository.ts'

/** Nothing where neither is there: a built site whose source is not published. */
export function improveAddress(
  locale: string,
  slug: string,
  place: { line?: number; block?: string } = {},
): string | undefined {
  if (import.meta.env?.DEV) {
    return `${localePath(locale, `translation/${slug}`)}${place.block === undefined ? '' : `#block-${place.block}`}`
  }
  return editAddress(`content/${slug}/${locale}.mdx`, place.line)
}

/** A lock's day as a language writes it: `27 novembre 2026`. */
export function dayIn(locale: string, date: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}
