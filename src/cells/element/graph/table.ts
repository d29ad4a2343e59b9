/** All that the drawing says as a table, and one node of it closer. */
import { h, type PageChild, type PageNode } from '../node.ts'
import { gradientOf, type Model, type ShownNode } from './model.ts'
import type { Words } from './words.ts'

export function renderTable({ nodes }: Model, words: Words): PageNode {
  const columns = ['nodeHead', 'operationHead', 'fromHead', 'valueHead', 'gradientHead', 'backHead', 'checkHead']
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...columns.map((key) => h('th', { scope: 'col' }, words.say(key))))),
    h('tbody', {}, ...nodes.map((node) => renderRow(node, words))),
  )
}

function renderRow(node: ShownNode, words: Words): PageNode {
  const from = node.inputs.map((edge) => words.name(edge.from)).join(words.numbers.separator)
  const value = node.tape?.value && words.numbers.tensor(node.tape.value)
  const cells: [string, Record<string, string>][] = [
    [words.operation(node), {}],
    [from, {}],
    [value ?? '', value ? { 'data-ink': 'forward' } : {}],
    [words.sum(node) || words.gradient(node), gradientOf(node) ? { 'data-ink': 'backward' } : {}],
  ]
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, words.name(node)),
    ...cells.map(([text, attributes]) => h('td', attributes, h('span', {}, text))),
    h('td', {}, ...lines(wayBack(node, words))),
    h('td', {}, ...lines([words.check(node)])),
  )
}

/** For each input the slope and what is sent there. */
function wayBack(node: ShownNode, words: Words): string[] {
  return node.inputs
    .filter(({ tape }) => tape?.product && node.tape)
    .map((edge) => {
      const slope = words.slope(edge)
      const product = words.product(edge)
      return `${words.name(edge.from)} ← ${slope && !product.includes('·') ? `${slope}: ` : ''}${product}`
    })
}

const lines = (texts: readonly string[]): PageChild[] =>
  texts.filter(Boolean).map((text) => h('span', { class: 'line-of-text' }, text))

/** What can be said of one node. */
export function renderDetails(node: ShownNode, words: Words): PageNode[] {
  const { tape } = node
  const { numbers } = words
  if (!tape) return []
  const gradient = gradientOf(node)
  const rows: [string, string, string?][] = [
    [words.say('operationHead'), words.operation(node)],
    ...(tape.kind === 'operation' ? [[words.say('recordedAs'), tape.name] as [string, string]] : []),
    [
      words.say('shape'),
      `${tape.shape.length > 0 ? `[${numbers.shape(tape.shape)}]` : words.say('single')} · ${tape.dtype}`,
    ],
  ]
  if (tape.value) rows.push([words.say('valueHead'), numbers.tensor(tape.value, { most: 16, digits: 7 }), 'forward'])
  if (gradient)
    rows.push([
      words.say('gradientHead'),
      words.sum(node) || numbers.tensor(gradient, { most: 16, digits: 7 }),
      'backward',
    ])
  for (const text of wayBack(node, words)) rows.push([words.say('backHead'), text])
  const check = words.check(node)
  if (check) rows.push([words.say('checkHead'), check])
  const kept = keptText(node, words)
  return [
    h('dl', {}, ...rows.flatMap(([term, text, ink]) => [h('dt', {}, term), h('dd', ink ? { 'data-ink': ink } : {}, h('span', {}, text))])), // prettier-ignore
    ...(kept ? [h('p', {}, kept)] : []),
    ...(check ? [h('p', { class: 'method' }, words.say('method'))] : []),
  ]
}

/** A leaf whose `grad` holds more than this graph's gradient. */
function keptText(node: ShownNode, words: Words): string {
  const { tape } = node
  const gradient = gradientOf(node)
  if (!tape?.kept || !gradient || Math.abs(tape.kept.norm - gradient.norm) <= 1e-4 * (1 + gradient.norm)) return ''
  return words.say('kept', { node: words.name(node), kept: words.numbers.tensor(tape.kept) })
}
