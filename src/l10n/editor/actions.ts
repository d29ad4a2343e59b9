/** What the translation editor asks of the files: to read a translation, to check a text, to save a block. */
import { checkWorkpiece } from '../cli/check-workpiece.ts'
import { bring } from '../cli/sync.ts'
import { lockPath, readWorkpiece, textPath, today, writeFiles, type Workpiece } from '../cli/workspace.ts'
import { compareTexts } from '../compare.ts'
import { confirmBlocks, reviewBlocks } from '../confirm.ts'
import { editBlock, type BlockEdit, type Edited } from '../edit-block.ts'
import { formatLock } from '../lock.ts'
import { diffWords, type WordChange } from '../words.ts'
import { recall } from '../memory.ts'
import { memoryOf } from './read-memory.ts'
import { healthOf, messagesOf, messageView, problemView, viewOf, type EditorMessage, type EditorView } from './view.ts'

export { forgetTermBases } from '../cli/workspace.ts'

/** What a person says of a block with saving it: that it is done; that a second person has read it. */
export type Word = 'done' | 'review'

/**
 * - `saved`: the text is in the file; `unconfirmed` says why the word was not taken: errors, English that has changed, a
 *   review of what nobody confirmed;
 * - the others: nothing was written.
 */
export type Saved =
  | { kind: 'saved'; view: EditorView; unconfirmed?: 'errors' | 'english' | 'review' }
  | { kind: 'conflict'; view: EditorView; theirs: string }
  | { kind: 'gone'; view: EditorView }
  | { kind: 'refused'; view: EditorView; reason: Refusal; message?: EditorMessage }
export type Refusal = 'empty' | 'structure' | 'syntax' | 'damaged' | 'cut' | 'absent'

export function readView(locale: string, slug: string): EditorView {
  return viewOf(readWorkpiece(locale, slug))
}

/** Messages about a text that is not saved yet. */
export function checkText(
  locale: string,
  slug: string,
  edit: BlockEdit,
): { reason?: Refusal; messages: EditorMessage[] } {
  const piece = readWorkpiece(locale, slug)
  const edited = editBlock(piece, edit)
  if (edited.kind === 'refused') return refusalOf(edited)
  if (edited.kind !== 'edited') return { messages: [] }
  const after = withTranslation(piece, edited)
  const pair = after.pairs.find(({ english }) => english.id === edited.pair.english.id)!
  const messages = messagesOf(pair, checkWorkpiece(after), after)
  return { messages: messages.map((message) => messageView(message, pair.translation, after.translation!.source)) }
}

/** Reads the files again, puts the text into its block, and writes the text and the lock together, or nothing. */
export function saveBlock(locale: string, slug: string, edit: BlockEdit, word?: Word): Saved {
  const piece = readWorkpiece(locale, slug)
  const health = healthOf(piece)
  if (health !== 'ready') return { kind: 'refused', view: viewOf(piece), reason: health }
  const edited = editBlock(piece, { ...edit, confirmed: word !== undefined })
  if (edited.kind === 'refused') {
    const { reason, messages } = refusalOf(edited)
    return { kind: 'refused', view: viewOf(piece), reason, ...(messages[0] ? { message: messages[0] } : {}) }
  }
  if (edited.kind === 'conflict') return { ...edited, view: viewOf(piece) }
  if (edited.kind === 'gone') return { ...edited, view: viewOf(piece) }

  const after = withTranslation(piece, edited)
  const files = new Map([[textPath(slug, locale), edited.translation.source]])
  const unconfirmed = word && objectionTo(after, edit, edited.pair.english.id, word)
  if (word && !unconfirmed) {
    const choice = [edited.pair.english.id]
    const give = word === 'done' ? confirmBlocks : reviewBlocks
    files.set(lockPath(slug, locale), formatLock(give(after, choice, { date: today() })))
  }
  writeFiles(files)
  return { kind: 'saved', view: readView(locale, slug), ...(unconfirmed ? { unconfirmed } : {}) }
}

/** Begins a translation, or brings over what English has and it has not. */
export function bringOver(locale: string, slug: string): EditorView {
  const piece = readWorkpiece(locale, slug)
  if (['ready', 'absent'].includes(healthOf(piece))) bring(piece, false)
  return readView(locale, slug)
}

export interface Suggestion {
  likeness: number
  slug: string
  /** From the English of then to the English of this block. */
  change: WordChange[]
  translation: string
}

/** Earlier translations of a text that is like this one. */
export function suggest(locale: string, english: string, own: string | undefined): Suggestion[] {
  return recall(memoryOf(locale), english, own).map(({ likeness, slug, english: then, translation }) => ({
    likeness,
    slug,
    change: diffWords(then, english, 'en'),
    translation,
  }))
}

/** The translation's file with texts that are not saved yet, as far as they can stand in it; for showing it. */
export function draftOf(locale: string, slug: string, edits: readonly BlockEdit[]): string | undefined {
  let piece = readWorkpiece(locale, slug)
  for (const edit of edits) {
    const edited = editBlock(piece, edit)
    if (edited.kind === 'edited') piece = withTranslation(piece, edited)
  }
  return piece.translation?.tree && piece.translation.source
}

function withTranslation(piece: Workpiece, { translation }: Extract<Edited, { kind: 'edited' }>): Workpiece {
  return { ...piece, ...compareTexts(piece.english, translation, piece.lock) }
}

function objectionTo(
  after: Workpiece,
  edit: BlockEdit,
  id: string,
  word: Word,
): 'errors' | 'english' | 'review' | undefined {
  const pair = after.pairs.find(({ english }) => english.id === id)!
  if (pair.english.text !== edit.english) return 'english'
  if (word === 'review') return ['current', 'reviewed'].includes(pair.state) ? undefined : 'review'
  const inTheWay = checkWorkpiece(after).some(
    ({ severity, block }) => severity === 'error' && (block === undefined || block === id),
  )
  return inTheWay ? 'errors' : undefined
}

function refusalOf({ reason, problem }: Extract<Edited, { kind: 'refused' }>) {
  return { reason, messages: problem ? [problemView(problem)] : [] }
}
