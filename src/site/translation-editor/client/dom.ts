/** Elements, differences of words, and the editor's strings. */
import type { WordChange } from '../../../l10n/words.ts'
import type ui from '../../../../locales/en/ui.json'

export type Strings = (typeof ui)['translationEditor'] & {
  rule?: Record<string, string>
  /** What the check says, nested as in `ui.json`. */
  said: object
}

/** An element with attributes (`undefined` leaves one out) and children. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | undefined> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value)
  element.append(...children)
  return element
}

export function button(text: string, onClick: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const made = el('button', { type: 'button', ...attributes }, text)
  made.addEventListener('click', onClick)
  return made
}

/** A string with its placeholders filled. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** What changed, for eyes by a line through or under it, for ears by a word before it. */
export function showChange(change: readonly WordChange[], { added, removed }: Strings, locale: string): Node[] {
  return change.map(({ kind, text }) => {
    if (kind === 'same') return document.createTextNode(text)
    const said = el('span', { class: 'visually-hidden', lang: locale }, ` ${kind === 'added' ? added : removed} `)
    return el(kind === 'added' ? 'ins' : 'del', {}, said, text)
  })
}
