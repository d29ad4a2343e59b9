/** What cells say, in one language. A page asks for it when a reader reaches for a cell. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { cellTexts } from '../../site/code/cell-texts.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) => Response.json(cellTexts(params.locale!))
