/** The terms of a language as TBX. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { termsTbx } from '../../site/terms/term-files.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) =>
  new Response(termsTbx(params.locale!), { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
