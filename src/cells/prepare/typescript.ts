/**
 * A cell's TypeScript made ready to run: a module whose default export runs it. The reader's code keeps its lines
 * (one lower, for a line of ours stands above it) and its columns.
 *
 *     export default ($cell, console) => { const { tensor } = $cell.modules["lexigrad"]; return (async () => { $cell.watch({ w: () => w });
 *     …the reader's code, imports and types blanked…
 *     })() }
 *
 * A function in a module, and not a module's top level: so that the names declared before an error can still be read.
 */
import { checkImports } from './check-imports.ts'
import { placeOf, PrepareFault, type PrepareError } from './errors.ts'
import { readImports, type ImportBinding, type ImportedModule, type Imports } from './imports.ts'
import { stripTypes } from './strip-types.ts'
import { tokenize, TokenType, type Token } from './tokens.ts'

export interface PrepareOptions {
  /** By module that a cell may import, the names it exports; `undefined` where the runner is to check them. */
  modules?: Readonly<Record<string, readonly string[] | undefined>>
  /** Names that an earlier cell defined and this one may use. */
  given?: readonly string[]
  /** The cell's id; stack traces name the code by it. */
  id?: string
}

export interface PreparedCell {
  ok: true
  /** Text of an ES module. */
  js: string
  /** The modules it imports, each once. */
  imports: string[]
  /** The same with places, and each name it takes from them. */
  modules: ImportedModule[]
  bindings: ImportBinding[]
  /** Names declared at the top, in order. */
  variables: string[]
  /** How stack traces name the code. */
  url: string
  /** Lines of `js` above the reader's first. */
  linesBefore: number
}

export type Prepared = PreparedCell | { ok: false; error: PrepareError }

const defaultModules = { lexigrad: undefined, 'lexigrad/data': undefined }

export function prepareTypeScript(code: string, options: PrepareOptions = {}): Prepared {
  try {
    return prepare(code, options)
  } catch (fault) {
    if (!(fault instanceof PrepareFault)) throw fault
    const { code: name, params, message: original, offset } = fault
    return { ok: false, error: { code: name, params, ...placeOf(code, offset), original } }
  }
}

function prepare(code: string, { modules = defaultModules, given = [], id = 'cell' }: PrepareOptions): Prepared {
  const tokens = tokenize(code)
  checkStatements(tokens)
  const imports = readImports(code, tokens)
  const error = checkImports(imports, modules)
  if (error) return { ok: false, error }
  const variables = declaredNames(code, tokens, imports)

  let js = stripTypes(code, tokens)
  for (const [start, end] of [...imports.ranges, ...exportKeywords(tokens)]) {
    // A semicolon in place of an import keeps the lines around it apart.
    const blank = js.slice(start, end).replace(/[^\r\n]/g, ' ')
    js = js.slice(0, start) + (end - start > 6 ? ';' + blank.slice(1) : blank) + js.slice(end)
  }
  const url = `lexigrad-cell/${id}.ts`
  const outer = [...bindingLines(imports), ...givenLine(given, imports)].join(' ')
  const watch = `$cell.watch({ ${variables.map((name) => `${name}: () => ${name}`).join(', ')} });`
  return {
    ok: true,
    js: `export default ($cell, console) => { ${outer} return (async () => { ${watch}\n${js}\n})() }\n//# sourceURL=${url}\n`,
    imports: [...new Set(imports.modules.map(({ module }) => module))],
    modules: imports.modules,
    bindings: imports.bindings,
    variables,
    url,
    linesBefore: 1,
  }
}

function bindingLines({ bindings }: Imports): string[] {
  return bindings
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ module, imported, local }) => {
      const from = `$cell.modules[${JSON.stringify(module)}]`
      return `const ${local} = ${imported === '*' ? from : `${from}.${imported}`};`
    })
}

function givenLine(given: readonly string[], { bindings }: Imports): string[] {
  const names = given.filter((name) => !bindings.some(({ local }) => local === name))
  return names.length > 0 ? [`const { ${names.join(', ')} } = $cell.given;`] : []
}

/** What parses, and yet has no place at the top of a cell. */
function checkStatements(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    if (token.type === TokenType._return && !token.inFunction) {
      throw new PrepareFault('syntax-return', token.start, {}, 'return stands outside a function')
    }
    const next = tokens[index + 1]
    // `export { w }`, `export * from`, `export default`, `export type { T }`; `export const w` is welcome.
    const exportsOther =
      next && /^(?:default|\*|\{)$/.test(next.text === 'type' ? (tokens[index + 2]?.text ?? '') : next.text)
    if (token.type === TokenType._export && !token.isType && exportsOther) {
      const message = 'A cell exports nothing: its names can be seen after the run without it'
      throw new PrepareFault('export-unsupported', token.start, {}, message)
    }
    if (token.type === TokenType.name && token.text === '$cell') {
      throw new PrepareFault('syntax-unexpected', token.start, { found: '$cell' }, '$cell is a reserved name')
    }
  })
}

/** `export const w = …` declares w, and the keyword says nothing more. */
function exportKeywords(tokens: readonly Token[]): [number, number][] {
  return tokens
    .filter((token) => token.type === TokenType._export && !token.isType)
    .map((token) => [token.start, token.end])
}

/** @throws PrepareFault where one name is declared twice, which no engine reports with its place */
function declaredNames(code: string, tokens: readonly Token[], { bindings }: Imports): string[] {
  const seen = new Map<string, { line: number; repeatable: boolean }>()
  for (const { local, line } of bindings) seen.set(local, { line, repeatable: false })
  const names: string[] = []
  tokens.forEach((token, index) => {
    if (!token.declares) return
    const before = tokens[index - 1]
    // var and function may be declared again.
    const repeatable = before?.type === TokenType._var || before?.type === TokenType._function
    const first = seen.get(token.text)
    if (first && !(first.repeatable && repeatable)) {
      const params = { name: token.text, line: first.line }
      throw new PrepareFault('name-declared-twice', token.start, params, `${token.text} has already been declared`)
    }
    if (!first) {
      seen.set(token.text, { line: placeOf(code, token.start).line, repeatable })
      names.push(token.text)
    }
  })
  return names
}
