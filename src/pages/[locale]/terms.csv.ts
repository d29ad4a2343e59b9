/** The terms of a language as CSV. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { termsCsv } from '../../site/terms/term-files.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) =>
  new Response(termsCsv(params.locale!), { headers: { 'Content-Type': 'text/csv; charset=utf-8' } })
