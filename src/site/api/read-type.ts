/** A written type, taken apart where a reader's signature shows its parts. */
import ts from 'typescript'
import type { Call, Parameter, TypeShape } from './types.ts'

export function readType(node: ts.TypeNode, tree: ts.SourceFile): TypeShape {
  if (ts.isParenthesizedTypeNode(node)) return readType(node.type, tree)
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return readType(node.type, tree)
  if (ts.isArrayTypeNode(node)) return { kind: 'array', of: readType(node.elementType, tree) }
  if (ts.isUnionTypeNode(node)) return { kind: 'union', types: node.types.map((type) => readType(type, tree)) }
  if (ts.isIntersectionTypeNode(node))
    return { kind: 'intersection', types: node.types.map((type) => readType(type, tree)) }
  if (ts.isFunctionTypeNode(node)) return { kind: 'function', call: readCall(node, tree) }
  if (ts.isTypeQueryNode(node)) return { kind: 'typeof', name: node.exprName.getText(tree) }
  if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
    const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression
    return {
      kind: 'reference',
      name: name.getText(tree),
      args: (node.typeArguments ?? []).map((type) => readType(type, tree)),
    }
  }
  if (ts.isTupleTypeNode(node))
    return { kind: 'tuple', elements: node.elements.map((element) => readElement(element, tree)) }
  if (
    ts.isTypeLiteralNode(node) &&
    node.members.every((member) => ts.isPropertySignature(member) || ts.isMethodSignature(member))
  ) {
    return { kind: 'object', members: node.members.map((member) => readProperty(member, tree)) }
  }
  const calls = ts.isTypeLiteralNode(node) ? node.members.filter((member) => ts.isCallSignatureDeclaration(member)) : []
  if (calls.length > 0) return { kind: 'calls', calls: calls.map((call) => readCall(call, tree)) }
  return { kind: 'text', text: node.pos < 0 ? '' : node.getText(tree).replace(/\s+/g, ' ') }
}

export function readCall(
  node: ts.FunctionTypeNode | ts.MethodSignature | ts.CallSignatureDeclaration,
  tree: ts.SourceFile,
): Call {
  return {
    params: node.parameters.map(({ name, type, questionToken, dotDotDotToken }) => ({
      name: ts.isIdentifier(name) ? name.text : 'options',
      type: type && readType(type, tree),
      optional: questionToken !== undefined,
      rest: dotDotDotToken !== undefined,
    })),
    returns: node.type && readType(node.type, tree),
  }
}

function readElement(node: ts.TypeNode | ts.NamedTupleMember, tree: ts.SourceFile): Parameter {
  if (ts.isNamedTupleMember(node)) {
    const { name, type, questionToken, dotDotDotToken } = node
    return {
      name: name.text,
      type: readType(type, tree),
      optional: questionToken !== undefined,
      rest: dotDotDotToken !== undefined,
    }
  }
  if (ts.isRestTypeNode(node)) return { name: '', type: readType(node.type, tree), optional: false, rest: true }
  if (ts.isOptionalTypeNode(node)) return { name: '', type: readType(node.type, tree), optional: true, rest: false }
  return { name: '', type: readType(node, tree), optional: false, rest: false }
}

function readProperty(member: ts.TypeElement, tree: ts.SourceFile): Parameter {
  const type: TypeShape | undefined = ts.isMethodSignature(member)
    ? { kind: 'function', call: readCall(member, tree) }
    : ts.isPropertySignature(member) && member.type
      ? readType(member.type, tree)
      : undefined
  const name = member.name && ts.isIdentifier(member.name) ? member.name.text : (member.name?.getText(tree) ?? '')
  return { name, type, optional: member.questionToken !== undefined, rest: false }
}
