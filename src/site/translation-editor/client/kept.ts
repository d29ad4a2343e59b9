/**
 * Texts that are not saved yet, kept in the browser: they survive a reload in this tab and, where the tab is closed, wait
 * for the next one. One key a block, so that two tabs on one entry do not write over each other's.
 */
import type { BlockEdit } from './server.ts'

export interface Kept {
  keep: (edit: BlockEdit) => void
  forget: (id: string) => void
  all: () => BlockEdit[]
}

export function keptTexts(locale: string, slug: string): Kept {
  const prefix = `lexigrad:translation:${locale}/${slug}/`
  const stores = [storeOf(() => sessionStorage), storeOf(() => localStorage)].filter((store) => store !== undefined)
  const each = (what: (store: Storage) => void) => {
    for (const store of stores) {
      try {
        what(store)
      } catch {
        // Full, or forbidden: the text is still in the page.
      }
    }
  }
  return {
    keep: (edit) => each((store) => store.setItem(prefix + edit.id, JSON.stringify(edit))),
    forget: (id) => each((store) => store.removeItem(prefix + id)),
    all: () => {
      const found = new Map<string, BlockEdit>()
      each((store) => {
        for (const key of Object.keys(store).filter((name) => name.startsWith(prefix))) {
          // This tab's own text goes before that of a tab that was closed.
          if (!found.has(key)) found.set(key, JSON.parse(store.getItem(key)!) as BlockEdit)
        }
      })
      return [...found.values()]
    },
  }
}

function storeOf(get: () => Storage): Storage | undefined {
  try {
    return get()
  } catch {
    return undefined
  }
}
