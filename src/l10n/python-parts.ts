/** Comments of Python code, and the strings that it prints or draws. */
import { findFreePythonTexts } from '../cells/prepare/python-free-texts.ts'
import { tokenizePython } from '../cells/prepare/python-tokens.ts'
import type { CodePart } from './code-parts.ts'

export function pythonParts(code: string): CodePart[] {
  const { tokens, comments } = tokenizePython(code)
  const free = findFreePythonTexts(tokens)
  const strings = tokens.flatMap(({ inner, kind }, index): CodePart[] => {
    if (!inner || !free.has(index)) return []
    const { start, end, quote } = inner
    return [{ kind: 'string', start, end, quote, token: index, ...(kind === 'text' && { braces: true }) }]
  })
  const said: CodePart[] = []
  for (const { start, end, token } of comments) {
    const before = said.at(-1)
    // Lines of comments that follow one another are one comment.
    if (before?.token === token && /^[ \t]*\r?\n[ \t]*$/.test(code.slice(before.end, start))) {
      before.end = start + code.slice(start, end).trimEnd().length
      continue
    }
    const words = code.slice(start, end).replace(/^#+[ \t]*/, '')
    const from = end - words.length
    said.push({ kind: 'comment', start: from, end: from + words.trimEnd().length, quote: 'line', token })
  }
  return [...strings, ...said].sort((a, b) => a.start - b.start)
}

/** What runs of Python code, printed texts as `…`: equal where two languages run the same. */
export function pythonSkeleton(code: string): string {
  const { tokens } = tokenizePython(code)
  const free = findFreePythonTexts(tokens)
  return tokens
    .map(({ kind, text }, index) => (free.has(index) ? '…' : kind === 'indent' ? `\n${text}` : text))
    .join(' ')
}
