/** What helps with a block: what the check finds, terms, earlier translations. */
import { sentenceIn } from '../../../l10n/check/said.ts'
import type { EditorMessage, EditorTerm } from '../../../l10n/editor/view.ts'
import { button, el, fill, showChange, type Strings } from './dom.ts'
import type { Suggestion } from './server.ts'

interface MessageOptions {
  /** What is said before them. */
  lead?: string | undefined
  /** Makes a repair. */
  fix?: ((splice: NonNullable<EditorMessage['fix']>) => void) | undefined
}

export function showMessages(
  messages: readonly EditorMessage[],
  strings: Strings,
  options: MessageOptions = {},
): Node[] {
  const { lead, fix } = options
  const items = messages.map((message) => {
    const { severity, rule, said, fix: splice } = message
    const name = severity === 'info' ? '' : `${strings.severity[severity]} · `
    const item = el('li', { 'data-severity': severity }, el('strong', {}, `${name}${strings.rule?.[rule] ?? rule}. `))
    item.append(
      `${sentenceIn(strings.said, said.message)}. ${sentenceIn(strings.said, said.hint)} `.replace('.. ', '. '),
    )
    item.append(el('span', { class: 'te-place' }, fill(strings.line, { line: message.line, column: message.column })))
    if (splice && fix)
      item.append(
        ' ',
        button(strings.fix, () => fix(splice), { class: 'te-fix' }),
      )
    return item
  })
  const leads = lead === undefined ? [] : [el('p', { class: 'te-refused' }, lead)]
  if (items.length > 0) return [...leads, el('ul', {}, ...items)]
  return lead === undefined ? [el('p', { class: 'te-fine' }, strings.noMessages)] : leads
}

export function showTerms(terms: readonly EditorTerm[], strings: Strings, insert: (text: string) => void): Node[] {
  if (terms.length === 0) return []
  const rows = terms.map(({ english, preferred, avoid, note }) => {
    const forms = preferred.map((form) =>
      button(form, () => insert(form), { class: 'te-form', 'aria-label': fill(strings.insert, { text: form }) }),
    )
    const said = el('dd', {}, ...forms)
    if (avoid.length > 0)
      said.append(el('span', { class: 'te-avoid' }, fill(strings.avoid, { forms: avoid.join(', ') })))
    if (note) said.append(el('span', { class: 'te-note' }, note))
    return el('div', {}, el('dt', { lang: 'en' }, english), said)
  })
  return [el('h3', { class: 'te-label' }, strings.terms), el('dl', {}, ...rows)]
}

export function showMemory(
  suggestions: readonly Suggestion[],
  strings: Strings,
  locale: string,
  insert: (text: string) => void,
): Node[] {
  if (suggestions.length === 0) return []
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const items = suggestions.map(({ likeness, slug, change, translation }) => {
    const how = likeness === 1 ? strings.exact : fill(strings.alike, { percent: percent.format(likeness) })
    const head = el('p', { class: 'te-alike' }, `${how} · `, el('span', { lang: 'en' }, slug))
    const source = el('p', { lang: 'en', dir: 'ltr', class: 'te-then' }, ...showChange(change, strings, locale))
    const given = button(translation, () => insert(translation), { class: 'te-suggestion', lang: locale })
    given.setAttribute('aria-label', fill(strings.insert, { text: translation }))
    return el('li', {}, head, ...(likeness === 1 ? [] : [source]), given)
  })
  return [el('h3', { class: 'te-label' }, strings.memory), el('ul', {}, ...items)]
}
