/** XML, read into a small tree with places and written by hand: text in it is the translator's, to the letter. */
import { SaxesParser } from 'saxes'
import { refuseFile, wholeFileHint } from './file-error.ts'

export interface Element {
  name: string
  attributes: Record<string, string>
  children: (Element | string)[]
  line: number
  column: number
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

export const escapeXml = (text: string): string => text.replace(/[&<>"\r]/g, (character) => escapes[character]!)

/** In an attribute white space would be made one. */
export const escapeAttribute = (text: string): string =>
  escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

/** @throws ProblemsError at the place where the text is no XML, or ends too early */
export function parseXml(source: string, file: string): Element {
  const parser = new SaxesParser()
  const root: Element = { name: '', attributes: {}, children: [], line: 1, column: 1 }
  const open = [root]
  let opened = { line: 1, column: 1 }
  let fault: { line: number; column: number; said: string } | undefined
  parser.on('error', ({ message }) => {
    fault ??= { line: parser.line, column: parser.column + 1, said: message.replace(/^\d+:\d+: /, '') }
  })
  parser.on('opentagstart', ({ name }) => {
    // The parser has read the name and what follows it.
    opened = { line: parser.line, column: Math.max(1, parser.column - name.length - 1) }
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], ...opened }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  for (const event of ['text', 'cdata'] as const) parser.on(event, (text) => void open.at(-1)!.children.push(text))
  parser.write(source).close()
  if (fault) refuseFile({ file, ...fault }, 'exchange-xml', `this is no XML: ${fault.said}`, wholeFileHint)
  return root.children.find((child): child is Element => typeof child !== 'string') ?? root
}

export function elementsOf(parent: Element, name?: string): Element[] {
  return parent.children.filter(
    (child): child is Element => typeof child !== 'string' && (name === undefined || localName(child) === name),
  )
}

export const childOf = (parent: Element, name: string): Element | undefined => elementsOf(parent, name)[0]

/** All elements of a name, at any depth. */
export function* descendants(parent: Element, name: string): Generator<Element> {
  for (const child of elementsOf(parent)) {
    if (localName(child) === name) yield child
    yield* descendants(child, name)
  }
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}

/** Without a prefix, which other programs may add. */
const localName = ({ name }: Element): string => name.slice(name.indexOf(':') + 1)
