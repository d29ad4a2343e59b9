/** What errors of cells mean, in one language. A page asks for it when a reader reaches for a cell. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { errorStrings } from '../../site/code/cell-strings.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) => Response.json(errorStrings(params.locale!))
