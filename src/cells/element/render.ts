/** What a run left, as pieces of a page. The build and the browser both call these. */
import type { CellError, OutputEvent, Variable } from '../run/events.ts'
import { formatNested } from './format-number.ts'
import { h, type PageChild, type PageNode } from './node.ts'
import { pythonWording } from './python-wording.ts'
import { fill, type CellStrings, type ErrorStrings } from './strings.ts'

const shownVariables = 100
const shownText = 2000
/** Of a list of numbers; about thirty of them, which is more than its place in the table shows at once. [characters] */
const shownNumbers = 400

/** Lines of output. Those of `console.log` are bare text, the others say their level. */
export function renderOutput(events: readonly OutputEvent[]): PageChild[] {
  return events.map(({ level, text }) =>
    level === 'log' ? `${text}\n` : h('span', { 'data-level': level }, `${text}\n`),
  )
}

/** A table of names, values and gradients; `undefined` where nothing is left to show. */
export function renderVariables(variables: readonly Variable[], strings: CellStrings): PageNode | undefined {
  if (variables.length === 0) return undefined
  const withGradients = variables.some(({ grad, gradText }) => grad !== undefined || gradText !== undefined)
  const heads = [strings.name, strings.value, ...(withGradients ? [strings.gradient] : [])]
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, ...variables.slice(0, shownVariables).map((variable) => renderVariable(variable, withGradients))),
  )
}

/** Whether a result was computed on the record, so that there is a graph to draw. */
export function hasGraph(variables: readonly Variable[]): boolean {
  return variables.some(({ text, shape }) => text.includes('grad_fn=') && shape?.every((size) => size === 1))
}

function renderVariable(variable: Variable, withGradients: boolean): PageNode {
  const { name, kind, shape } = variable
  const gradient = gradientText(variable)
  const cells = [
    h('th', { scope: 'row' }, name),
    h(
      'td',
      { 'data-ink': 'forward', 'data-kind': kind, 'data-shape': shape?.join(' × ') || undefined },
      h('span', {}, valueText(variable)),
    ),
  ]
  if (withGradients) {
    const attributes = gradient === undefined ? {} : { 'data-ink': 'backward' }
    cells.push(h('td', attributes, ...(gradient === undefined ? [] : [h('span', {}, gradient)])))
  }
  return h('tr', { 'data-variable': name }, ...cells)
}

function valueText({ value, text, dtype }: Variable): string {
  return value === undefined ? cut(text) : cutNumbers(formatNested(value, dtype))
}

function gradientText({ grad, gradText, dtype }: Variable): string | undefined {
  if (grad === null) return 'null'
  if (grad !== undefined) return cutNumbers(formatNested(grad, dtype))
  return gradText === undefined ? undefined : cut(gradText)
}

function cut(text: string): string {
  return text.length <= shownText ? text : `${text.slice(0, shownText)} …`
}

/** Ends after a whole number: half of one would be another. */
function cutNumbers(text: string): string {
  return text.length <= shownNumbers ? text : `${text.slice(0, text.lastIndexOf(',', shownNumbers) + 1)} …`
}

/** Where it happened, what it means in the reader's language, and what was originally said. */
export function renderError(error: CellError, strings: CellStrings, sentences: ErrorStrings): PageNode[] {
  const { line, column = 1, name, original, traceback } = error
  const place =
    line === undefined
      ? []
      : [h('p', { 'data-role': 'place' }, fill(strings.place, { line: `${line}`, column: `${column}` }))]
  const explained = errorSentence(error, sentences)
  // Its own words Python has spelled already.
  const isEngine = traceback !== undefined && !error.code.startsWith('py-')
  const sentence = explained && isEngine ? pythonWording(explained) : explained
  const said = h('p', { lang: 'en', dir: 'ltr', translate: 'no' }, h('code', {}, `${name}: ${original}`))
  // Where the page has no sentence for exactly this, what was originally said is shown at once.
  const details = h('details', sentence ? {} : { open: true }, h('summary', {}, strings.original), said)
  const message = h(
    'p',
    { 'data-role': 'message' },
    sentence ?? ownText(sentences, name) ?? ownText(sentences, 'error') ?? strings.failed,
  )
  // Python's readers know its traceback, which says all of it.
  if (traceback) {
    const attributes = { 'data-role': 'traceback', lang: 'en', dir: 'ltr', translate: 'no' } as const
    return [...place, h('pre', { ...attributes, tabindex: '0' }, traceback), message]
  }
  return [...place, message, ...(original ? [details] : [])]
}

/** What an error means, in the reader's language; undefined where there is only what was originally said. */
export function errorSentence(
  { code, params }: Pick<CellError, 'code' | 'params'>,
  sentences: ErrorStrings,
): string | undefined {
  const suggested = params.suggestion ? ownText(sentences, `${code}-suggestion`) : undefined
  const sentence = suggested ?? ownText(sentences, code)
  if (code === 'error' || sentence === undefined) return undefined
  const values = Object.entries(params).map(([key, value]) => [key, formatParameter(value)] as const)
  return fill(sentence, Object.fromEntries(values))
}

function ownText(sentences: ErrorStrings, name: string): string | undefined {
  return Object.hasOwn(sentences, name) ? sentences[name] : undefined
}

function formatParameter(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(formatParameter).join(', ')}]` : String(value)
}
