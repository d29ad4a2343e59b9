/** Reads one file of the engine by TypeScript's own parser; types are read as they are written, never inferred. */
import { posix } from 'node:path'
import ts from 'typescript'
import { parseComment, type Doc } from './comment.ts'
import { readType } from './read-type.ts'
import type { Call, Declaration, Member, Parameter, SourceFile } from './types.ts'

/**
 * @param path  below the engine's folder, with `/`
 * @param text  what stands in it
 */
export function readFile(path: string, text: string): SourceFile {
  // Docstrings are read by comment.ts: TypeScript need not.
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }
  const tree = ts.createSourceFile(path, text, options, false)
  const file: SourceFile = { path, header: [], declarations: {}, exports: [], imports: {}, methods: [] }
  const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line + 1

  const comments = (node: ts.Node) =>
    (ts.getLeadingCommentRanges(text, node.pos) ?? []).filter(({ pos }) => text.startsWith('/**', pos))
  const docAt = (range: ts.CommentRange | undefined): Doc | undefined =>
    range && parseComment(text.slice(range.pos, range.end), lineOf(range.pos))
  const docOf = (node: ts.Node): Doc | undefined => docAt(comments(node).at(-1))

  const first = tree.statements[0]
  if (first) {
    const found = comments(first)
    const isOwn = !ts.isImportDeclaration(first) && !ts.isExportDeclaration(first) && found.length < 2
    if (!isOwn) file.header = docAt(found[0])?.summary ?? []
  }

  for (const statement of tree.statements) visit(statement)
  return file

  function visit(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) return readImport(statement)
    if (ts.isExportDeclaration(statement)) return readExport(statement)
    if (ts.isModuleDeclaration(statement)) return readMethods(statement)
    const start = lineOf(statement.getStart(tree))
    const found: Declaration[] = []
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      const known = file.declarations[statement.name.text]
      const call = callOf(statement)
      // Where there are overloads, they are what can be called, and the body's own signature is not.
      if (known) {
        if (statement.body === undefined) known.calls.push(call)
        known.doc ??= docOf(statement)
      } else {
        const from = { callee: calleeOf(resultOf(statement)) }
        found.push({ ...blank(statement.name.text, 'function', start), doc: docOf(statement), calls: [call], from })
      }
    } else if (ts.isClassDeclaration(statement) && statement.name) {
      found.push(readClass(statement, statement.name.text))
    } else if (ts.isInterfaceDeclaration(statement)) {
      const type = readType(ts.factory.createTypeLiteralNode(statement.members), tree)
      found.push({
        ...blank(statement.name.text, 'type', start),
        type,
        bases: basesOf(statement),
        doc: docOf(statement),
      })
    } else if (ts.isTypeAliasDeclaration(statement)) {
      found.push({
        ...blank(statement.name.text, 'type', start),
        type: readType(statement.type, tree),
        doc: docOf(statement),
      })
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations)
        found.push(...readVariables(declaration, docOf(statement)))
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    for (const declaration of found) {
      file.declarations[declaration.name] = declaration
      if (isExported) file.exports.push({ kind: 'local', name: declaration.name, local: declaration.name })
    }
  }

  function readVariables({ name, initializer, type }: ts.VariableDeclaration, doc: Doc | undefined): Declaration[] {
    if (!ts.isIdentifier(name)) {
      const names = name.elements.flatMap((element) =>
        'name' in element && ts.isIdentifier(element.name) ? [element.name] : [],
      )
      return names.map((node) => ({ ...blank(node.text, 'value', lineOf(node.getStart(tree))), doc }))
    }
    const made = { ...blank(name.text, 'value', lineOf(name.getStart(tree))), doc }
    if (type && ts.isFunctionTypeNode(type)) return [{ ...made, kind: 'function', calls: [callOf(type)] }]
    if (type) return [{ ...made, type: readType(type, tree) }]
    if (!initializer) return [made]
    if (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) {
      return [
        { ...made, kind: 'function', calls: [callOf(initializer)], from: { callee: calleeOf(resultOf(initializer)) } },
      ]
    }
    if (ts.isClassExpression(initializer)) return [{ ...readClass(initializer, name.text), doc }]
    if (ts.isIdentifier(initializer)) return [{ ...made, from: { same: initializer.text } }]
    if (calleeOf(initializer)) return [{ ...made, from: { callee: calleeOf(initializer) } }]
    if (ts.isAsExpression(initializer) && ts.isArrayLiteralExpression(initializer.expression)) {
      const types = initializer.expression.elements.map((element) => ({
        kind: 'text' as const,
        text: element.getText(tree),
      }))
      return [{ ...made, type: { kind: 'union', types } }]
    }
    if (ts.isNewExpression(initializer))
      return [{ ...made, type: { kind: 'text', text: initializer.expression.getText(tree) } }]
    return [made]
  }

  function readClass(node: ts.ClassLikeDeclaration, name: string): Declaration {
    const members = node.members.flatMap((member) => readMember(member))
    // A getter and its setter are one property.
    const distinct = members.filter(
      (member, i) => members.findIndex((other) => other.name === member.name && other.static === member.static) === i,
    )
    for (const member of distinct) {
      const same = members.filter((other) => other.name === member.name && other.static === member.static)
      member.doc ??= same.find(({ doc }) => doc)?.doc
      if (same.length > 1 && member.kind === 'property') member.readonly = false
    }
    const built = distinct.find(({ kind }) => kind === 'constructor')
    return {
      ...blank(name, 'class', lineOf(node.getStart(tree))),
      doc: docOf(node),
      calls: built?.calls ?? [],
      bases: basesOf(node),
      members: distinct.filter(({ kind }) => kind !== 'constructor'),
    }
  }

  function readMember(member: ts.ClassElement): Member[] {
    const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []
    const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind)
    if (has(ts.SyntaxKind.PrivateKeyword) || has(ts.SyntaxKind.ProtectedKeyword)) return []
    const common = {
      line: lineOf(member.getStart(tree)),
      doc: docOf(member),
      isField: ts.isPropertyDeclaration(member),
      static: has(ts.SyntaxKind.StaticKeyword),
      readonly: has(ts.SyntaxKind.ReadonlyKeyword),
    }
    if (ts.isConstructorDeclaration(member)) {
      return [{ ...common, name: 'constructor', kind: 'constructor', calls: [callOf(member)], type: undefined }]
    }
    if (!member.name || !ts.isIdentifier(member.name) || member.name.text.startsWith('_')) return []
    const name = member.name.text
    if (ts.isMethodDeclaration(member))
      return [{ ...common, name, kind: 'method', calls: [callOf(member)], type: undefined }]
    if (ts.isGetAccessor(member)) {
      return [
        {
          ...common,
          name,
          kind: 'property',
          calls: [],
          type: member.type && readType(member.type, tree),
          readonly: true,
        },
      ]
    }
    if (ts.isSetAccessor(member)) return [{ ...common, name, kind: 'property', calls: [], type: undefined }]
    if (ts.isPropertyDeclaration(member)) {
      return [{ ...common, name, kind: 'property', calls: [], type: member.type && readType(member.type, tree) }]
    }
    return []
  }

  function callOf(node: ts.SignatureDeclaration): Call {
    // A type that a call leaves open is at least what it has to extend.
    const open = new Map(
      node.typeParameters?.map(({ name, constraint }) => [name.text, constraint && readType(constraint, tree)]),
    )
    const closed = (param: Parameter): Parameter => {
      const limit = param.type?.kind === 'reference' ? open.get(param.type.name) : undefined
      return limit ? { ...param, type: limit } : param
    }
    return {
      params: node.parameters
        .filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this'))
        .map((param) => closed(readParameter(param))),
      returns: node.type ? readType(node.type, tree) : returned(resultOf(node)),
    }
  }

  /** The type of a function that another one returns, where it is written there. */
  function returned(result: ts.Expression | undefined): Call['returns'] {
    return result && ts.isArrowFunction(result) ? { kind: 'function', call: callOf(result) } : undefined
  }

  function readParameter({
    name,
    type,
    questionToken,
    initializer,
    dotDotDotToken,
  }: ts.ParameterDeclaration): Parameter {
    return {
      name: ts.isIdentifier(name) ? name.text : 'options',
      type: type ? readType(type, tree) : guessed(initializer),
      optional: questionToken !== undefined || initializer !== undefined,
      rest: dotDotDotToken !== undefined,
    }
  }

  function basesOf(node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration) {
    const clauses = node.heritageClauses?.filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? []
    return clauses.flatMap(({ types }) => types.map((type) => readType(type, tree)))
  }

  function readImport({ moduleSpecifier, importClause }: ts.ImportDeclaration): void {
    const from = resolve(moduleSpecifier)
    const bindings = importClause?.namedBindings
    if (from === undefined || !bindings) return
    if (ts.isNamespaceImport(bindings)) file.imports[bindings.name.text] = { file: from, name: '*' }
    else
      for (const { name, propertyName } of bindings.elements)
        file.imports[name.text] = { file: from, name: (propertyName ?? name).text }
  }

  function readExport({ moduleSpecifier, exportClause }: ts.ExportDeclaration): void {
    const from = moduleSpecifier && resolve(moduleSpecifier)
    if (moduleSpecifier && from === undefined) return
    if (!exportClause) file.exports.push({ kind: 'star', file: from! })
    else if (ts.isNamespaceExport(exportClause))
      file.exports.push({ kind: 'namespace', name: exportClause.name.text, file: from! })
    else {
      for (const { name, propertyName } of exportClause.elements) {
        const original = (propertyName ?? name).text
        if (from) file.exports.push({ kind: 'from', name: name.text, original, file: from })
        else file.exports.push({ kind: 'local', name: name.text, local: original })
      }
    }
  }

  /** `declare module '../tensor.ts' { interface Tensor { … } }` */
  function readMethods({ body }: ts.ModuleDeclaration): void {
    if (!body || !ts.isModuleBlock(body)) return
    for (const statement of body.statements) {
      if (!ts.isInterfaceDeclaration(statement) || statement.name.text !== 'Tensor') continue
      for (const member of statement.members) {
        if (!member.name || !ts.isIdentifier(member.name)) continue
        const type =
          ts.isPropertySignature(member) && member.type
            ? readType(member.type, tree)
            : ts.isMethodSignature(member)
              ? ({ kind: 'function', call: callOf(member) } as const)
              : undefined
        file.methods.push({ name: member.name.text, type, doc: docOf(member), line: lineOf(member.getStart(tree)) })
      }
    }
  }

  function resolve(specifier: ts.Expression): string | undefined {
    const name = ts.isStringLiteral(specifier) ? specifier.text : ''
    return name.startsWith('.') ? posix.join(posix.dirname(path), name) : undefined
  }
}

