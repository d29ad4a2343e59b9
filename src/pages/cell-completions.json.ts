/** What the editor of cells completes, the same in every language. A page asks for it when a reader edits. */
import type { APIRoute } from 'astro'
import { completions } from '../site/api/completions.ts'

export const GET: APIRoute = () => Response.json(completions())
