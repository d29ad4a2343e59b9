/**
 * A cell as the fragment of a link, which no server sees: `#code=1.<cell>.<sum>.<data>`. The version comes first, so that a page
 * knows what it cannot read; the sum tells a damaged link from a whole one; the data are deflated JSON in base64url.
 */
import type { Answers } from '../../run/events.ts'
import { fingerprint } from '../editor/keep.ts'
import { sharedPrefix } from '../own-key.ts'

export interface SharedCell {
  /** The cell's name (own-key.ts). */
  cell: string
  code: string
  /** The text that was published when the link was made: what the sender changed, and what was changed since, both show. */
  published: string
  /** The language of the page that it came from. */
  locale: string
  answers: Answers
  seed?: number
}

export type LinkFault = 'damaged' | 'linkTooLong' | 'newer'

export class LinkError extends Error {
  readonly fault: LinkFault
  constructor(fault: LinkFault) {
    super(`The link cannot be opened: ${fault}.`)
    this.fault = fault
  }
}

const version = 1
/** What mail and messages carry whole, and a reader can still paste [characters]. */
export const longestLink = 12_000
/** What a page takes in; a small link may unfold to a large text [characters; bytes]. */
const longestFragment = 40_000
const longestData = 300_000

/** The cell that a fragment is meant for; undefined where it is none of ours. */
export function cellOfFragment(fragment: string): string | undefined {
  return fragment.startsWith(sharedPrefix) ? fragment.slice(sharedPrefix.length).split('.')[1] : undefined
}

export async function toFragment({ cell, code, published, locale, answers, seed }: SharedCell): Promise<string> {
  const data = JSON.stringify({ code, ...(published !== code && { published }), locale, answers, seed })
  const bytes = await pipe(new TextEncoder().encode(data), new CompressionStream('deflate-raw'), Infinity)
  return `${sharedPrefix}${[version, cell, fingerprint(data), toBase64Url(bytes)].join('.')}`
}

/** @throws LinkError */
export async function fromFragment(fragment: string): Promise<SharedCell> {
  if (fragment.length > longestFragment) throw new LinkError('linkTooLong')
  const [made, cell = '', sum, text = ''] = fragment.slice(sharedPrefix.length).split('.')
  if (Number(made) > version) throw new LinkError('newer')
  let data: string
  try {
    const bytes = await pipe(fromBase64Url(text), new DecompressionStream('deflate-raw'), longestData)
    data = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('damaged')
  }
  if (Number(made) !== version || fingerprint(data) !== sum) throw new LinkError('damaged')
  return checked(cell, data)
}

/** Whoever made the link may have put in anything. */
function checked(cell: string, data: string): SharedCell {
  const { code, published = code, locale, answers = {}, seed } = JSON.parse(data) as Record<string, unknown>
  const areTexts = [code, published, locale].every((text) => typeof text === 'string')
  const areAnswers =
    typeof answers === 'object' &&
    answers !== null &&
    Object.values(answers).every((answer) => ['number', 'string', 'boolean'].includes(typeof answer))
  if (!areTexts || !areAnswers || !(seed === undefined || typeof seed === 'number')) throw new LinkError('damaged')
  return { cell, code, published, locale, answers, ...(seed !== undefined && { seed }) } as SharedCell
}

/** @throws LinkError where more comes out than `most` bytes */
async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value)
    length += read.value.length
    if (length > most) {
      void reader.cancel()
      throw new LinkError('linkTooLong')
    }
  }
  const all = new Uint8Array(length)
  chunks.reduce((offset, chunk) => {
    all.set(chunk, offset)
    return offset + chunk.length
  }, 0)
  return all
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0))
}
