/** Cells that belong together: one goes on with the names of another. */
import type { Cell } from '../parse/find-cells.ts'

/** The cell and those whose names it uses, the earliest first. */
export function chainOf(cell: Cell, cells: readonly Cell[]): Cell[] {
  const chain = [cell]
  for (let first = cell; first.options.after; first = chain[0] as Cell) {
    const { after } = first.options
    const before = cells.find((other) => other.id === after && other.language === cell.language)
    if (!before || chain.includes(before)) break
    chain.unshift(before)
  }
  return chain
}

/** Whether the proof runs these cells on the engine's kernels (kernels.ts). */
export function onKernels(chain: readonly Pick<Cell, 'options'>[]): boolean {
  return chain.some(({ options }) => options.rounds)
}
