/** What an editor offers while a cell is written: every name of the engine and of the cells' library, with a word on each. */
import { methodOf, type Completions, type Item, type OptionItem } from '../../cells/element/editor/completion-data.ts'
import { loadApi, type Api, type Entry, type EntryMember } from './load-api.ts'
import { asMethod, firstSentence, plainSignature } from './plain.ts'
import type { Signature } from './signature.ts'

/** A namespace under two names. */
const sameSpaces: Record<string, string> = { 'nn.functional': 'functional' }

/** What a tensor keeps for the engine. */
const internal = new Set([
  ...['storage', 'offset', 'isWrappedNumber', 'leafRequiresGrad', 'node', 'outputIndex', 'accumulator', 'base'],
  ...['gradWasRead', 'viewVersion', 'retainsGrad', 'version', 'gradientEdge', 'toPlain', 'ownParameters', 'ownBuffers'],
])

export function completions(): Completions {
  const api = loadApi()
  const spaces: Record<string, Item[]> = { '': [] }
  for (const [path, entry] of api.byName) {
    const [name, ...rest] = path.split('.').reverse()
    const space = rest.reverse().join('.')
    if (!(space in sameSpaces)) (spaces[space] ??= []).push(entryItem(name!, entry))
    for (let at = 0; at < rest.length; at++) {
      const parent = rest.slice(0, at).join('.')
      const child = rest[at]!
      const siblings = (spaces[parent] ??= [])
      if (!siblings.some(([other]) => other === child)) siblings.push([child, 'namespace', '', ''])
    }
  }
  const members = (name: string) => memberItems(api.byName.get(name)?.members ?? [])
  return {
    spaces,
    sameSpaces,
    members: {
      Tensor: [...methodItems(api).map((method) => shortened(method, spaces['']!)), ...members('Tensor')],
      Module: members('nn.Module'),
      Optimizer: members('optim.Optimizer'),
    },
  }
}

function entryItem(name: string, entry: Entry): Item {
  const kind = entry.kind === 'class' ? 'class' : entry.kind === 'function' ? 'function' : 'constant'
  const how = kind === 'class' ? 'construct' : kind === 'function' ? 'call' : 'property'
  return item(name, kind, plainSignature(name, entry.signatures, how), entry, entry.signatures)
}

function methodItems(api: Api): Item[] {
  return [...api.methods].map(([name, entry]) => {
    const signatures = entry.name.startsWith('Tensor.') ? entry.signatures : asMethod(entry.signatures)
    const how = entry.kind === 'property' ? 'property' : 'call'
    return item(name, how === 'call' ? 'method' : 'property', plainSignature(name, signatures, how), entry, signatures)
  })
}

/** A method that is a function of the same name needs no words of its own. */
function shortened(method: Item, functions: readonly Item[]): Item | string {
  const other = functions.find(([name, kind]) => name === method[0] && kind === 'function')
  return other && JSON.stringify(methodOf(other)) === JSON.stringify(method) ? method[0] : method
}

/** Those that a docstring speaks of: the others are the engine's own business. */
function memberItems(members: readonly EntryMember[]): Item[] {
  return members
    .filter((member) => member.doc.summary.length > 0 && !member.static && !internal.has(member.name))
    .map((member) => {
      const { name, kind, signatures, type } = member
      const shown = kind === 'method' ? plainSignature(name, signatures) : `${name}${type && `: ${type}`}`
      return item(name, kind, shown, member, signatures)
    })
}

function item(
  name: string,
  kind: Item[1],
  signature: string,
  documented: Pick<Entry, 'doc'>,
  signatures: readonly Signature[],
): Item {
  const told = new Map(documented.doc.params.map((param) => [param.name.replace(/^options\./, ''), param.text]))
  const options = signatures
    .flatMap(({ params }) => params.flatMap(({ members = [] }) => members))
    .map((member): OptionItem => [member.name, member.type, told.get(member.name) ?? ''])
  const distinct = [...new Map(options.map((option) => [option[0], option])).values()]
  const doc = firstSentence(documented)
  const inRow = signature.replace(/,?\n\s*/g, (gap) => (gap.startsWith(',') ? ', ' : '')).replaceAll(', )', ')')
  return distinct.length > 0 ? [name, kind, inRow, doc, distinct] : [name, kind, inRow, doc]
}
