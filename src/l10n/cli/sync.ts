/** `sync`: brings code, formulas, structure and new blocks over from English. */
import { formatProblems } from '../../cells/parse/problem.ts'
import { bringOver } from '../bring.ts'
import { formatLock, today } from '../lock.ts'
import type { Synced } from '../sync.ts'
import { listLost, type Workpiece } from '../workpiece.ts'
import type { Command } from './command.ts'
import { chosen, lockPath, readTerms, readWorkpiece, shown, textPath, writeFiles } from './workspace.ts'

export const sync: Command = {
  summary: 'brings code, formulas, new and moved blocks over from English; loses no text',
  help: `sync [locale] [slug] [options]

Rewrites what is the same in every language: code, formulas, components, order of
blocks. Translated comments and printed texts stay. New blocks come in English,
marked {/* to translate */}; what English has lost goes into the lock, and comes
back from there when English has it again. A file with nothing to bring over is
not touched.

  --create    also begin translations that are not there yet
  --restore   go on where confirmed blocks are gone from a translation: they come
              in again, in English. Without it such a file is left alone, since
              it may have been cut; version control still has the words.
  --dry-run   say what would be done, and do nothing

Exit code: 0; 1 where a file was left alone; 2 for a wrong call.`,
  options: { create: { type: 'boolean' }, restore: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  run: ({ args, values }) => {
    const { locales, slugs } = chosen(args)
    let code = 0
    for (const locale of locales) {
      for (const slug of slugs) {
        const piece = readWorkpiece(locale, slug)
        const fault = faultOf(piece, values.restore === true)
        if (fault) {
          console.error(fault)
          code = 1
        } else if (piece.translation || values.create) bring(piece, values['dry-run'] === true)
      }
    }
    return code
  },
}

function faultOf(piece: Workpiece, restore: boolean): string | undefined {
  if (piece.problems.length > 0) return `${piece.locale} ${piece.slug}: left alone.\n${formatProblems(piece.problems)}`
  const lost = listLost(piece)
  if (lost.length === 0 || restore) return undefined
  const { english } = lost[0]!
  const file = piece.translation!.file
  return `${file}: left alone. ${lost.length} confirmed blocks are gone from it, the first of them ${english.kind} ${english.id} (English line ${english.line}).
  Take them from version control; or, if they were deleted on purpose, run sync ${piece.locale} ${piece.slug} --restore.`
}

/** Brings a translation up to English, or begins it. @throws Error where the result would not have English's structure */
function bring(piece: Workpiece, dryRun: boolean): void {
  const { locale, slug } = piece
  const file = shown(textPath(slug, locale))
  const { source, lock, ...did } = bringOver(piece, file, readTerms(locale).base, today())
  if (!dryRun) {
    const files = new Map([[textPath(slug, locale), source]])
    files.set(lockPath(slug, locale), formatLock(lock))
    writeFiles(files)
  }
  const said = describe(did)
  if (said || !piece.translation) console.log(`${file}: ${said || 'begun'}`)
}

function describe({ added, restored, removed, mended }: Omit<Synced, 'source' | 'lock'>): string {
  const parts = [
    [added.length, 'to translate'],
    [restored.length, 'taken back from the lock'],
    [removed.length, 'put into the lock'],
    [mended.length, 'of code, formulas and components brought over'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ')
}
