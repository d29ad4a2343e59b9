/** What the page and its worker say to each other: a request with a number, and the answer with the same number. */
import type { Saved, Suggestion, Word } from '../../../l10n/editor/actions.ts'
import type { BlockEdit } from '../../../l10n/edit-block.ts'
import type { EditorMessage, EditorView } from '../../../l10n/editor/view.ts'
import type { Changed } from './copy-store.ts'
import type { Draft } from './render-draft.ts'
import type { Failure } from './store.ts'

/** Where the files are: the translator's folder, or published texts with files of the translator's own over them. */
export type Source =
  { kind: 'folder'; folder: FileSystemDirectoryHandle } | { kind: 'copy'; opened: ReadonlyMap<string, string> }

export interface Opening {
  locale: string
  slug: string
  /** The address below which the site publishes its texts. */
  texts: string
  source: Source
}

/** The functions of the worker. */
export interface Actions {
  open: (opening: Opening) => Promise<void>
  read: () => Promise<EditorView>
  bring: () => Promise<EditorView>
  check: (edit: BlockEdit) => Promise<{ reason?: string; messages: EditorMessage[] }>
  save: (edit: BlockEdit, word?: Word) => Promise<Saved>
  suggest: (english: string, own: string | undefined) => Promise<Suggestion[]>
  draft: (edits: BlockEdit[]) => Promise<Draft | undefined>
  changed: () => Promise<Changed[]>
  discard: () => Promise<void>
}

export interface Request {
  id: number
  action: keyof Actions
  args: unknown[]
}

export type Answer = { id: number; value: unknown } | { id: number; failure: Failure; message: string }
