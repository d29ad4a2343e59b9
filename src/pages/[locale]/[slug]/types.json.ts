/** The types in an entry's cells. A page asks for them when a reader points at a name. */
import type { APIRoute } from 'astro'
import { localeCodes, sourceLocale } from '../../../i18n/locales.ts'
import { listEntries } from '../../../site/content/entries.ts'
import { assertTypes, pageTypes } from '../../../site/types/entry-types.ts'

export function getStaticPaths() {
  return listEntries().flatMap(({ slug }) => localeCodes.map((locale) => ({ params: { locale, slug } })))
}

export const GET: APIRoute = ({ params }) => {
  const { locale = '', slug = '' } = params
  if (import.meta.env.PROD) assertTypes()
  const own = listEntries()
    .find((entry) => entry.slug === slug)
    ?.locales.includes(locale)
  return Response.json(pageTypes(slug, own ? locale : sourceLocale, locale))
}
