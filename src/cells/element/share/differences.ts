/** What whoever shared a cell has changed in it, and what has been changed on the page since: shown when it is asked for. */
import type { Cell } from '../cell.ts'
import type { SharedCell } from './link.ts'

export function differences(shared: SharedCell, cell: Cell, texts: Readonly<Record<string, string>>): HTMLElement {
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = texts['diff'] ?? ''
  details.append(summary)
  const { published } = cell.source
  const pairs = [{ title: texts['theirs'], before: shared.published, after: shared.code }]
  if (shared.locale === cell.locale) pairs.push({ title: texts['ours'], before: shared.published, after: published })
  const fill = async () => {
    const { diffLines } = await import('diff')
    for (const { title = '', before, after } of pairs) {
      if (before !== after) details.append(...section(title, diffLines(`${before}\n`, `${after}\n`)))
    }
  }
  details.addEventListener('toggle', () => void fill(), { once: true })
  return details
}

interface Piece {
  added: boolean
  removed: boolean
  value: string
}

function section(title: string, pieces: readonly Piece[]): HTMLElement[] {
  const heading = document.createElement('p')
  heading.textContent = title
  const text = document.createElement('pre')
  text.dataset.role = 'diff'
  text.dir = 'ltr'
  text.translate = false
  text.tabIndex = 0
  text.role = 'group'
  text.ariaLabel = title
  for (const { added, removed, value } of pieces) {
    const sign = added ? '+ ' : removed ? '− ' : '  '
    const piece = document.createElement(added ? 'ins' : removed ? 'del' : 'span')
    piece.textContent = value
      .replace(/^(?=.|\n)/gm, sign)
      .replace(new RegExp(`\\n${sign === '+ ' ? '\\+ ' : sign}$`), '\n')
    text.append(piece)
  }
  return [heading, text]
}
