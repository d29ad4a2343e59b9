/** What the search of a language says and finds, but for passages. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { searchData } from '../../site/search/records.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) => Response.json(searchData(params.locale!))
