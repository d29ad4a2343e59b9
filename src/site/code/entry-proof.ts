/** What proves the cells of an entry, as data: the code in every language, what it gave, and the build that ran it. */
import { chainOf } from '../../cells/proof/chain.ts'
import { listLocales, readEntry } from '../../cells/proof/entries.ts'
import { loadResult } from '../../cells/proof/load-result.ts'
import type { CellProof, EntryProof } from '../../cells/element/verify/proof.ts'
import { contentFolder } from '../../i18n/paths.ts'
import { provedLocales } from './cell-of-entry.ts'
import { buildInfo } from './build-info.ts'

export async function entryProof(slug: string): Promise<EntryProof> {
  const locales = listLocales(contentFolder, slug)
  const texts = locales.map((locale) => readEntry(contentFolder, slug, locale))
  const original = texts[0]!
  const cells: CellProof[] = []
  for (const cell of original.cells) {
    const proved = provedLocales(slug, cell.id, cell.language)
    const { variables } = await loadResult(slug, original.locale, cell, { folder: contentFolder })
    cells.push({
      id: cell.id,
      language: cell.language,
      proved: proved.length,
      locales: texts.flatMap(({ locale, cells: own }) => {
        const found = own.find(({ id, language }) => id === cell.id && language === cell.language)
        if (!found) return []
        return [{ locale, chain: chainOf(found, own).map(({ id, code }) => ({ id, code })) }]
      }),
      recorded: variables.map(({ name, kind, text, value, grad, cut }) => ({
        ...{ name, kind, text },
        ...(value !== undefined && { value }),
        ...(grad !== undefined && { grad }),
        ...(cut !== undefined && { cut }),
      })),
      told: cell.expect.map(({ name, gradient }) => (gradient ? `${name}.grad` : name)),
      ...(cell.options.varies === 'data' && { only: cell.options.probe ?? [] }),
      ...(cell.options.rounds && { rounds: true as const }),
      ...(cell.options.limit !== undefined && { limit: cell.options.limit }),
    })
  }
  return { build: buildInfo(), cells }
}
