/** Under an error, the term that explains it: a link to its entry, or its definition while there is none. In the code, its column. */
import type { Cell } from './cell.ts'
import { faultSpan, underline } from './underline.ts'

export async function join(cell: Cell): Promise<void> {
  const [words, terms, names, definitions, entries] = await Promise.all([
    cell.texts('editor'),
    cell.texts('errorTerms'),
    cell.texts('termNames'),
    cell.texts('termDefinitions'),
    cell.texts('termEntries'),
  ])
  const code = cell.element.querySelector<HTMLElement>('[data-role="code"]')!
  let clear = () => {}
  cell.on('begin', () => clear())
  cell.on('change', () => clear())
  cell.on('end', ({ error }) => {
    if (!error) return
    if (error.line !== undefined && code.checkVisibility()) {
      const span = faultSpan(code.textContent ?? '', error.line, error.column ?? 1)
      if (span) clear = underline(code, ...span)
    }
    const slug = terms[error.code] ?? terms[error.name]
    if (slug) cell.place('error').append(explanation(slug))
  })

  function explanation(slug: string): HTMLElement {
    const line = document.createElement('p')
    line.dataset.role = 'explanation'
    const href = entries[slug]
    const name = document.createElement(href ? 'a' : 'dfn')
    name.textContent = names[slug] ?? slug
    if (href) (name as HTMLAnchorElement).href = href
    line.append(`${words['explain'] ?? ''} `, name)
    if (!href && definitions[slug]) line.append('. ', definitions[slug])
    return line
  }
}
