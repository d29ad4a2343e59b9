/** Attributes of components: which of them are prose, and where their values stand in the file. */
import type { Nodes } from 'mdast'
import { decode } from './encoding.ts'

/** For each component, whether an attribute is prose. A figure's other attributes are the labels of its drawing. */
const prose: Readonly<Record<string, (attribute: string) => boolean>> = {
  Figure: (attribute) => attribute !== 'name',
}

const usualProse = ['title', 'alt', 'label', 'caption']

export function isProseAttribute(component: string, attribute: string): boolean {
  return prose[component]?.(attribute) ?? usualProse.includes(attribute)
}

export interface AttributeText {
  name: string
  value: string
  quote: string
  /** Offsets of the value in the file, between its quotation marks. */
  start: number
  end: number
}

/** The attributes of an element that have a text as value; an entry may hold no others. */
export function listAttributes(source: string, node: Extract<Nodes, { type: 'mdxJsxFlowElement' }>): AttributeText[] {
  const pattern = /\s+([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/gy
  pattern.lastIndex = node.position!.start.offset! + 1 + (node.name?.length ?? 0)
  const found: AttributeText[] = []
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const raw = match[2] ?? match[3]
    if (raw === undefined) continue
    const end = match.index + match[0].length - 1
    const quote = match[2] === undefined ? "'" : '"'
    const value = decode(raw, { in: 'attribute', quote })
    found.push({ name: match[1]!, value, quote, start: end - raw.length, end })
  }
  return found
}
