/** What the editor asks of whoever holds the files: the dev server, or on a built site a worker (folder/worker-server.ts). */
import type { Saved, Suggestion, Word } from '../../../l10n/editor/actions.ts'
import type { EditorMessage, EditorView } from '../../../l10n/editor/view.ts'
import type { BlockEdit } from '../../../l10n/edit-block.ts'
import { setCode } from './set-code.ts'

export type { BlockEdit, Saved, Suggestion, Word }

export interface Server {
  read: () => Promise<EditorView>
  bring: () => Promise<EditorView>
  check: (edit: BlockEdit) => Promise<{ reason?: string; messages: EditorMessage[] }>
  save: (edit: BlockEdit, word?: Word) => Promise<Saved>
  suggest: (english: string, own: string | undefined) => Promise<Suggestion[]>
  /** The page's text with texts that are not saved yet; each block with its `data-block`. */
  preview: (edits: BlockEdit[]) => Promise<{ page?: Element }>
}

/** A request that was not done. `reason` names what to say of it in the reader's language. */
export class ServerError extends Error {
  readonly reason: string

  constructor(reason: string, message: string) {
    super(message)
    this.name = 'ServerError'
    this.reason = reason
  }
}

/** The dev server. */
export function devServer(base: string, locale: string, slug: string): Server {
  const ask = async <T>(action: string, more: object = {}): Promise<T> => {
    // With a slash at the end, as all addresses of the site.
    const response = await fetch(`${base.replace(/\/?$/, '/')}@translation/${action}/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-lexigrad-translation': '1' },
      body: JSON.stringify({ locale, slug, ...more }),
    })
    const answer = await response.json()
    if (!response.ok) throw new ServerError('unreachable', (answer as { error: string }).error)
    return answer as T
  }
  return {
    read: () => ask('read'),
    bring: () => ask('bring'),
    check: (edit) => ask('check', { edit }),
    save: (edit, word) => ask('save', { edit, word }),
    suggest: (english, own) => ask('suggest', { english, own }),
    preview: async (edits) => {
      const { html, cells = [] } = await ask<{ html?: string; cells?: [number, string][] }>('preview', { edits })
      if (!html) return {}
      const page = new DOMParser().parseFromString(`<main>${html}</main>`, 'text/html').querySelector('main')!
      for (const [block, code] of cells) {
        const cell = page.querySelector<HTMLElement>(`live-cell[data-block="${block}"]`)
        if (cell) await setCode(cell, code)
      }
      return { page }
    },
  }
}
