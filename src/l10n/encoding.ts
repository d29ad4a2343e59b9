/**
 * What stands in a file and what a translator reads are not always the same characters: a title may need quotation marks
 * in YAML, an apostrophe a backslash in code. One pair of functions for each place a text may stand in.
 */
import { parse } from 'yaml'

/** The place a text stands in, and so what must be escaped. */
export type Encoding =
  | { in: 'markdown'; oneLine: boolean }
  | { in: 'yaml' }
  | { in: 'attribute'; quote: string }
  /** @property braces  those of the text are doubled: in an f-string of Python */
  | { in: 'string'; quote: string; braces?: true }
  /** @property prefix  what begins each further line of a comment of several lines; empty within an unbroken comment */
  | { in: 'comment'; prefix: string }

/** The text as a translator reads it. */
export function decode(raw: string, encoding: Encoding): string {
  switch (encoding.in) {
    case 'markdown':
      return raw
    case 'yaml':
      return String(parse(raw))
    case 'attribute':
      return raw.replace(/&(quot|apos|amp|lt|gt|#39|#34);/g, (_, name: string) => entities[name]!)
    case 'string':
      if (encoding.braces) raw = raw.replaceAll('{{', '{').replaceAll('}}', '}')
      return raw.replace(/\\(?:u\{?([\da-f]+)\}?|([^]))/gi, (whole, code?: string, character?: string) => {
        if (code) return String.fromCodePoint(Number.parseInt(code, 16))
        return character && character in escapes ? escapes[character]! : character === 'u' ? whole : (character ?? '')
      })
    case 'comment':
      return encoding.prefix === '' ? raw : raw.replace(/[ \t]*\r?\n[ \t>]*(?:\/\/|#)[ \t]*/g, '\n')
  }
}

/** The characters that say a text in its place. The text of a block that did not change is never encoded again. */
export function encode(text: string, encoding: Encoding): string {
  switch (encoding.in) {
    case 'markdown':
      return encoding.oneLine
        ? text.replace(/\s*\n\s*/g, ' ').trim()
        : text.replace(/(\r?\n)[ \t]*(?:\r?\n[ \t]*)+/g, '$1').trim()
    case 'yaml':
      return isPlain(text) ? text : JSON.stringify(text)
    case 'attribute':
      return text
        .replace(/&(?=#?\w+;)/g, '&amp;')
        .replaceAll(encoding.quote, encoding.quote === '"' ? '&quot;' : '&#39;')
    case 'string':
      if (encoding.braces) text = text.replace(/[{}]/g, '$&$&')
      return text
        .replaceAll('\\', '\\\\')
        .replaceAll(encoding.quote, encoding.quote.replace(/./g, '\\$&'))
        .replaceAll('\n', encoding.quote.length === 1 && encoding.quote !== '`' ? '\\n' : '\n')
        .replaceAll('\t', '\\t')
        .replaceAll('${', encoding.quote === '`' ? '\\${' : '${')
    case 'comment':
      return encoding.prefix === ''
        ? text.replaceAll('*/', '* /')
        : text.trim().replace(/\s*\n\s*/g, `\n${encoding.prefix}`)
  }
}

const entities: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', '#39': "'", '#34': '"' }
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' }

/** Whether YAML reads a text without quotation marks as that very text. */
function isPlain(text: string): boolean {
  if (/[\n\r]|^[\s\-?:,[\]{}#&*!|>'"%@`]|:(\s|$)|\s#|\s$/.test(text)) return false
  try {
    return parse(text) === text
  } catch {
    return false
  }
}
