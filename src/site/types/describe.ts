/** What TypeScript knows of each name in a cell, said as the documentation says it, and what does not fit together. */
import ts from 'typescript'
import { firstSentence, asMethod, plainSignature } from '../api/plain.ts'
import type { Api, Entry, EntryMember } from '../api/load-api.ts'
import type { TypedCode } from './program.ts'

/** Of one name. `entry` is its place in the documentation: family and anchor. */
export interface NameType {
  type: string
  /** English: the docstring's. */
  doc?: string
  entry?: [family: string, anchor: string]
}

export interface TypeFault {
  /** Which of the code's names it begins at, or after; −1 before the first. */
  name: number
  message: string
}

export interface CellTypes {
  /** For each name in the code, in order. */
  names: (NameType | null)[]
  faults: TypeFault[]
}

/** Where the names of a code stand. [UTF-16 units] */
export function nameSpans(code: string): [start: number, end: number][] {
  const tree = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true)
  return spansIn(tree)
}

function spansIn(tree: ts.SourceFile): [number, number][] {
  const spans: [number, number][] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text !== '' && node.getStart(tree) < node.end)
      spans.push([node.getStart(tree), node.end])
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return spans.sort(([a], [b]) => a - b)
}

export function describeTypes({ service, file, before }: TypedCode, code: string, api: Api): CellTypes {
  const spans = nameSpans(code)
  const names = spans.map(([start, end]) => {
    const info = service.getQuickInfoAtPosition(file, before + start)
    return info ? describeName(info, code.slice(start, end), api) : null
  })
  const found = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)]
  const faults = found.map(({ start = 0, messageText }) => ({
    name: spans.findLastIndex(([first]) => first <= start - before),
    message: ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0]!,
  }))
  return { names, faults }
}

const text = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  (parts ?? []).map((part) => part.text).join('')

function describeName(info: ts.QuickInfo, name: string, api: Api): NameType {
  const shown = text(info.displayParts)
  const known = findEntry(shown, name, api)
  if (known) return known
  if (/^\(alias\) (?:namespace|module)|^import /.test(shown)) return { type: `namespace ${name}` }
  // `(alias) … \nimport tensor` says where it is from, which stands in the code.
  const type = shown.replace(/\nimport .*$/s, '').replace(/^\((?:alias|local \w+)\) (?:(?:function|class) )?/, '')
  const written = type
    .replace(/^\((property|method|parameter)\) /, '')
    .replace(/^\w*Options\.(?=\w+\?:)/, '')
    .replace(/^(\w+\?: .*) \| undefined$/s, '$1')
  const [first = ''] = text(info.documentation).split(/\n\n|(?<=\.)\s/)
  return { type: written, ...(first && { doc: first.replaceAll('`', '') }) }
}

/** The documentation of what the name stands for, if it is the engine's own. */
function findEntry(shown: string, name: string, api: Api): NameType | undefined {
  const [, owner, member] = /^\((?:property|method)\) (\w+)(?:<[^.]*>)?\.(\w+)/.exec(shown) ?? []
  if (owner === 'Tensor' && member) {
    const method = api.methods.get(member)
    if (method) return ofMethod(method, member)
  }
  if (owner && member) {
    const parent = api.byName.get(owner) ?? api.byName.get(`nn.${owner}`) ?? api.byName.get(`optim.${owner}`)
    const own = parent?.members.find((other) => other.name === member)
    if (parent && own) return ofMember(own, owner, parent.family)
  }
  if (!/^\(alias\)|^constructor|^(?:class|function) /.test(shown)) return undefined
  const namespaced = [
    '',
    'nn.',
    'optim.',
    'functional.',
    'data.',
    'linalg.',
    'nn.init.',
    'nn.utils.',
    'optim.lrScheduler.',
  ]
  const entry = namespaced.map((space) => api.byName.get(space + name)).find(Boolean)
  // An alias of another name (`import { sum as total }`) is not looked through.
  return entry && new RegExp(`\\b${name}\\b`).test(shown) ? ofEntry(entry) : undefined
}

function ofEntry(entry: Entry): NameType {
  const how = entry.kind === 'class' ? 'construct' : entry.kind === 'function' ? 'call' : 'property'
  return named(plainSignature(entry.name, entry.signatures, how) || entry.name, entry, [entry.family, entry.anchor])
}

function ofMethod(entry: Entry, method: string): NameType {
  const signatures = entry.name.startsWith('Tensor.') ? entry.signatures : asMethod(entry.signatures)
  const how = entry.kind === 'property' ? 'property' : 'call'
  return named(plainSignature(`Tensor.${method}`, signatures, how), entry, [entry.family, entry.anchor])
}

function ofMember(member: EntryMember, owner: string, family: string): NameType {
  const type =
    member.kind === 'method'
      ? plainSignature(`${owner}.${member.name}`, member.signatures)
      : `${owner}.${member.name}${member.type && `: ${member.type}`}`
  return named(type, member, [family, member.anchor])
}

function named(type: string, documented: Pick<Entry | EntryMember, 'doc'>, entry: [string, string]): NameType {
  const doc = firstSentence(documented)
  return { type, ...(doc && { doc }), entry }
}
