/** What can be wrong with a cell before it runs. The page says it in the reader's language from `code` and `params`. */
export type PrepareErrorCode =
  | 'syntax-unexpected' // { found }
  | 'syntax-expected' // { expected, found }
  | 'syntax-end' // {}: the code ends too early
  | 'syntax-unclosed-string' // {}
  | 'syntax-unclosed-template' // {}
  | 'syntax-unclosed-comment' // {}
  | 'syntax-unclosed-regexp' // {}
  | 'syntax-character' // { character }
  | 'syntax-return' // {}: return outside a function
  | 'syntax-invalid' // {}: only the run-time's own parser refuses it; `original` says why
  | 'syntax-not-erasable' // { syntax }: TypeScript that is more than types
  | 'name-declared-twice' // { name, line }: `line` of the first declaration
  | 'import-unknown-module' // { module, known }
  | 'import-unknown-name' // { name, module, suggestion }: suggestion may be empty
  | 'import-dynamic' // {}
  | 'export-unsupported' // {}

export interface PrepareError {
  code: PrepareErrorCode
  params: Record<string, string | number>
  /** Place in the reader's code, both from 1; the column counts UTF-16 units. */
  line: number
  column: number
  /** In English, or as the parser said it. */
  original: string
}

/** Thrown between the steps of preparing; prepareTypeScript turns it into data. */
export class PrepareFault extends Error {
  readonly code: PrepareErrorCode
  readonly params: Record<string, string | number>
  readonly offset: number

  constructor(code: PrepareErrorCode, offset: number, params: Record<string, string | number>, message: string) {
    super(message)
    this.code = code
    this.offset = offset
    this.params = params
  }
}

/** Line and column of an offset, both from 1. */
export function placeOf(code: string, offset: number): { line: number; column: number } {
  const before = code.slice(0, offset)
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 }
}
