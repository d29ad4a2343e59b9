/** The Python cells of the entries, and what PyTorch itself printed for them (test/oracle/record-cells.ts). */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chainOf } from '../../src/cells/proof/chain.ts'
import { codeHash } from '../../src/cells/proof/code-hash.ts'
import { listLocales, readEntry } from '../../src/cells/proof/entries.ts'
import { contentFolder } from '../../src/cells/proof/paths.ts'

export const recordedFile = (slug: string) => join(import.meta.dirname, 'cells', `${slug}.json`)

export interface Recorded {
  made_with: string
  /** By cell and locale: the hash of the code that ran, and what it printed. */
  cells: Record<string, { code: string; output: string }>
}

export interface PythonCell {
  /** Its id and its locale. */
  name: string
  /** The cell, last, after those whose names it uses. */
  chain: string[]
  code: string
  /** How far its numbers may be apart (cells/parse/fence.ts): training for long makes of a last digit another result. */
  tolerance: number
  /** Where it stands. */
  at: string
}

export function readRecorded(slug: string): Recorded {
  const path = recordedFile(slug)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recorded) : { made_with: '', cells: {} }
}

export function listCells(slug: string, folder = contentFolder()): PythonCell[] {
  return listLocales(folder, slug).flatMap((locale) => {
    const { file, cells } = readEntry(folder, slug, locale)
    return cells
      .filter(({ language }) => language === 'python')
      .map((cell) => {
        const chain = chainOf(cell, cells)
        return {
          name: `${cell.id} ${locale}`,
          chain: chain.map(({ code }) => code),
          code: codeHash(chain, locale),
          tolerance: cell.options.tolerance ?? 0,
          at: `${file}:${cell.fence.line}:${cell.fence.column}`,
        }
      })
  })
}
