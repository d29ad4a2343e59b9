/**
 * A cell in two languages of code: a second fence with the id of the first, directly after it. What the first promises,
 * its twin promises too, with names as Python writes them; an option that the twin gives itself stands in its place.
 *
 *     ```ts live id=first-gradient expect="w.grad = -24"
 *     …
 *     ```
 *
 *     ```python live id=first-gradient
 *     …
 *     ```
 */
import type { Cell } from './find-cells.ts'
import type { Problem } from './problem.ts'

/** `trainLoss` as `train_loss`. */
export function snakeCase(name: string): string {
  return name.replace(/(?<=[\p{Ll}\p{N}])\p{Lu}/gu, (letter) => `_${letter.toLowerCase()}`)
}

/** The cell whose twin this one is: of the same id, in TypeScript. */
export function firstOf<Any extends Pick<Cell, 'id' | 'language'>>(
  cell: Pick<Cell, 'id' | 'language'>,
  cells: readonly Any[],
): Any | undefined {
  return cell.language === 'typescript'
    ? undefined
    : cells.find(({ id, language }) => id === cell.id && language === 'typescript')
}

/** The cells, each twin with what it has from its first cell. */
export function joinTwins(cells: readonly Cell[]): Cell[] {
  return cells.map((twin) => {
    const first = firstOf(twin, cells)
    if (!first) return twin
    const { after, predict, probe, ...same } = first.options
    const isThere = cells.some(({ id, language }) => id === after && language === twin.language)
    const inherited = {
      ...same,
      ...(predict && { predict: snakeCase(predict) }),
      ...(probe && { probe: probe.map(snakeCase) }),
      ...(after && isThere && { after }),
    }
    const expect = first.expect.map((one) => ({ ...one, name: snakeCase(one.name), text: snakeCase(one.text) }))
    return {
      ...twin,
      expect: twin.expect.length > 0 ? twin.expect : expect,
      options: { ...inherited, ...twin.options },
    }
  })
}

/** A twin has a first cell, and stands directly after it. */
export function checkTwins(cells: readonly Cell[], lines: readonly string[], file: string): Problem[] {
  return cells.flatMap((cell): Problem[] => {
    const place = { file, ...cell.fence }
    if (cell.language === 'typescript') {
      if (cell.options.tolerance === undefined) return []
      const hint = 'Give it to the Python cell of the same id, or take it out. A promise is written loss = 1 ± 0.001.'
      const message = `tolerance compares a twin with its first cell, and "${cell.id}" is a first cell`
      return [{ ...place, rule: 'cell-twin', message, hint }]
    }
    if (!cell.id) return []
    const first = firstOf(cell, cells)
    if (!first) {
      const message = `no TypeScript cell "${cell.id}" stands before its ${cell.language} twin`
      const hint = `Write a cell \`\`\`ts live id=${cell.id} directly before it.`
      return [{ ...place, rule: 'cell-twin', message, hint }]
    }
    const between = lines.slice(first.end ?? 0, cell.fence.line - 1).join('\n')
    const isNext = first.fence.line < cell.fence.line && between.replace(/\{\/\*[^]*?\*\/\}|[>\s]/g, '') === ''
    if (isNext) return []
    const message = `the ${cell.language} twin of "${cell.id}" does not stand directly after its TypeScript cell`
    const hint = `That cell stands at line ${first.fence.line}; move this one below it.`
    return [{ ...place, rule: 'cell-twin', message, hint }]
  })
}
