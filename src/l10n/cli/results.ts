/** A cell that gives another result than the English one. Results are read from the entry's store; nothing is run here. */
import { findCellsInTree, type Cell } from '../../cells/parse/find-cells.ts'
import { chainOf } from '../../cells/proof/chain.ts'
import { codeHash } from '../../cells/proof/code-hash.ts'
import { findValueDifferences } from '../../cells/proof/result-difference.ts'
import { findByCode, type Results } from '../../cells/proof/stored.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import type { Report } from '../check/message.ts'
import { say } from '../check/said.ts'
import type { Comparison } from '../compare.ts'
import type { Text } from '../read-text.ts'

/** @param load  the entry's store, read when it is asked for */
export function resultsRule(load: () => Results, locale: string): (comparison: Comparison, report: Report) => void {
  return ({ english, translation }, report) => {
    if (!translation) return
    const results = load()
    if (results.size === 0) return
    const [originals, cells] = [cellsOf(english), cellsOf(translation)]
    for (const cell of cells) {
      const original = originals.find(({ id, language }) => id === cell.id && language === cell.language)
      if (!original || original.code === cell.code) continue
      const expected = findByCode(results, codeHash(chainOf(original, originals), sourceLocale))
      const found = findByCode(results, codeHash(chainOf(cell, cells), locale))
      // What is not recorded, `npm run cells` asks for.
      if (!expected || !found || expected === found) continue
      const only = cell.options.varies === 'data' ? (cell.options.probe ?? []) : undefined
      for (const difference of findValueDifferences(expected.variables, found.variables, only)) {
        const { line, column } = cell.fence
        const { name, found, expected } = difference
        const message = say('result.differs', { cell: cell.id, name, found, expected })
        report('result', translation.lines.startOf(line) + column - 1, message, say('result.hint'))
      }
    }
  }
}

const cache = new WeakMap<Text, Cell[]>()

function cellsOf(text: Text): Cell[] {
  let cells = cache.get(text)
  if (!cells) {
    cells = text.tree ? findCellsInTree(text.tree, text.source, text.file).cells : []
    cache.set(text, cells)
  }
  return cells
}
