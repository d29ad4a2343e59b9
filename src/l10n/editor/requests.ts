/**
 * Requests of the translation editor to the dev server. They write files, so that nobody else may make them: only a page
 * of this very server, which alone can send this header, and only about entries and locales that there are.
 */
import { listSlugs, targetLocales } from '../cli/workspace.ts'
import type { BlockEdit } from '../edit-block.ts'
import type { Word } from './actions.ts'
import { bringOver, checkText, readView, saveBlock, suggest } from './dev-server.ts'

export const requestHeader = 'x-lexigrad-translation'

export interface Answer {
  status: number
  body: unknown
}

/** Why a request is refused before it is read, or undefined. Names of headers are in lower case. */
export function refuseRequest(method: string | undefined, headers: Record<string, string | string[] | undefined>) {
  if (method !== 'POST') return 'expected POST'
  if (headers[requestHeader] !== '1') return `expected the header ${requestHeader}`
  if (!String(headers['content-type']).startsWith('application/json')) return 'expected application/json'
  const { origin, host, 'sec-fetch-site': site } = headers
  if (site !== undefined && site !== 'same-origin') return 'expected a page of this server'
  if (origin !== undefined && hostOf(String(origin)) !== host) return 'expected a page of this server'
  return undefined
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** What an action other than showing a draft answers. */
export function answer(action: string, given: unknown): Answer {
  const data = asRecord(given)
  const { locale, slug } = data
  if (typeof locale !== 'string' || !targetLocales.includes(locale)) return bad(`no locale ${JSON.stringify(locale)}`)
  if (typeof slug !== 'string' || !listSlugs().includes(slug)) return bad(`no entry ${JSON.stringify(slug)}`)
  switch (action) {
    case 'read':
      return ok(readView(locale, slug))
    case 'bring':
      return ok(bringOver(locale, slug))
    case 'suggest':
      if (typeof data.english !== 'string') return bad('expected an English text')
      return ok(suggest(locale, data.english, typeof data.own === 'string' ? data.own : undefined))
    case 'check':
    case 'save': {
      const edit = readEdit(data.edit)
      if (!edit) return bad('expected a block: id, english, shown, text')
      if (action === 'check') return ok(checkText(locale, slug, edit))
      const { word } = data
      if (word !== undefined && word !== 'done' && word !== 'review') return bad('expected the word done or review')
      return ok(saveBlock(locale, slug, edit, word as Word | undefined))
    }
    default:
      return { status: 404, body: { error: `no action ${action}` } }
  }
}

/** A block's edit, if it is one. */
export function readEdit(given: unknown): BlockEdit | undefined {
  const { id, english, shown, text } = asRecord(given)
  const strings = [id, english, shown, text]
  if (!strings.every((value) => typeof value === 'string')) return undefined
  const [a, b, c, d] = strings as [string, string, string, string]
  return { id: a, english: b, shown: c, text: d }
}

function asRecord(given: unknown): Record<string, unknown> {
  return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
}

const ok = (body: unknown): Answer => ({ status: 200, body })
const bad = (error: string): Answer => ({ status: 400, body: { error } })
