/** Where a translation's cell departs from the English one, token by token. Comments and free texts do not count. */
import { placeOf } from './errors.ts'
import { tokenize, type Token } from './tokens.ts'
import { findFreeTexts } from './free-texts.ts'

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

/** @throws PrepareFault where either code does not parse */
export function findCodeDifference(english: string, translated: string): CodeDifference | undefined {
  const expected = tokenize(english)
  const found = tokenize(translated)
  const freeExpected = findFreeTexts(expected)
  const freeFound = findFreeTexts(found)
  for (let i = 0; i < Math.max(expected.length, found.length); i++) {
    const [a, b] = [expected[i], found[i]]
    if (a && b && a.type === b.type && (a.text === b.text || (freeExpected.has(i) && freeFound.has(i)))) continue
    return {
      ...placeOf(translated, b?.start ?? translated.trimEnd().length),
      expected: a?.text ?? '',
      found: b?.text ?? '',
      isText: [a, b].every((token) => token !== undefined && isText(token)),
    }
  }
  return undefined
}

function isText({ text }: Token): boolean {
  return /^['"]/.test(text)
}

/** Where a cell declares a name at its top. */
export function placeOfDeclaration(code: string, name: string): { line: number; column: number } | undefined {
  const token = tokenize(code).find((token) => token.declares && token.text === name)
  return token && placeOf(code, token.start)
}
