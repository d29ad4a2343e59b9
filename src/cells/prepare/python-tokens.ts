/**
 * Python code as tokens, for what compares and translates code; CPython alone parses it. Nothing here fails: what is no
 * Python gives some tokens all the same.
 *
 * A logical line begins with a token `indent`, so that code which differs in its indentation alone is other code. An
 * f-string is several tokens: its opening, its literal texts, and the tokens of what stands in braces.
 */
export type PythonTokenKind = 'indent' | 'name' | 'number' | 'string' | 'text' | 'operator'

export interface PythonToken {
  kind: PythonTokenKind
  /** As it stands in the code. */
  text: string
  start: number
  end: number
  /** Of a string or a literal text of an f-string: what stands around it, and where its own characters are. */
  inner?: { start: number; end: number; quote: string; prefix: string }
}

export interface PythonComment {
  /** Of the mark `#`. */
  start: number
  end: number
  /** Tokens before it. */
  token: number
}

export interface PythonTokens {
  tokens: PythonToken[]
  comments: PythonComment[]
}

const space = /[ \t\f]+/y
const word = /[\p{ID_Start}_][\p{ID_Continue}]*/uy
const number = /(?:\d|\.\d)(?:[eE][-+]|[\w.])*/y
const opening = /([a-zA-Z]{0,2})('''|"""|'|")/y
const operator = /\*\*=|\/\/=|>>=|<<=|\.\.\.|[-+*/%@&|^<>=!:]=|->|\*\*|\/\/|<<|>>|[^]/y

export function tokenizePython(code: string): PythonTokens {
  const scanner = new Scanner(code)
  scanner.scan(false)
  return { tokens: scanner.tokens, comments: scanner.comments }
}

class Scanner {
  readonly tokens: PythonToken[] = []
  readonly comments: PythonComment[] = []
  readonly #code: string
  #at = 0
  /** Whether the next token begins a logical line. */
  #fresh = true

  constructor(code: string) {
    this.#code = code
  }

  /** @param inField  stops where what an f-string's braces hold has ended: before `}`, `:` or `!` */
  scan(inField: boolean): void {
    let depth = 0
    while (this.#at < this.#code.length) {
      const character = this.#code[this.#at]!
      if (inField && depth === 0 && /^(?:[}:]|!(?!=))/.test(this.#code.slice(this.#at, this.#at + 2))) return
      if (this.#take(space)) continue
      if (character === '\n' || character === '\r') {
        this.#at++
        if (depth === 0 && !inField) this.#fresh = true
      } else if (/^\\\r?\n/.test(this.#code.slice(this.#at, this.#at + 3))) {
        this.#at += this.#code[this.#at + 1] === '\r' ? 3 : 2
      } else if (character === '#') this.#comment()
      else {
        this.#indent()
        if ('([{'.includes(character)) depth++
        if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
        this.#token()
      }
    }
  }

  #token(): void {
    const start = this.#at
    const opened = this.#match(opening)
    if (opened && /^(?:[rbfut]|[bft]r|r[bft])?$/i.test(opened[1]!)) {
      if (/[ft]/i.test(opened[1]!)) return this.#format(opened[1]!, opened[2]!)
      this.#at += opened[0].length
      const inner = { start: this.#at, end: this.#skipText(opened[2]!, false), quote: opened[2]!, prefix: opened[1]! }
      this.#closeQuote(opened[2]!)
      return this.#push('string', start, inner)
    }
    if (this.#take(word)) return this.#push('name', start)
    if (this.#take(number)) return this.#push('number', start)
    this.#take(operator)
    this.#push('operator', start)
  }

  #format(prefix: string, quote: string): void {
    this.#at += prefix.length + quote.length
    this.#push('operator', this.#at - prefix.length - quote.length)
    while (this.#at < this.#code.length) {
      const start = this.#at
      const end = this.#skipText(quote, true)
      if (end > start) this.#push('text', start, { start, end, quote, prefix })
      if (this.#code[this.#at] !== '{') break
      this.#field()
    }
    const start = this.#at
    this.#closeQuote(quote)
    if (this.#at > start) this.#push('operator', start)
  }

  /** `{value!r:>8}`: all of it is code, the format too. */
  #field(): void {
    this.#one()
    this.scan(true)
    if (this.#code[this.#at] === '!') {
      this.#one()
      if (this.#match(word)) this.#token()
    }
    if (this.#code[this.#at] === ':') {
      this.#one()
      while (this.#at < this.#code.length && this.#code[this.#at] !== '}') {
        if (this.#code[this.#at] === '{') this.#field()
        else {
          const start = this.#at
          while (this.#at < this.#code.length && !/[{}\n]/.test(this.#code[this.#at]!)) this.#at++
          if (this.#at === start) this.#at++
          this.#push('operator', start)
        }
      }
    }
    if (this.#code[this.#at] === '}') this.#one()
  }

  #one(): void {
    this.#at++
    this.#push('operator', this.#at - 1)
  }

  /** To the end of a string's characters, or to a brace that opens a field. @returns where they end */
  #skipText(quote: string, fields: boolean): number {
    const code = this.#code
    while (this.#at < code.length && !code.startsWith(quote, this.#at)) {
      const character = code[this.#at]!
      if (quote.length === 1 && character === '\n') break
      if (fields && /[{}]/.test(character)) {
        if (code[this.#at + 1] === character) this.#at++
        else if (character === '{') break
      }
      this.#at += character === '\\' ? 2 : 1
    }
    this.#at = Math.min(this.#at, code.length)
    return this.#at
  }

  #closeQuote(quote: string): void {
    if (this.#code.startsWith(quote, this.#at)) this.#at += quote.length
  }

  #comment(): void {
    const start = this.#at
    while (this.#at < this.#code.length && !/[\r\n]/.test(this.#code[this.#at]!)) this.#at++
    this.comments.push({ start, end: this.#at, token: this.tokens.length })
  }

  #indent(): void {
    if (!this.#fresh) return
    this.#fresh = false
    const lineStart = this.#code.lastIndexOf('\n', this.#at - 1) + 1
    const text = this.#code.slice(lineStart, this.#at)
    this.tokens.push({ kind: 'indent', text: text.trim() === '' ? text : '', start: this.#at, end: this.#at })
  }

  #push(kind: PythonTokenKind, start: number, inner?: PythonToken['inner']): void {
    const token = { kind, text: this.#code.slice(start, this.#at), start, end: this.#at }
    this.tokens.push(inner ? { ...token, inner } : token)
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#code)
  }

  #take(pattern: RegExp): boolean {
    const match = this.#match(pattern)
    if (match) this.#at += match[0].length
    return match !== null
  }
}
