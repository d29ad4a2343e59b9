/** What proves the cells of an entry. A page asks for it when a reader asks for the proof. */
import type { APIRoute } from 'astro'
import { packProof } from '../../cells/element/verify/proof.ts'
import { entryProof } from '../../site/code/entry-proof.ts'
import { listEntries } from '../../site/content/entries.ts'

export function getStaticPaths() {
  return listEntries().map(({ slug }) => ({ params: { slug } }))
}

export const GET: APIRoute = async ({ params }) =>
  new Response(packProof(await entryProof(params.slug!)), { headers: { 'Content-Type': 'application/json' } })
