/** Says which cells of the page ran before this one, because it uses what they define. */
import type { Cell } from './cell.ts'
import { earlierCells } from './chain.ts'

export async function join(cell: Cell): Promise<void> {
  const { ranFirst = '' } = await cell.texts('run')
  const [before = '', after = ''] = ranFirst.split('{{cells}}')
  const place = cell.place('ran-first', 'p')
  place.hidden = true

  cell.on('end', ({ end }) => {
    const links = earlierCells(cell.element).map(linkTo)
    place.hidden = links.length === 0 || end === 'not-loaded'
    place.replaceChildren(before, ...links.flatMap((link, index) => (index > 0 ? [', ', link] : [link])), after)
  })
}

function linkTo(element: HTMLElement): HTMLElement {
  const code = document.createElement('code')
  code.textContent = element.getAttribute('cell')
  code.translate = false
  if (!element.id) return code
  const link = document.createElement('a')
  link.href = `#${element.id}`
  link.append(code)
  return link
}
