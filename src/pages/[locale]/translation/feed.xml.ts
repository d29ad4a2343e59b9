/** What has become stale, for whoever keeps a translation up to date. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../../i18n/locales.ts'
import { staleFeed } from '../../../site/translation/feed.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params, site }) =>
  new Response(staleFeed(params.locale!, site), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
