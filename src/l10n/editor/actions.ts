/**
 * What the translation editor asks: to check a text, to save a block, to bring over what English has. Texts in, texts out:
 * the dev server and a page that has opened a folder both read before and write after.
 */
import { bringOver } from '../bring.ts'
import { compareTexts } from '../compare.ts'
import { confirmBlocks, reviewBlocks } from '../confirm.ts'
import { editBlock, type BlockEdit, type Edited } from '../edit-block.ts'
import { formatLock } from '../lock.ts'
import { recall, type Remembered } from '../memory.ts'
import { diffWords, type WordChange } from '../words.ts'
import type { Workpiece } from '../workpiece.ts'
import { checkDesk, healthOf, type Desk } from './desk.ts'
import { fileOf, messagesOf, messageView, problemView, viewOf, type EditorMessage, type EditorView } from './view.ts'

/** What a person says of a block with saving it: that it is done; that a second person has read it. */
export type Word = 'done' | 'review'

/**
 * - `saved`: the text is in the file; `unconfirmed` says why the word was not taken: errors, English that has changed, a
 *   review of what nobody confirmed;
 * - the others: nothing was written.
 */
export type Saved =
  | { kind: 'saved'; view: EditorView; unconfirmed?: Objection }
  | { kind: 'conflict'; view: EditorView; theirs: string }
  | { kind: 'gone'; view: EditorView }
  | { kind: 'refused'; view: EditorView; reason: Refusal; message?: EditorMessage }
export type Refusal = 'empty' | 'structure' | 'syntax' | 'damaged' | 'cut' | 'absent'
type Objection = 'errors' | 'english' | 'review'

/** New texts of the translation's two files; what is absent stays as it is. */
export interface Written {
  text?: string
  lock?: string
}

export type Save = { kind: 'write'; files: Written; unconfirmed?: Objection } | Exclude<Saved, { kind: 'saved' }>

export interface Checked {
  reason?: Refusal
  messages: EditorMessage[]
}

/** Messages about a text that is not saved yet. */
export function checkText(desk: Desk, edit: BlockEdit): Checked {
  const edited = editBlock(desk.piece, edit)
  if (edited.kind === 'refused') return refusalOf(edited)
  if (edited.kind !== 'edited') return { messages: [] }
  const piece = withTranslation(desk.piece, edited)
  const pair = piece.pairs.find(({ english }) => english.id === edited.pair.english.id)!
  const messages = messagesOf(pair, checkDesk({ ...desk, piece }), piece)
  return { messages: messages.map((message) => messageView(message, pair.translation, piece.translation!.source)) }
}

/** Puts a text into its block and takes a person's word for it: what to write, or why nothing is to be written. */
export function saveBlock(desk: Desk, edit: BlockEdit, word: Word | undefined, date: string): Save {
  const { piece } = desk
  const health = healthOf(piece)
  if (health !== 'ready') return { kind: 'refused', view: viewOf(desk), reason: health }
  const edited = editBlock(piece, { ...edit, confirmed: word !== undefined })
  if (edited.kind === 'refused') {
    const { reason, messages } = refusalOf(edited)
    return { kind: 'refused', view: viewOf(desk), reason, ...(messages[0] ? { message: messages[0] } : {}) }
  }
  if (edited.kind !== 'edited') return { ...edited, view: viewOf(desk) }

  const after = withTranslation(piece, edited)
  const files: Written = { text: edited.translation.source }
  const { id } = edited.pair.english
  const unconfirmed = word && objectionTo({ ...desk, piece: after }, edit, id, word)
  if (word && !unconfirmed) {
    const give = word === 'done' ? confirmBlocks : reviewBlocks
    files.lock = formatLock(give(after, [id], { date }))
  }
  return { kind: 'write', files, ...(unconfirmed ? { unconfirmed } : {}) }
}

/** Begins a translation, or brings over what English has and it has not; nothing where it cannot be read. */
export function bring({ piece, terms }: Desk, date: string): Written {
  if (!['ready', 'absent'].includes(healthOf(piece))) return {}
  const { source, lock } = bringOver(piece, fileOf(piece), terms.own.base, date)
  return { text: source, lock: formatLock(lock) }
}

export interface Suggestion {
  likeness: number
  slug: string
  /** From the English of then to the English of this block. */
  change: WordChange[]
  translation: string
}

/** Earlier translations of a text that is like this one. */
export function suggest(memory: Iterable<Remembered>, english: string, own: string | undefined): Suggestion[] {
  return recall(memory, english, own).map(({ likeness, slug, english: then, translation }) => ({
    likeness,
    slug,
    change: diffWords(then, english, 'en'),
    translation,
  }))
}

/** The translation with texts that are not saved yet, as far as they can stand in it; for showing it. */
export function draftOf(piece: Workpiece, edits: readonly BlockEdit[]): Workpiece {
  let draft = piece
  for (const edit of edits) {
    const edited = editBlock(draft, edit)
    if (edited.kind === 'edited') draft = withTranslation(draft, edited)
  }
  return draft
}

function withTranslation(piece: Workpiece, { translation }: Extract<Edited, { kind: 'edited' }>): Workpiece {
  return { ...piece, ...compareTexts(piece.english, translation, piece.lock) }
}

function objectionTo(desk: Desk, edit: BlockEdit, id: string, word: Word): Objection | undefined {
  const pair = desk.piece.pairs.find(({ english }) => english.id === id)!
  if (pair.english.text !== edit.english) return 'english'
  if (word === 'review') return ['current', 'reviewed'].includes(pair.state) ? undefined : 'review'
  const inTheWay = checkDesk(desk).some(
    ({ severity, block }) => severity === 'error' && (block === undefined || block === id),
  )
  return inTheWay ? 'errors' : undefined
}

function refusalOf({ reason, problem }: Extract<Edited, { kind: 'refused' }>) {
  return { reason, messages: problem ? [problemView(problem)] : [] }
}
