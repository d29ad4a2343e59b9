/**
 * A field and what it finds: terms first, then passages. A combobox with a list, as WAI-ARIA has it: the field keeps the
 * focus, arrows move through the list, Enter follows.
 */
import type { FoundPassage } from '../passage-index.ts'
import type { TermRecord } from '../terms-index.ts'
import { loadPassages, type SearchSource } from './source.ts'

/** How long typing must rest before passages are searched [ms]; terms are there at once. */
const restBeforePassages = 120
const mostTerms = 6
const mostPassages = 6

export interface SearchBox {
  element: HTMLElement
  input: HTMLInputElement
}

export function searchBox(source: SearchSource, onQuery: (query: string) => void = () => undefined): SearchBox {
  const { strings } = source
  const input = make('input', {
    type: 'search',
    role: 'combobox',
    'aria-label': strings.label,
    'aria-expanded': 'false',
    'aria-controls': 'search-results',
    'aria-autocomplete': 'list',
    placeholder: strings.placeholder,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
  })
  const list = make('div', {
    id: 'search-results',
    role: 'listbox',
    'aria-label': strings.results,
    class: 'search-results',
  })
  const said = make('p', { role: 'status', class: 'search-said' })
  const element = make('div', { class: 'search-box' }, input, said, list)
  let options: HTMLAnchorElement[] = []
  let chosen = -1
  let asked = ''
  let resting: ReturnType<typeof setTimeout> | undefined

  const choose = (index: number) => {
    options[chosen]?.setAttribute('aria-selected', 'false')
    chosen = options.length === 0 ? -1 : (index + options.length) % options.length
    const option = options[chosen]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }

  const show = (terms: TermRecord[], passages: FoundPassage[], isWhole: boolean) => {
    const termLinks = terms.map((term) => showTerm(source, term))
    const passageLinks = passages.map((passage) => showPassage(source, passage))
    options = [...termLinks, ...passageLinks]
    options.forEach((option, index) => {
      option.id = `search-option-${index}`
      option.addEventListener('pointermove', () => index !== chosen && choose(index))
    })
    list.replaceChildren(...group(strings.terms, termLinks), ...group(strings.passages, passageLinks))
    input.setAttribute('aria-expanded', String(options.length > 0))
    const isNothing = asked !== '' && isWhole && options.length === 0
    said.textContent = isNothing ? strings.none.replace('{{query}}', asked) : ''
    choose(0)
  }

  const update = () => {
    const query = input.value.trim()
    if (query === asked) return
    asked = query
    onQuery(query)
    const terms = source.findTerms(query).slice(0, mostTerms)
    show(terms, [], query === '')
    clearTimeout(resting)
    if (query === '') return
    resting = setTimeout(() => {
      loadPassages(source).then(
        ({ search }) => asked === query && show(terms, search(query, mostPassages), true),
        () => {
          if (asked !== query) return
          show(terms, [], true)
          said.textContent = strings.failed
        },
      )
    }, restBeforePassages)
  }

  input.addEventListener('input', update)
  input.addEventListener('keydown', (event) => {
    // While a syllable is composed, its keys are the composer's.
    if (event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      options[chosen]?.click()
    }
  })
  return { element, input }
}

function showTerm(
  { strings, entry, term: toCome }: SearchSource,
  { slug, term, definition, written }: TermRecord,
): HTMLAnchorElement {
  const name = make('span', { class: 'search-name' }, term)
  if (!written) name.append(' ', make('small', {}, strings.toCome))
  const href = (written ? entry : toCome).replace('{{slug}}', slug)
  return make(
    'a',
    { href, role: 'option', tabindex: '-1', 'aria-selected': 'false' },
    name,
    make('span', { class: 'search-text' }, definition),
  )
}

function showPassage({ entry }: SearchSource, { slug, title, id, heading, snippet }: FoundPassage): HTMLAnchorElement {
  const href = entry.replace('{{slug}}', slug) + (id ? `#${id}` : '')
  const name = make('span', { class: 'search-name' }, heading ? `${title} · ${heading}` : title)
  const text = make(
    'span',
    { class: 'search-text' },
    ...snippet.map(({ text, marked }) => (marked ? make('mark', {}, text) : text)),
  )
  return make('a', { href, role: 'option', tabindex: '-1', 'aria-selected': 'false' }, name, text)
}

function group(name: string, items: HTMLElement[]): HTMLElement[] {
  if (items.length === 0) return []
  const label = make('span', { class: 'search-group', 'aria-hidden': 'true' }, name)
  return [make('div', { role: 'group', 'aria-label': name }, label, ...items)]
}

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
