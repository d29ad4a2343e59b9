/**
 * The one place that knows sucrase: its parser alone (its transformer moves columns, and is half of its weight).
 * It marks each token that belongs to a type, which is all that is needed to blank types out.
 */
import { parse } from 'sucrase/dist/parser/index.js'
import { TokenType } from 'sucrase/dist/parser/tokenizer/types.js'
import { PrepareFault } from './errors.ts'

export { TokenType }

export interface Token {
  type: TokenType
  start: number
  end: number
  text: string
  /** Part of a type, to be blanked. */
  isType: boolean
  /** Depth of brackets around it; `(`, `[` and `{` count, template holes too. */
  depth: number
  parens: number
  /** Declares a name in the cell's outermost scope. */
  declares: boolean
  /** Stands inside a function's parameters or body. */
  inFunction: boolean
}

// sucrase's IdentifierRole, which its CommonJS build exports under a computed name only.
const topLevelDeclaration = 2
const shorthandTopLevelDeclaration = 5

const identifier = /^#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u

/** @throws PrepareFault where the code does not parse */
export function tokenize(code: string): Token[] {
  // A line break after the end: sucrase takes a keyword for a name when nothing follows it.
  const { tokens: raw, scopes } = parseWith(code)
  const functions = scopes.filter((scope) => scope.isFunctionScope && scope.startTokenIndex > 0)
  const tokens: Token[] = []
  let depth = 0
  let parens = 0
  raw.forEach((token, index) => {
    const { type, start, end, isType, identifierRole } = token
    if (type === TokenType.eof) return
    if (isClosing(type)) depth--
    if (type === TokenType.parenR) parens--
    const declaresHere = identifierRole === topLevelDeclaration || identifierRole === shorthandTopLevelDeclaration
    tokens.push({
      type,
      start,
      end,
      text: code.slice(start, end),
      isType,
      depth,
      parens,
      // In parentheses nothing is declared at the top; sucrase says so of the parameters in `async <T>(x: T) => …`.
      declares: declaresHere && parens === 0 && !isType,
      inFunction: functions.some((scope) => scope.startTokenIndex <= index && index < scope.endTokenIndex),
    })
    if (isOpening(type)) depth++
    if (type === TokenType.parenL) parens++
  })
  for (const token of tokens) checkCharacters(token)
  return tokens
}

function parseWith(code: string): ReturnType<typeof parse> {
  try {
    return parse(code + '\n', false, true, false)
  } catch (error) {
    throw faultOf(error as SyntaxError & { pos?: number }, code)
  }
}

function isOpening(type: TokenType): boolean {
  return (
    type === TokenType.parenL ||
    type === TokenType.bracketL ||
    type === TokenType.braceL ||
    type === TokenType.dollarBraceL
  )
}

function isClosing(type: TokenType): boolean {
  return type === TokenType.parenR || type === TokenType.bracketR || type === TokenType.braceR
}

/** sucrase takes “ and ” for letters of a name, as it does everything beyond ASCII. */
function checkCharacters(token: Token): void {
  if (token.type !== TokenType.name || identifier.test(token.text)) return
  const offset = [...token.text].findIndex((_, i, all) => !identifier.test(all.slice(0, i + 1).join('')))
  const character = [...token.text][offset] ?? token.text
  const start = token.start + [...token.text].slice(0, offset).join('').length
  throw new PrepareFault('syntax-character', start, { character }, `The character ${character} has no meaning here`)
}

function faultOf(error: SyntaxError & { pos?: number }, code: string): PrepareFault {
  const offset = Math.min(error.pos ?? 0, code.length)
  const message = error.message.replace(/ \(\d+:\d+\)$/, '')
  const found = /^(?:[\p{ID_Continue}$]+|\S)?/u.exec(code.slice(offset))?.[0] ?? ''
  const expected = /expected "(.+)"$/.exec(message)?.[1]
  const fault = (fault: PrepareFault['code'], params = {}, at = offset) => new PrepareFault(fault, at, params, message)

  if (message.startsWith('Unterminated string')) return fault('syntax-unclosed-string')
  if (message.startsWith('Unterminated template')) return fault('syntax-unclosed-template', {}, offset - 1)
  if (message.startsWith('Unterminated comment')) {
    return fault('syntax-unclosed-comment', {}, Math.max(0, code.lastIndexOf('/*')))
  }
  if (message.startsWith('Unterminated regular')) return fault('syntax-unclosed-regexp', {}, offset - 1)
  if (code.slice(offset).trim() === '') return fault('syntax-end', {}, code.trimEnd().length)
  if (found && !identifier.test(found) && /[^\x20-\x7e]/.test(found))
    return fault('syntax-character', { character: found })
  // Where a statement should have ended, sucrase asks for a semicolon that nobody wants to write.
  if (expected && expected !== ';') return fault('syntax-expected', { expected, found })
  return fault('syntax-unexpected', { found })
}
