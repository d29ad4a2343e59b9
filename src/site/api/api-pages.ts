/** What the pages of the documentation share: addresses, the comparison, and HTML that is the same in every language. */
import { localePath } from '../../i18n/links.ts'
import { highlight } from '../code/highlight.ts'
import { compare, namesThere, type Compatibility } from './compatibility.ts'
import { namesInScope, readExample } from './example.ts'
import { loadApi, type Api, type Entry } from './load-api.ts'
import { escapeText } from '../../cells/element/node.ts'

export interface ApiPages {
  api: Api
  compatibility: Compatibility
  there: Map<Entry, string[]>
  scope: Map<string, string>
}

let known: ApiPages | undefined

export function apiPages(): ApiPages {
  const api = loadApi()
  if (known?.api !== api) {
    const compatibility = compare(api)
    known = { api, compatibility, there: namesThere(compatibility), scope: namesInScope(api) }
  }
  return known
}

/** `familyPath('fr', 'losses', 'crossEntropy')` is `/fr/api/losses/#crossEntropy`. */
export function familyPath(locale: string, family: string, anchor = ''): string {
  return `${localePath(locale, `api/${family}`)}${anchor && `#${anchor}`}`
}

/** Where a name of the engine is documented: a function, or a method where no function has that name. */
export function findName(locale: string, api: Api): (name: string) => string | undefined {
  return (name) => {
    const entry = api.byName.get(name) ?? api.byName.get(`functional.${name}`) ?? api.methods.get(name)
    return entry && familyPath(locale, entry.family, entry.anchor)
  }
}

export interface ShownExample {
  code: string
  /** What it gives, and whether that is a gradient. */
  result: string | undefined
  kind: 'forward' | 'backward'
}

export async function shownExamples(
  { doc }: Pick<Entry, 'doc'>,
  scope: ReadonlyMap<string, string>,
): Promise<ShownExample[]> {
  return Promise.all(
    doc.examples.map(async (example) => {
      const { code, result, statements } = readExample(example, scope)
      const last = statements.at(-1)?.code ?? ''
      const kind = /\.grad\b|^(?:autograd\.)?grad\(/.test(last) ? 'backward' : 'forward'
      return { code: highlight(code, 'typescript'), result, kind }
    }),
  )
}

/** A string of the interface with its `code` and *emphasis*. */
export function markedUp(text: string): string {
  return escapeText(text)
    .replace(/`([^`]+)`/g, '<code dir="ltr" translate="no">$1</code>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>')
}
