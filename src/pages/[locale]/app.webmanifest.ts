/** What a browser needs to install the site in a language. */
import type { APIRoute } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { appManifest } from '../../site/offline/app-manifest.ts'

export function getStaticPaths() {
  return localeCodes.map((locale) => ({ params: { locale } }))
}

export const GET: APIRoute = ({ params }) =>
  new Response(JSON.stringify(appManifest(params.locale!)), {
    headers: { 'Content-Type': 'application/manifest+json' },
  })
