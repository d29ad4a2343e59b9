/**
 * TypeScript to JavaScript by blanking: every character of a type becomes a space, line breaks stay. So a line and a
 * column in the JavaScript that runs are a line and a column in the reader's code, without a source map.
 *
 * What is more than types (enums, namespaces, parameter properties, decorators) is refused.
 */
import { PrepareFault } from './errors.ts'
import { TokenType, type Token } from './tokens.ts'

const modifiers: readonly TokenType[] = [
  TokenType._public,
  TokenType._protected,
  TokenType._private,
  TokenType._readonly,
  TokenType._override,
  TokenType._abstract,
]

export function stripTypes(code: string, tokens: readonly Token[]): string {
  const text = new Blanks(code)
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    refuseWhatIsNotErasable(tokens, index)
    if (token.isType) {
      const end = endOfRun(tokens, index)
      blankRun(text, code, tokens, index, end)
      index = end - 1
    } else if (makesNoField(token, tokens[index + 1])) {
      index = blankField(text, tokens, index) - 1
    } else if (token.type === TokenType.nonNullAssertion || modifiers.includes(token.type)) {
      text.blank(token.start, token.end)
    }
  }
  return text.toString()
}

function endOfRun(tokens: readonly Token[], start: number): number {
  let end = start
  while (tokens[end]?.isType) end++
  return end
}

/** Blanks the type tokens from `start` up to `end`, and keeps apart what the type kept apart. */
function blankRun(text: Blanks, code: string, tokens: readonly Token[], start: number, end: number): void {
  const first = tokens[start] as Token
  const last = tokens[end - 1] as Token
  const before = tokens[start - 1]
  const after = tokens[end]
  text.blank(first.start, last.end)
  const brokenAfter = after !== undefined && code.slice(last.end, after.start).includes('\n')

  if (startsStatement(first) && !(before?.type === TokenType._export)) {
    // `a⏎type T = 1⏎(b)` must not become the call a(b).
    text.write(first.start, ';')
  } else if (
    brokenAfter &&
    first.type !== TokenType.lessThan &&
    [TokenType.parenL, TokenType.bracketL, TokenType.backQuote].includes(after.type)
  ) {
    // `a as T⏎(b)`: the type ended the statement.
    text.write(first.start, ';')
  } else if (
    before?.type === TokenType.parenR &&
    after?.type === TokenType.arrow &&
    code.slice(before.end, after.start).includes('\n')
  ) {
    // No line break may stand between `)` and `=>`, so the `)` moves to the end of its return type.
    text.blank(before.start, before.end)
    text.write(last.end - 1, ')')
  }
}

function startsStatement(token: Token): boolean {
  return /^(?:type|interface|declare|namespace|module|function|export|abstract|async)$/.test(token.text)
}

/** `declare name: T` and `abstract name: T` in a class. */
function makesNoField(token: Token, next: Token | undefined): boolean {
  if (token.type === TokenType._declare) return true
  return token.type === TokenType._abstract && next?.type !== TokenType._class
}

/** Blanks a field from its `declare` or `abstract`, with a `static` before it; returns the index after its name. */
function blankField(text: Blanks, tokens: readonly Token[], start: number): number {
  const before = tokens[start - 1]
  if (before?.type === TokenType._static) text.blank(before.start, before.end)
  let end = start
  let open = 0
  while (end < tokens.length) {
    const token = tokens[end] as Token
    if (token.type === TokenType.semi || (end > start && token.isType)) break
    text.blank(token.start, token.end)
    end++
    // A name may be computed: `declare [key]: T`.
    if (token.type === TokenType.bracketL) open++
    if (token.type === TokenType.bracketR) open--
    if (open === 0 && (token.type === TokenType.name || token.type === TokenType.bracketR)) break
  }
  return end
}

function refuseWhatIsNotErasable(tokens: readonly Token[], index: number): void {
  const token = tokens[index] as Token
  const next = tokens[index + 1]
  const previous = tokens[index - 1]
  const refuse = (syntax: string): never => {
    const message = `${syntax} is TypeScript that makes code, and cells run TypeScript without compiling it`
    throw new PrepareFault('syntax-not-erasable', token.start, { syntax }, message)
  }
  if (token.type === TokenType._enum && !token.isType) refuse('enum')
  if (token.type === TokenType.at) refuse('@')
  if (token.isType && !previous?.isType && /^(?:namespace|module)$/.test(token.text) && next?.type === TokenType.name) {
    refuse(token.text)
  }
  const inParameters = previous?.type === TokenType.parenL || previous?.type === TokenType.comma
  if (!token.isType && inParameters && modifiers.includes(token.type))
    refuse(`${token.text} ${next?.text ?? ''}`.trim())
}

/** A text of fixed length in which ranges are turned into spaces. */
class Blanks {
  readonly #units: string[]

  constructor(text: string) {
    this.#units = text.split('')
  }

  blank(start: number, end: number): void {
    for (let i = start; i < end; i++) {
      if (!/[\n\r\u2028\u2029]/.test(this.#units[i] as string)) this.#units[i] = ' '
    }
  }

  write(offset: number, character: string): void {
    this.#units[offset] = character
  }

  toString(): string {
    return this.#units.join('')
  }
}
