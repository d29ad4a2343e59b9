/** What a cell tells a reader outside of its runs: lasting notices under its head, and a word in its status line. */
import type { Cell } from './cell.ts'

export interface NoticeAction {
  label: string
  perform(): void
}

/** Puts a notice in the place of the one with the same name; no text removes it. */
export function showNotice(
  { element }: Pick<Cell, 'element'>,
  name: string,
  text: string,
  actions: readonly NoticeAction[] = [],
  ...more: readonly Node[]
): void {
  const head = element.querySelector('[data-role="head"]') ?? element
  head.querySelector(`[data-notice="${name}"]`)?.remove()
  if (text === '') return
  const notice = document.createElement('div')
  notice.dataset.role = 'notice'
  notice.dataset.notice = name
  // What comes while somebody reads is said, not shouted.
  notice.role = 'status'
  const said = document.createElement('p')
  said.textContent = text
  for (const { label, perform } of actions) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = label
    button.addEventListener('click', perform)
    said.append(' ', button)
  }
  notice.append(said, ...more)
  head.append(notice)
}

/** A word in the place where a run says how it ended. */
export function say({ element }: Pick<Cell, 'element'>, text: string): void {
  const status = element.querySelector('[data-role="status"]')
  if (status) status.textContent = text
}
