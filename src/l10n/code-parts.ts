/**
 * What of a piece of code is translated: its comments, and the strings that are printed or drawn. Everything between
 * them is the same in every language.
 */
import { PrepareFault } from '../cells/prepare/errors.ts'
import { findFreeTexts } from '../cells/prepare/free-texts.ts'
import { tokenize, TokenType } from '../cells/prepare/tokens.ts'
import { pythonParts, pythonSkeleton } from './python-parts.ts'

export interface CodePart {
  kind: 'comment' | 'string'
  /** Offsets in the code of the words themselves, without `//` or quotation marks. */
  start: number
  end: number
  /** What must be escaped in it: the quotation mark, or `line` and `block` for comments. */
  quote: string
  /** Braces in it must be doubled: a text of an f-string. */
  braces?: true
  /** The number of tokens before it, by which a comment is found again when the code around it changes. */
  token: number
}

const languages: Record<string, (code: string) => CodePart[]> = {
  ts: scriptParts,
  typescript: scriptParts,
  js: scriptParts,
  javascript: scriptParts,
  py: pythonParts,
  python: pythonParts,
}

/** The parts in their order; none where the language is not known or the code does not parse. */
export function codeParts(code: string, language: string): CodePart[] {
  const key = `${language}\n${code}`
  let parts = known.get(key)
  if (!parts) {
    if (known.size >= mostKnown) known.clear()
    known.set(key, (parts = readParts(code, language)))
  }
  return parts
}

// A piece of code is asked for several times, in every language of the site.
const known = new Map<string, CodePart[]>()
const mostKnown = 200

function readParts(code: string, language: string): CodePart[] {
  try {
    return (languages[language]?.(code) ?? []).filter(({ start, end }) => code.slice(start, end).trim() !== '')
  } catch (fault) {
    if (fault instanceof PrepareFault) return []
    throw fault
  }
}

/** True for a language whose comments and strings are known, so that code is compared token by token. */
export function isKnownLanguage(language: string): boolean {
  return language in languages
}

/** The code with its translated parts blanked out and white space collapsed: equal where two languages run the same. */
export function codeSkeleton(code: string, language: string): string {
  if (/^py/.test(language)) return pythonSkeleton(code)
  let skeleton = code
  for (const part of codeParts(code, language).toReversed()) {
    skeleton = `${skeleton.slice(0, part.start)}${part.kind === 'string' ? '…' : ''}${skeleton.slice(part.end)}`
  }
  return skeleton
    .replace(/\/\/[ \t]*(?:\r?\n[ \t]*\/\/[ \t]*)*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function scriptParts(code: string): CodePart[] {
  const tokens = tokenize(code)
  const free = findFreeTexts(tokens)
  const parts: CodePart[] = []
  let end = 0
  tokens.forEach((token, index) => {
    parts.push(...commentsBetween(code, end, token.start, index))
    if (free.has(index)) {
      const isTemplate = token.type === TokenType.template
      const inner = isTemplate ? [token.start, token.end] : [token.start + 1, token.end - 1]
      const quote = isTemplate ? '`' : token.text.charAt(0)
      parts.push({ kind: 'string', start: inner[0]!, end: inner[1]!, quote, token: index })
    }
    end = token.end
  })
  parts.push(...commentsBetween(code, end, code.length, tokens.length))
  return parts
}

/** Comments in a gap between two tokens. Lines of `//` that follow one another are one comment. */
function commentsBetween(code: string, from: number, to: number, token: number): CodePart[] {
  const gap = code.slice(from, to)
  const parts: CodePart[] = []
  for (const match of gap.matchAll(/\/\*+[ \t]*([^]*?)\s*\*\/|\/\/[ \t]*([^\r\n]*(?:\r?\n[ \t]*\/\/[^\r\n]*)*)/g)) {
    const isBlock = match[1] !== undefined
    const words = (match[1] ?? match[2] ?? '').trimEnd()
    const start = from + match.index + match[0].indexOf(words, 2)
    parts.push({ kind: 'comment', start, end: start + words.length, quote: isBlock ? 'block' : 'line', token })
  }
  return parts
}
