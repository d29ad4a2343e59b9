/**
 * A copy for those who have no folder, or a browser that opens none: the published texts, over them the files that the
 * translator has opened, over them what was changed here. Changes stay in the browser until they are discarded.
 */
import { openDatabase } from './database.ts'
import { readPublished } from './published.ts'
import type { Change, Store } from './store.ts'

export interface Copy extends Store {
  /** What was changed here, by path. */
  changed: () => Promise<Changed[]>
  discard: () => Promise<void>
}

export interface Changed {
  path: string
  text: string
  /** The text it began with is no longer the one that is published, or opened. */
  isBehind: boolean
}

interface Kept {
  text: string
  /** What it began with. */
  from: string | undefined
}

/**
 * @param texts   the address below which the site publishes its texts
 * @param opened  files of the translator's own, by path
 */
export async function copyStore(
  locale: string,
  slug: string,
  texts: string,
  opened: ReadonlyMap<string, string>,
): Promise<Copy> {
  const prefix = `${locale}/`
  const database = await openDatabase()
  const kept = await database.all<Kept>('texts', prefix)
  const published = new Map<string, Promise<string | undefined>>()
  const begun = (path: string) => {
    const own = opened.get(path)
    if (own !== undefined) return Promise.resolve(own)
    let text = published.get(path)
    if (!text) published.set(path, (text = readPublished(texts + path)))
    return text
  }
  const read = async (path: string) => kept.get(path)?.text ?? (await begun(path))
  return {
    read,
    write: async (changes: readonly Change[]) => {
      for (const { path, before } of changes) if ((await read(path)) !== before) return false
      for (const { path, before, text } of changes) {
        if (before === text) continue
        const known = kept.get(path)
        const next = { text, from: known ? known.from : await begun(path) }
        kept.set(path, next)
        await database.put('texts', prefix + path, next)
      }
      return true
    },
    slugs: () => Promise.resolve([slug]),
    changed: async () => {
      const paths = [...kept.keys()].filter((path) => path.startsWith(`content/${slug}/`))
      return Promise.all(
        paths.map(async (path) => {
          const { text, from } = kept.get(path)!
          return { path, text, isBehind: from !== (await begun(path)) }
        }),
      )
    },
    discard: async () => {
      for (const path of [...kept.keys()].filter((path) => path.startsWith(`content/${slug}/`))) {
        kept.delete(path)
        await database.delete('texts', prefix + path)
      }
    },
  }
}

/** The paths of files that a translator has opened one by one; those that no translation reads are left out. */
export function pathsOf(names: readonly string[], locale: string, slug: string): (string | undefined)[] {
  const known = [`${locale}.mdx`, `${locale}.lock.json`, 'en.mdx', 'results.json']
  return names.map((name) => {
    // A browser that downloads a file a second time gives it a number: `fr (1).mdx`, `fr.lock(1).json`.
    const plain = name.replace(/ ?\(\d+\)(?=\.)/, '')
    if (known.includes(plain)) return `content/${slug}/${plain}`
    return plain === 'terms.yml' ? `locales/${locale}/terms.yml` : undefined
  })
}
