/** The definitions that a language's previews of terms show. A page asks for them when a reader reaches for a term. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { previewData } from '../../site/previews/preview-data.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) => Response.json(previewData(params.locale!))
