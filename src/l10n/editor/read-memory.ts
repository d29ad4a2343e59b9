/** The translation memory of a locale, from all entries and locks; a file is read again when it has changed. */
import { statSync } from 'node:fs'
import { listSlugs, lockPath, readWorkpiece, textPath } from '../cli/workspace.ts'
import { rememberedIn, type Remembered } from '../memory.ts'

const cache = new Map<string, { stamp: string; memory: Remembered[] }>()

export function memoryOf(locale: string): Remembered[] {
  return listSlugs().flatMap((slug) => {
    const stamp = [textPath(slug, 'en'), textPath(slug, locale), lockPath(slug, locale)].map(stampOf).join(' ')
    const name = `${locale}/${slug}`
    let known = cache.get(name)
    if (known?.stamp !== stamp) {
      known = { stamp, memory: rememberedIn(slug, readWorkpiece(locale, slug)) }
      cache.set(name, known)
    }
    return known.memory
  })
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats ? `${stats.mtimeMs}:${stats.size}` : '-'
}
