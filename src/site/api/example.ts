/** A docstring's example: code whose statements may each promise a value, `expr // expected`. */
import ts from 'typescript'
import type { DocExample } from './comment.ts'
import type { Api } from './load-api.ts'

export interface ExampleStatement {
  code: string
  /** What the statement's value is said to be. */
  expected: string | undefined
  /** Line in the docstring's file. */
  line: number
}

export interface Example {
  statements: ExampleStatement[]
  /** The code without what it ends in. */
  code: string
  /** What its last statement is said to give. */
  result: string | undefined
}

/** @param names  what a reader writes for a name: `gelu` → `functional.gelu` */
export function readExample({ lines, line }: DocExample, names: ReadonlyMap<string, string> = new Map()): Example {
  const text = qualify(lines.join('\n'), names)
  const tree = parse(text)
  const statements = tree.statements.map((statement): ExampleStatement => {
    const comment = ts.isExpressionStatement(statement)
      ? ts.getTrailingCommentRanges(text, statement.end)?.[0]
      : undefined
    const said = comment && text.slice(comment.pos, comment.end)
    return {
      code: statement.getText(tree).replace(/;$/, ''),
      expected: said?.startsWith('//') ? said.slice(2).trim() : undefined,
      line: line + tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line,
    }
  })
  const last = statements.at(-1)
  const end = last?.expected === undefined ? text.length : tree.statements.at(-1)!.end
  // Statements in a row are easier to read one below the other.
  const code =
    lines.length === 1 ? statements.map((statement) => statement.code).join('\n') : text.slice(0, end).trimEnd()
  return { statements, code, result: last?.expected }
}

/** Docstrings call a function by its own name; readers reach some only through a namespace. */
export function namesInScope({ byName }: Pick<Api, 'byName'>): Map<string, string> {
  const names = new Map<string, string>()
  for (const path of byName.keys()) {
    const last = path.split('.').at(-1)!
    const known = names.get(last)
    if (!known || path.split('.').length < known.split('.').length) names.set(last, path)
  }
  return names
}

function qualify(text: string, names: ReadonlyMap<string, string>): string {
  const tree = parse(text)
  const places: [number, string][] = []
  const own = new Set<string>()
  visit(tree)
  return places
    .filter(([, name]) => !own.has(name))
    .sort(([a], [b]) => b - a)
    .reduce((result, [at, name]) => result.slice(0, at) + names.get(name)! + result.slice(at + name.length), text)

  function visit(node: ts.Node): void {
    const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)
    if (declares && ts.isIdentifier(node.name)) own.add(node.name.text)
    if ((ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name) own.add(node.name.text)
    if (ts.isIdentifier(node) && isReference(node)) {
      const path = names.get(node.text)
      if (path !== undefined && path !== node.text) places.push([node.getStart(tree), node.text])
    }
    ts.forEachChild(node, visit)
  }
}

/** Not the name of a member, of a property or of what is declared. */
function isReference({ parent, ...node }: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.pos === node.pos
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) return parent.name.pos !== node.pos
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.name.pos !== node.pos
  if (ts.isBindingElement(parent)) return parent.initializer?.pos === node.pos
  return !ts.isMethodDeclaration(parent) && !ts.isPropertyDeclaration(parent)
}

const parse = (text: string): ts.SourceFile => ts.createSourceFile('example.ts', text, ts.ScriptTarget.Latest, true)