/** What a function gives back: its expression, or that of its last statement. */
function resultOf(node: ts.Node): ts.Expression | undefined {
  const body = ts.isFunctionLike(node) && 'body' in node ? (node.body as ts.ConciseBody | undefined) : undefined
  if (!body || !ts.isBlock(body)) return body
  const last = body.statements.at(-1)
  return last && ts.isReturnStatement(last) ? last.expression : undefined
}

function calleeOf(node: ts.Expression | undefined): string | undefined {
  return node && ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : undefined
}

function blank(name: string, kind: Declaration['kind'], line: number): Declaration {
  return { name, kind, line, doc: undefined, calls: [], from: {}, type: undefined, bases: [], members: [] }
}

/** The type that a default value shows. */
function guessed(initializer: ts.Expression | undefined): Parameter['type'] {
  if (!initializer) return undefined
  if (ts.isNumericLiteral(initializer) || ts.isPrefixUnaryExpression(initializer))
    return { kind: 'text', text: 'number' }
  if (ts.isStringLiteral(initializer)) return { kind: 'text', text: 'string' }
  const isTruth = initializer.kind === ts.SyntaxKind.TrueKeyword || initializer.kind === ts.SyntaxKind.FalseKeyword
  return isTruth ? { kind: 'text', text: 'boolean' } : undefined
}
