/** An entry's translation beside its English and its lock, as pages show it. */
import { existsSync, readFileSync } from 'node:fs'
import { lockPath, readWorkpiece, targetLocales, textPath } from '../../l10n/cli/workspace.ts'
import type { Workpiece } from '../../l10n/workpiece.ts'
import { sourceLocale } from '../../i18n/locales.ts'

const cache = new Map<string, { sources: string; piece: Workpiece }>()

/** Nothing for English, a pseudo-locale, an entry without this translation, or files that cannot be read. */
export function pieceOf(slug: string, locale: string): Workpiece | undefined {
  if (!targetLocales.includes(locale) || !existsSync(textPath(slug, locale))) return undefined
  // The files themselves say whether what is known still holds: the dev server changes nothing else.
  const files = [textPath(slug, sourceLocale), textPath(slug, locale), lockPath(slug, locale)]
  if (!existsSync(files[0]!)) return undefined
  const sources = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\0')
  const key = `${slug}/${locale}`
  const known = cache.get(key)
  const piece = known?.sources === sources ? known.piece : readWorkpiece(locale, slug)
  cache.set(key, { sources, piece })
  return piece.problems.length > 0 ? undefined : piece
}
