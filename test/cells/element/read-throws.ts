/** The errors and warnings of the engine, read from its source: what each place that makes one says of itself. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export interface Throw {
  /** Null where it is computed, so that it cannot be read. */
  readonly code: string | null
  /** The names of the parameters; null where they are computed. */
  readonly params: readonly string[] | null
  /** File and line. */
  readonly place: string
}

/** Every object literal with a `code`, below a folder. */
export function readThrows(folder: string): Throw[] {
  return globSync('**/*.ts', { cwd: folder }).flatMap((file) =>
    throwsIn(ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true)),
  )
}

/** As `readThrows`, in one file. */
export function throwsIn(source: ts.SourceFile): Throw[] {
  const found: Throw[] = []
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit)
    if (!ts.isObjectLiteralExpression(node)) return
    const code = property(node, 'code')
    if (code === undefined) return
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    found.push({
      code: ts.isPropertyAssignment(code) && ts.isStringLiteral(code.initializer) ? code.initializer.text : null,
      params: namesOf(property(node, 'params')),
      place: `${source.fileName}:${line + 1}`,
    })
  }
  visit(source)
  return found
}

const property = (node: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined =>
  node.properties.find((part) => part.name !== undefined && ts.isIdentifier(part.name) && part.name.text === name)

function namesOf(params: ts.ObjectLiteralElementLike | undefined): string[] | null {
  if (params === undefined) return []
  if (!ts.isPropertyAssignment(params) || !ts.isObjectLiteralExpression(params.initializer)) return null
  const names = params.initializer.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : null))
  return names.includes(null) ? null : (names as string[])
}
