/**
 * A piece of a page as data, so that one function says what a result looks like, and the build writes it as HTML while
 * the browser makes elements of it. Text is always text.
 */
export interface PageNode {
  tag: string
  attributes: Readonly<Record<string, string | true | undefined>>
  children: readonly PageChild[]
}

export type PageChild = PageNode | string

/** @param attributes  `true` for one without a value, `undefined` for one that is left out */
export function h(tag: string, attributes: PageNode['attributes'] = {}, ...children: readonly PageChild[]): PageNode {
  return { tag, attributes, children }
}

/** Elements that HTML closes by itself. */
const voids = ['img', 'input']

export function toHtml(child: PageChild): string {
  if (typeof child === 'string') return escapeText(child)
  const { tag, attributes, children } = child
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeText(value!)}"`))
  const opening = `<${tag}${written.join('')}>`
  return voids.includes(tag) ? opening : `${opening}${children.map(toHtml).join('')}</${tag}>`
}

const html = 'http://www.w3.org/1999/xhtml'
const svg = 'http://www.w3.org/2000/svg'

/** @param around  the namespace that it stands in: what is inside an `<svg>` is SVG */
export function toDom(child: PageChild, document: Document, around = html): Node {
  if (typeof child === 'string') return document.createTextNode(child)
  const namespace = child.tag === 'svg' ? svg : around
  const element = document.createElementNS(namespace, child.tag)
  for (const [name, value] of Object.entries(child.attributes)) {
    if (value !== undefined) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...child.children.map((inner) => toDom(inner, document, namespace)))
  return element
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For text between tags, and for attributes in double quotes. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character]!)
}
