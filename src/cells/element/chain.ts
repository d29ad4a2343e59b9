/** The cells of a page whose names a cell uses: `after=` in their fences, `data-after` here. */

/** The earliest first, as the proof has them (cells/proof/entries.ts). */
export function earlierCells(element: HTMLElement): HTMLElement[] {
  const chain = [element]
  for (let after = element.dataset.after; after; after = chain[0]!.dataset.after) {
    const before = findCell(after, element)
    if (!before || chain.includes(before)) break
    chain.unshift(before)
  }
  return chain.slice(0, -1)
}

/** The cell of this id in the same language of code, on the same page. */
export function findCell(id: string, { dataset: { language } }: HTMLElement): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('live-cell')].find(
    (cell) => cell.getAttribute('cell') === id && cell.dataset.language === language,
  )
}
