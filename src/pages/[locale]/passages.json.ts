/** The passages that the search of a language reads. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { entryPassages } from '../../site/search/passages.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) => Response.json(entryPassages(params.locale!))
