/** What must be found again inside a translated sentence: code, formulas, links, components, notes. In any order. */
import type { Nodes, Parents } from 'mdast'
import { parseMdx, visit } from '../../cells/parse/mdx.ts'
import type { Pair } from '../compare.ts'
import type { Report } from './message.ts'
import type { Rule } from './rules.ts'
import { say } from './said.ts'

interface Span {
  rule: Rule
  name: string
  value: string
  offset: number
}

export function checkSpans(pair: Pair, report: Report): void {
  const { translation: own, english, before } = pair
  if (!own?.node || own.mark || english.frame || !english.node) return
  const given = spansOf(own.node)
  const now = difference(spansOf(english.node), given)
  // A translation that follows a change of English, and awaits confirmation, says already what English says now.
  const isUpToDate = now.lost.length + now.added.length === 0
  const { lost, added } = before === undefined || isUpToDate ? now : difference(spansOfText(before), given)
  for (const span of lost) {
    const label = say(`span.${span.rule}`)
    const { name } = span
    const index = added.findIndex(({ rule }) => rule === span.rule)
    const [other] = index < 0 ? [] : added.splice(index, 1)
    if (other) {
      const message = say('span.other', { label, name, found: other.name })
      report(span.rule, other.offset, message, say('write', { text: name }))
    } else {
      const hint = say('span.missing-hint', { line: english.line })
      report(span.rule, own.start, say('span.missing', { label, name }), hint)
    }
  }
  for (const span of added) {
    const message = say('span.added', { label: say(`span.${span.rule}`), name: span.name })
    report(span.rule, span.offset, message, say('span.added-hint', { line: english.line }))
  }
}

const isSame = (a: Span, b: Span) => a.rule === b.rule && a.value === b.value

function distinct(spans: readonly Span[]): Span[] {
  return spans.filter((span, index) => spans.findIndex((other) => isSame(span, other)) === index)
}

function difference(wanted: readonly Span[], given: readonly Span[]): Record<'lost' | 'added', Span[]> {
  const without = (some: readonly Span[], others: readonly Span[]) =>
    distinct(some).filter((span) => !others.some((other) => isSame(span, other)))
  return { lost: without(wanted, given), added: without(given, wanted) }
}

function spansOfText(text: string): Span[] {
  const { tree } = parseMdx(text, '')
  return tree ? spansOf(tree) : []
}

function spansOf(node: Nodes | Parents): Span[] {
  const spans: Span[] = []
  visit(node as Nodes, (inner) => {
    const span = inner === node ? undefined : spanOf(inner)
    if (span) spans.push({ ...span, offset: inner.position?.start.offset ?? 0 })
  })
  return spans
}

function spanOf(node: Nodes): Omit<Span, 'offset'> | undefined {
  switch (node.type) {
    case 'inlineCode':
      return { rule: 'inline-code', name: `\`${node.value}\``, value: node.value }
    case 'inlineMath':
      return { rule: 'inline-math', name: `$${node.value}$`, value: node.value.replace(/\s+/g, ' ').trim() }
    case 'link':
    case 'image':
      return { rule: 'link', name: node.url, value: node.url }
    case 'linkReference':
    case 'imageReference':
      return { rule: 'link', name: `[${node.identifier}]`, value: node.identifier }
    case 'footnoteReference':
      return { rule: 'markup', name: `[^${node.identifier}]`, value: node.identifier }
    case 'mdxJsxTextElement':
      return { rule: 'markup', name: `<${node.name}>`, value: `<${node.name}>` }
    default:
      return undefined
  }
}
