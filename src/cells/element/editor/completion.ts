/**
 * Completion from the engine's own declarations: what can be imported, what stands in a namespace, a tensor's methods, the
 * options of a call. Choosing a name that is not imported yet imports it.
 */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { ChangeSpec, EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { methodOf, type Completions, type Item } from './completion-data.ts'

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

const word = /[\w$]*$/
const validFor = /^[\w$]*$/
const importLine = /import\s*\{([^}]*)\}\s*from\s*(['"])lexigrad\2/
const keywords = ['const', 'let', 'for', 'of', 'if', 'else', 'while', 'function', 'return', 'new', 'class', 'await']

/** What most cells are written with comes first, what changes a tensor in place last. */
const usual = new Set(
  `tensor nn optim functional noGrad zeros ones randn rand arange linspace manualSeed add sub mul div matmul pow sum mean exp log
  backward grad item tolist shape relu sigmoid tanh softmax reshape parameters forward step zeroGrad progress plot slider
  Linear Sequential ReLU Tanh Sigmoid Module SGD Adam crossEntropy mseLoss MSELoss CrossEntropyLoss`.split(/\s+/),
)

/** What is not ours: of a few objects the names are known, and of those alone. */
const foreign: Record<string, readonly string[]> = {
  console: ['log', 'table', 'info', 'warn', 'error', 'debug'],
  Math: Object.getOwnPropertyNames(Math),
  Object: ['entries', 'keys', 'values', 'fromEntries', 'assign'],
  Array: ['from', 'isArray', 'of'],
  JSON: ['stringify', 'parse'],
}

/** @param data  fetched when the first completion is asked for */
export function engineCompletion(data: () => Promise<Completions | undefined>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1)
    if (/String|Comment|RegExp/.test(node.name)) return null
    const before = context.matchBefore(word)!
    const afterDot = context.state.sliceDoc(before.from - 1, before.from) === '.'
    if (before.from === before.to && !afterDot && !context.explicit && !/[{,]|ObjectExpression/.test(node.name))
      return null
    const known = await data()
    if (!known || context.aborted) return null
    const options = afterDot
      ? membersBefore(context.state, before.from - 1, known)
      : (optionsOfCall(context.state, node, known) ?? namesAt(context, node, before.from === before.to, known))
    return options.length > 0 ? { from: before.from, options, validFor } : null
  }
}

/** All there is: not where nothing has been typed, unless asked for. */
function namesAt({ state, explicit }: CompletionContext, node: SyntaxNode, isEmpty: boolean, known: Completions) {
  const names = known.spaces['']!
  if (ancestor(node, 'ImportGroup')) return names.map((item) => shown(item))
  if (isEmpty && !explicit) return []
  const imported = importedNames(state)
  return [
    ...names.map((item) => (imported.has(item[0]) ? shown(item, 1) : { ...shown(item), apply: withImport(item[0]) })),
    ...keywords.map((label) => ({ label, type: 'keyword' })),
  ]
}

/** What stands in the object before a dot, as far as its text tells. */
function membersBefore(state: EditorState, dot: number, known: Completions): Completion[] {
  const { from } = state.doc.lineAt(dot)
  const path = /[\w$.]+$/.exec(state.sliceDoc(from, dot))?.[0] ?? ''
  const others = foreign[path]
  if (others) return others.map((label) => ({ label }))
  const space = known.spaces[known.sameSpaces[path] ?? path]
  if (path !== '' && space) return space.map((item) => shown(item))
  return membersOf(classOf(state, path), known).map((item) => shown(item))
}

function membersOf(name: keyof Completions['members'], { members, spaces }: Completions): Item[] {
  return members[name].map((item) =>
    typeof item === 'string' ? methodOf(spaces['']!.find(([other]) => other === item)!) : item,
  )
}

/** `const model = new nn.Linear(…)` is a module, `new optim.SGD(…)` an optimiser; most else is a tensor. */
function classOf(state: EditorState, path: string): keyof Completions['members'] {
  if (path === 'this' || !/^[\w$]+$/.test(path)) return path === 'this' ? 'Module' : 'Tensor'
  const declared = new RegExp(`\\b${path.replaceAll('$', '\\$')}\\s*=\\s*new\\s+(nn|optim)\\b`).exec(
    state.doc.toString(),
  )
  return declared ? (declared[1] === 'nn' ? 'Module' : 'Optimizer') : 'Tensor'
}

/** Inside the braces of a call's options, at the name of one. */
function optionsOfCall(state: EditorState, node: SyntaxNode, known: Completions): Completion[] | undefined {
  const object = ancestor(node, 'ObjectExpression')
  const list = object?.parent
  const call = list?.parent
  if (!object || list?.name !== 'ArgList' || !call || !/^(Call|New)Expression$/.test(call.name)) return undefined
  if (!/^(\{|,|PropertyDefinition|Property|ObjectExpression|⚠)$/.test(node.name)) return undefined
  const callee = call.name === 'NewExpression' ? call.firstChild?.nextSibling : call.firstChild
  const path = callee ? state.sliceDoc(callee.from, callee.to).replace(/\s+/g, '') : ''
  const [name = '', ...rest] = path.split('.').reverse()
  const space = rest.reverse().join('.')
  const items = known.spaces[known.sameSpaces[space] ?? space] ?? membersOf('Tensor', known)
  const options = items.find(([other]) => other === name)?.[4]
  return options?.map(([label, type, doc]) => ({
    label,
    type: 'property',
    boost: 2,
    apply: `${label}: `,
    info: () => explain(type ? `${label}: ${type}` : label, doc),
  }))
}

function ancestor(node: SyntaxNode, name: string): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at; at = at.parent) if (at.name === name) return at
  return undefined
}

function shown([label, type, signature, doc]: Item, imported = 0): Completion {
  const boost = imported + (usual.has(label) ? 2 : label.endsWith('_') ? -2 : 0)
  return { label, type, boost, ...((signature || doc) && { info: () => explain(signature, doc) }) }
}

function explain(signature: string, doc: string): Node {
  const parts = document.createDocumentFragment()
  const add = (tag: string, text: string) => {
    const element = document.createElement(tag)
    element.textContent = text
    element.lang = 'en'
    parts.append(element)
  }
  if (signature) add('code', signature)
  if (doc) add('p', doc)
  const box = document.createElement('div')
  box.append(parts)
  return box
}

function importedNames(state: EditorState): Set<string> {
  const [, list = ''] = importLine.exec(state.doc.toString()) ?? []
  return new Set(list.split(',').map((part) => part.trim()))
}

function withImport(name: string) {
  return (view: EditorView, _: Completion, from: number, to: number): void => {
    const changes: ChangeSpec[] = [{ from, to, insert: name }]
    if (!importedNames(view.state).has(name)) changes.push(importChange(view.state.doc.toString(), name))
    const change = view.state.changes(changes)
    view.dispatch({
      changes: change,
      selection: { anchor: change.mapPos(to, 1) },
      userEvent: 'input.complete',
    })
  }
}

/** The name added to the line that imports, or such a line. */
export function importChange(code: string, name: string): { from: number; insert: string } {
  const found = importLine.exec(code)
  if (!found) return { from: 0, insert: `import { ${name} } from 'lexigrad'\n` }
  const list = found[1]!
  const end = list.trimEnd()
  const from = found.index + found[0].indexOf('{') + 1 + end.length
  const isOpen = end === '' || end.endsWith(',')
  return { from, insert: `${isOpen ? '' : ','} ${name}${list === end ? ' ' : ''}` }
}
