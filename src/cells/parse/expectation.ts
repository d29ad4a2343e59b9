/**
 * What a cell promises: `expect="w.grad = -24; loss = 0.0012 ± 0.0001; accuracy >= 0.97"`.
 *
 *     expectations = expectation { ";" expectation }
 *     expectation  = name { "." name } relation value [ ( "±" | "+-" ) number ]
 *     relation     = "=" | "<" | "<=" | "≤" | ">" | ">=" | "≥"
 *     value        = number | "true" | "false" | "[" value { "," value } "]"
 *
 * A name that ends in `.grad` means the gradient. Numbers are written as in TypeScript, also with the minus sign −,
 * and `inf`, `-inf` and `nan`.
 */
export type Nested = number | boolean | readonly Nested[]

export type Relation = '=' | '<' | '<=' | '>' | '>='

export interface Expectation {
  /** As it was written, for messages. */
  text: string
  /** `w`, or `model.weight`: the variable or parameter. */
  name: string
  /** Whether its gradient is meant. */
  gradient: boolean
  relation: Relation
  value: Nested
  /** Largest absolute difference allowed, in the unit of the value; 0 is exact to float32. */
  tolerance: number
}

/** Where a text could not be read: an offset into it, what was expected and what stood there. */
export class ExpectationSyntaxError extends Error {
  override name = 'ExpectationSyntaxError'
  readonly offset: number

  constructor(offset: number, expected: string, found: string) {
    super(`expected ${expected}, found ${found === '' ? 'the end' : `"${found}"`}`)
    this.offset = offset
  }
}

/** @throws ExpectationSyntaxError with the offset of the fault */
export function parseExpectations(text: string): Expectation[] {
  const reader = new Reader(text)
  const expectations: Expectation[] = []
  do {
    if (reader.atEnd() && expectations.length > 0) break
    expectations.push(readExpectation(reader, text))
  } while (reader.take(/;/))
  if (!reader.atEnd()) reader.fail('";" or the end')
  return expectations
}

function readExpectation(reader: Reader, text: string): Expectation {
  reader.skipSpace()
  const start = reader.offset
  const path = reader.take(/[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}\p{N}_$]+)*/u) ?? reader.fail('the name of a variable')
  const relation = reader.take(/<=|>=|≤|≥|=|<|>/) ?? reader.fail('=, <, <=, > or >=')
  const value = readValue(reader)
  const tolerance = reader.take(/±|\+-|\+\/-/) ? Math.abs(readNumber(reader)) : 0
  const gradient = path.endsWith('.grad')
  return {
    text: text.slice(start, reader.offset).trim(),
    name: gradient ? path.slice(0, -'.grad'.length) : path,
    gradient,
    relation: relation.replace('≤', '<=').replace('≥', '>=') as Relation,
    value,
    tolerance,
  }
}

function readValue(reader: Reader): Nested {
  if (reader.take(/\[/)) {
    const items: Nested[] = []
    if (reader.take(/\]/)) return items
    do items.push(readValue(reader))
    while (reader.take(/,/))
    if (!reader.take(/\]/)) reader.fail('"," or "]"')
    return items
  }
  const word = reader.take(/true\b|false\b/)
  return word ? word === 'true' : readNumber(reader)
}

function readNumber(reader: Reader): number {
  const negative = reader.take(/[-−]/) !== undefined
  const digits =
    reader.take(/inf(?:inity)?\b|nan\b|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-−+]?\d+)?/i) ?? reader.fail('a number')
  const number = /^inf/i.test(digits)
    ? Infinity
    : /^nan$/i.test(digits)
      ? NaN
      : Number(digits.replaceAll('_', '').replace('−', '-'))
  return negative ? -number : number
}

class Reader {
  offset = 0
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** The text that matches here, white space before it skipped. */
  take(pattern: RegExp): string | undefined {
    this.skipSpace()
    const sticky = new RegExp(pattern.source, pattern.flags + 'y')
    sticky.lastIndex = this.offset
    const match = sticky.exec(this.text)?.[0]
    if (match !== undefined) this.offset += match.length
    return match
  }

  skipSpace(): void {
    while (/\s/.test(this.text[this.offset] ?? '')) this.offset++
  }

  atEnd(): boolean {
    this.skipSpace()
    return this.offset === this.text.length
  }

  fail(expected: string): never {
    this.skipSpace()
    const found = /^(?:[\p{L}\p{N}_.]+|.)?/su.exec(this.text.slice(this.offset))?.[0] ?? ''
    throw new ExpectationSyntaxError(this.offset, expected, found)
  }
}
