/** Brings a translation up to English, or begins it; refuses a result that would not have English's structure. */
import { findDamage } from './damage.ts'
import { readText } from './read-text.ts'
import { startTranslation } from './start.ts'
import { syncTranslation, type Synced } from './sync.ts'
import type { TermBase } from './terms.ts'
import type { Workpiece } from './workpiece.ts'

/**
 * @param file  the translation's, as messages show it
 * @param base  what the term base already says of entries in this language
 * @throws Error where the result would not have the structure of English
 */
export function bringOver(piece: Workpiece, file: string, base: TermBase, date: string): Synced {
  const { locale, slug, english } = piece
  const entry = base[slug]
  const known = entry ? { title: entry.term, definition: entry.definition } : {}
  const synced = piece.translation ? syncTranslation(piece, date) : startTranslation(english, date, known)
  const again = readText(synced.source, file)
  const shapes = (blocks: readonly { shape: string }[]) => blocks.map(({ shape }) => shape).join('\n')
  if (findDamage(synced.source, file) || shapes(again.blocks) !== shapes(english.blocks)) {
    throw new Error(`sync ${locale} ${slug}: the result would not have the structure of English; nothing was written.`)
  }
  return synced
}
