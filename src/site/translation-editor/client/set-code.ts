/** A cell of the page with the comments and printed texts that are being written: a page has those that are saved. */
import type { HighlightedLanguage } from '../../code/highlight.ts'

export async function setCode(cell: HTMLElement, code: string): Promise<void> {
  const place = cell.querySelector('[data-role="code"]')
  if (!place || place.textContent === code) return
  // In the colours that the page sets it in, by the grammars of the editor of cells.
  const { highlight } = await import('../../code/highlight.ts')
  place.innerHTML = highlight(code, cell.dataset.language as HighlightedLanguage)
}
