/**
 * The first place at which code stops being TypeScript, as far as the editor's own grammar can tell while somebody types.
 * That parser works in slices and cannot hang; what the run itself finds is exact, and takes its place.
 */
import { ensureSyntaxTree, type syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

export interface SyntaxFault {
  from: number
  to: number
  /** One of PrepareErrorCode, with its parameters. */
  code: string
  params: Record<string, string>
}

/** A text that is not parsed by then is not looked at [ms]. */
const parseTime = 50

const closing: Record<string, string> = {
  ArgList: ')',
  ParenthesizedExpression: ')',
  ParamList: ')',
  ForSpec: ')',
  ArrayExpression: ']',
  Block: '}',
  ObjectExpression: '}',
}

export function findSyntaxFault(state: EditorState): SyntaxFault | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, parseTime)
  const code = state.doc.toString()
  let found: SyntaxFault | undefined
  tree?.iterate({
    enter: ({ type, from, to, node }) => {
      if (found) return false
      if (type.name === 'String' && !isClosed(code.slice(from, to))) {
        found = { from, to: from + code.slice(from, to).trimEnd().length, code: 'syntax-unclosed-string', params: {} }
      } else if (type.isError) found = describe(node, code)
      return undefined
    },
  })
  return found
}

const isClosed = (text: string): boolean => text.length > 1 && text.at(-1) === text[0]

function describe(node: SyntaxNode, code: string): SyntaxFault {
  const parent = node.parent
  if (parent?.name === 'TemplateString' || parent?.name === 'BlockComment') {
    const name = parent.name === 'BlockComment' ? 'comment' : 'template'
    return { from: parent.from, to: parent.from + 2, code: `syntax-unclosed-${name}`, params: {} }
  }
  const end = code.trimEnd().length
  if (node.from >= end) return { from: Math.max(0, end - 1), to: end, code: 'syntax-end', params: {} }
  // The grammar sees the fault where the last token ended; readers, at the next one.
  const from = node.from + /^\s*/.exec(code.slice(node.from))![0].length
  const text = /^(?:[\p{ID_Continue}$]+|\S)/u.exec(code.slice(from))?.[0] ?? ''
  const expected = node.from === node.to ? closing[parent?.name ?? ''] : undefined
  const place = { from, to: from + text.length }
  return expected
    ? { ...place, code: 'syntax-expected', params: { expected, found: text } }
    : { ...place, code: 'syntax-unexpected', params: { found: text } }
}
