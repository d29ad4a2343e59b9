/** Where a translation's cell departs from the English one, token by token. Comments and free texts do not count. */
import type { CellLanguage } from '../parse/fence.ts'
import { placeOf } from './errors.ts'
import { tokenize } from './tokens.ts'
import { findFreeTexts } from './free-texts.ts'
import { findFreePythonTexts } from './python-free-texts.ts'
import { tokenizePython } from './python-tokens.ts'

export interface CodeDifference {
  /** Place in the code, both from 1. */
  line: number
  column: number
  /** The two tokens; empty where one code has ended. */
  expected: string
  found: string
  /** A string that is neither printed nor drawn, though it looks like text. */
  isText: boolean
}

/** A token as it is compared. */
interface Compared {
  kind: unknown
  text: string
  start: number
  isFree: boolean
}

/** @throws PrepareFault where either code does not parse */
export function findCodeDifference(
  english: string,
  translated: string,
  language: CellLanguage = 'typescript',
): CodeDifference | undefined {
  const read = language === 'python' ? readPython : readTypeScript
  const [expected, found] = [read(english), read(translated)]
  for (let i = 0; i < Math.max(expected.length, found.length); i++) {
    const [a, b] = [expected[i], found[i]]
    if (a && b && a.kind === b.kind && (a.text === b.text || (a.isFree && b.isFree))) continue
    return {
      ...placeOf(translated, b?.start ?? translated.trimEnd().length),
      expected: a?.text ?? '',
      found: b?.text ?? '',
      isText: [a, b].every((token) => token !== undefined && isText(token)),
    }
  }
  return undefined
}

function readTypeScript(code: string): Compared[] {
  const tokens = tokenize(code)
  const free = findFreeTexts(tokens)
  return tokens.map(({ type, text, start }, index) => ({ kind: type, text, start, isFree: free.has(index) }))
}

function readPython(code: string): Compared[] {
  const { tokens } = tokenizePython(code)
  const free = findFreePythonTexts(tokens)
  return tokens.map(({ kind, text, start, inner }, index) => {
    // An indentation is shown, where it differs, by its width.
    const shown = kind === 'indent' ? `indentation of ${text.length}` : text
    return { kind: `${kind} ${inner?.quote ?? ''}`, text: shown, start, isFree: free.has(index) }
  })
}

function isText({ text }: Compared): boolean {
  return /^[a-zA-Z]{0,2}['"]/.test(text)
}

/** Where a cell declares a name at its top. */
export function placeOfDeclaration(
  code: string,
  name: string,
  language: CellLanguage = 'typescript',
): { line: number; column: number } | undefined {
  if (language === 'typescript') {
    const token = tokenize(code).find((token) => token.declares && token.text === name)
    return token && placeOf(code, token.start)
  }
  const { tokens } = tokenizePython(code)
  const token = tokens.find(
    ({ text }, index) => text === name && /^(?:=|[-+*/]=|,)$/.test(tokens[index + 1]?.text ?? ''),
  )
  return token && placeOf(code, token.start)
}
