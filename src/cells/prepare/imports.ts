/** The static imports of a cell. */
import { placeOf, PrepareFault } from './errors.ts'
import { TokenType, type Token } from './tokens.ts'

/** One name that a cell imports; `imported` is `*` for the whole module. */
export interface ImportBinding {
  module: string
  imported: string
  local: string
  /** Used only in types, so that nothing need be there when the cell runs. */
  typeOnly: boolean
  line: number
  column: number
}

export interface ImportedModule {
  module: string
  line: number
  column: number
}

export interface Imports {
  modules: ImportedModule[]
  bindings: ImportBinding[]
  /** Where the statements stand, to be blanked. */
  ranges: [start: number, end: number][]
}

export function readImports(code: string, tokens: readonly Token[]): Imports {
  const imports: Imports = { modules: [], bindings: [], ranges: [] }
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    if (token.type !== TokenType._import) continue
    if (tokens[index + 1]?.type === TokenType.parenL) {
      throw new PrepareFault('import-dynamic', token.start, {}, 'A cell imports at its top, not while it runs')
    }
    index = readImport(code, tokens, index, imports)
  }
  const values = new Set<string>()
  const inside = (token: Token) => imports.ranges.some(([start, end]) => start <= token.start && token.start < end)
  for (const token of tokens)
    if (!token.isType && token.type === TokenType.name && !inside(token)) values.add(token.text)
  const types = new Set(tokens.filter((token) => token.isType && !inside(token)).map((token) => token.text))
  for (const binding of imports.bindings) binding.typeOnly ||= types.has(binding.local) && !values.has(binding.local)
  return imports
}

/** Reads the statement that begins at `start`; returns the index of its last token. */
function readImport(code: string, tokens: readonly Token[], start: number, imports: Imports): number {
  const first = tokens[start] as Token
  let end = start + 1
  while (end < tokens.length && tokens[end]?.type !== TokenType.string) {
    if (tokens[end]?.type === TokenType.eq) {
      throw new PrepareFault('syntax-not-erasable', first.start, { syntax: 'import =' }, 'import = is not an ES import')
    }
    end++
  }
  const source = tokens[end] as Token
  const module = source.text.slice(1, -1)
  imports.modules.push({ module, ...placeOf(code, source.start) })

  const clause = tokens.slice(start + 1, end)
  const wholeIsType = clause[0]?.text === 'type' && clause.length > 1 && !['from', ','].includes(clause[1]?.text ?? '')
  if (wholeIsType) clause.shift()
  const add = (imported: string, token: Token, local: string, typeOnly: boolean) => {
    imports.bindings.push({
      module,
      imported,
      local,
      typeOnly: wholeIsType || typeOnly,
      ...placeOf(code, token.start),
    })
  }
  const inBraces = (token: Token) => token.depth > first.depth
  for (const part of splitAtCommas(clause)) {
    const names = part.filter((token) => token.text !== '{' && token.text !== '}')
    const [name, ...rest] = names
    if (!name || name.text === 'from') continue
    if (name.text === '*') add('*', name, rest[1]?.text ?? '', false)
    else if (!inBraces(name)) add('default', name, name.text, false)
    else {
      // `type A as B`, `A as B`, `A`; `type` may itself be a name.
      const typed = name.text === 'type' && rest[0] !== undefined && rest[0].text !== 'as' && rest[0].text !== 'from'
      const [own, as, local] = typed ? rest : names
      if (own) add(own.text, own, as?.text === 'as' && local ? local.text : own.text, typed)
    }
  }
  const after = tokens[end + 1]
  imports.ranges.push([first.start, after?.type === TokenType.semi ? after.end : source.end])
  return end
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (token.type === TokenType.comma) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}
