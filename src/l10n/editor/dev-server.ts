/** The editor's actions on the project's own files: read before, written after. What the dev server answers with. */
import { readResults } from '../../cells/proof/store.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { sourceContentFolder } from '../../i18n/paths.ts'
import { lockPath, readTerms, readWorkpiece, textPath, writeFiles } from '../cli/workspace.ts'
import type { BlockEdit } from '../edit-block.ts'
import { today } from '../lock.ts'
import { listPageBlocks } from '../page-blocks.ts'
import * as actions from './actions.ts'
import type { Desk } from './desk.ts'
import { memoryOf } from './read-memory.ts'
import { viewOf, type EditorView } from './view.ts'

export { forgetTermBases } from '../cli/workspace.ts'

function readDesk(locale: string, slug: string): Desk {
  return {
    piece: readWorkpiece(locale, slug),
    terms: { english: readTerms(sourceLocale), own: readTerms(locale) },
    results: () => readResults(sourceContentFolder, slug),
  }
}

function write(locale: string, slug: string, { text, lock }: actions.Written): void {
  const files = new Map<string, string>()
  if (text !== undefined) files.set(textPath(slug, locale), text)
  if (lock !== undefined) files.set(lockPath(slug, locale), lock)
  writeFiles(files)
}

export function readView(locale: string, slug: string): EditorView {
  return viewOf(readDesk(locale, slug))
}

export function checkText(locale: string, slug: string, edit: BlockEdit): actions.Checked {
  return actions.checkText(readDesk(locale, slug), edit)
}

export function saveBlock(locale: string, slug: string, edit: BlockEdit, word?: actions.Word): actions.Saved {
  const saved = actions.saveBlock(readDesk(locale, slug), edit, word, today())
  if (saved.kind !== 'write') return saved
  write(locale, slug, saved.files)
  const { unconfirmed } = saved
  return { kind: 'saved', view: readView(locale, slug), ...(unconfirmed ? { unconfirmed } : {}) }
}

export function bringOver(locale: string, slug: string): EditorView {
  write(locale, slug, actions.bring(readDesk(locale, slug), today()))
  return readView(locale, slug)
}

export function suggest(locale: string, english: string, own: string | undefined): actions.Suggestion[] {
  return actions.suggest(memoryOf(locale), english, own)
}

export interface Draft {
  source: string
  /** The code of each block of code, by the number of the block on the page. */
  cells: [number, string][]
}

/** The translation's file with texts that are not saved yet. */
export function draftOf(locale: string, slug: string, edits: readonly BlockEdit[]): Draft | undefined {
  const { translation } = actions.draftOf(readWorkpiece(locale, slug), edits)
  if (!translation?.tree) return undefined
  const cells = listPageBlocks(translation.tree).flatMap(({ node }, index): [number, string][] =>
    node.type === 'code' ? [[index + 1, node.value]] : [],
  )
  return { source: translation.source, cells }
}
