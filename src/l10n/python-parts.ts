/** Comments of Python code, and the strings that `print` is given. A scanner of tokens, not a parser. */
import type { CodePart } from './code-parts.ts'

const token =
  /(?<comment>#[^\r\n]*(?:\r?\n[ \t]*#[^\r\n]*)*)|(?<prefix>[rbfuRBFU]{0,2})(?<quote>'''|"""|'|")(?<text>(?:\\[^]|(?!\k<quote>)[^])*)\k<quote>|(?<word>[\p{ID_Start}_][\p{ID_Continue}]*)|[\d.]+\w*|(?<sign>[^\s\w])/gu

export function pythonParts(code: string): CodePart[] {
  const parts: CodePart[] = []
  /** For each bracket that is open: whether what stands in it is printed. */
  const brackets: boolean[] = []
  let count = 0
  let before = ''
  for (const match of code.matchAll(token)) {
    const { comment, prefix = '', quote, text, sign } = match.groups as Record<string, string | undefined>
    if (comment !== undefined) {
      const words = comment.replace(/^#+[ \t]*/, '')
      const start = match.index + comment.length - words.length
      parts.push({ kind: 'comment', start, end: start + words.trimEnd().length, quote: 'line', token: count })
      continue
    }
    if (quote !== undefined && brackets.at(-1) && before !== '[') {
      const start = match.index + prefix.length + quote.length
      parts.push({ kind: 'string', start, end: start + (text?.length ?? 0), quote, token: count })
    }
    if (sign && '([{'.includes(sign)) brackets.push(before === 'print' || (brackets.at(-1) ?? false))
    if (sign && ')]}'.includes(sign)) brackets.pop()
    before = match[0]
    count++
  }
  return parts
}

/** The tokens of Python code with where they stand: a comment is none, a printed string stands as `…`. */
export function pythonTokens(code: string): { text: string; start: number }[] {
  const parts = pythonParts(code)
  const free = new Map(parts.filter(({ kind }) => kind === 'string').map((part) => [part.token, part]))
  return [...code.matchAll(token)]
    .filter((match) => match.groups?.comment === undefined)
    .map((match, index) => ({ text: free.has(index) ? '…' : match[0], start: match.index }))
}
