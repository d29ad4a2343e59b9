/** Gives one block of a translation another text, if the block is still what its editor was shown. */
import type { Problem } from '../cells/parse/problem.ts'
import type { Comparison, Pair } from './compare.ts'
import { likeness } from './match.ts'
import { readText, type Text } from './read-text.ts'
import type { Block } from './segment.ts'
import { splice, withTexts } from './splice.ts'
import { prosePairs } from './status.ts'

export interface BlockEdit {
  /** The English block's. */
  id: string
  /** The English text and the translation that the editor was shown. */
  english: string
  shown: string
  /** The new translation. */
  text: string
  /** A person says that this is the translation: a mark that it is still to be written goes, even if nothing changed. */
  confirmed?: boolean
}

/**
 * - `edited`: the translation with the new text; where it was there already, the same translation;
 * - `conflict`: somebody else has given the block another text meanwhile;
 * - `gone`: the block is no longer there;
 * - `refused`: the text would not stay one block of the same kind. `problem` says where it does not parse.
 */
export type Edited =
  | { kind: 'edited'; pair: Pair; translation: Text }
  | { kind: 'conflict'; theirs: string }
  | { kind: 'gone' }
  | { kind: 'refused'; reason: 'empty' | 'structure' | 'syntax'; problem?: Problem }

export function editBlock(comparison: Comparison, edit: BlockEdit): Edited {
  const { translation } = comparison
  const text = plain(edit.text).trim()
  const pairs = prosePairs(comparison).filter(({ translation: own }) => own)
  const pair = findShown(pairs, edit)
  if (!translation || !pair) {
    const now = findEnglish(pairs, edit)
    if (!translation || !now) return { kind: 'gone' }
    const theirs = plain(now.translation!.text)
    return theirs === text ? { kind: 'edited', pair: now, translation } : { kind: 'conflict', theirs }
  }
  if (text === '') return { kind: 'refused', reason: 'empty' }
  const own = pair.translation!
  const source =
    text === plain(own.text) ? unmarked(translation, own, edit) : withTexts(translation.source, [[own, text]])
  if (source === translation.source) return { kind: 'edited', pair, translation }
  const again = readText(source, translation.file)
  const problem = again.problems.find(({ message }) => !translation.problems.some((old) => old.message === message))
  if (problem) return { kind: 'refused', reason: 'syntax', problem }
  if (!isOnlyChange(translation, again, own, text)) return { kind: 'refused', reason: 'structure' }
  return { kind: 'edited', pair, translation: again }
}

const plain = (text: string) => text.replaceAll('\r\n', '\n')

/** The block by its name and text; where the file has moved on around it, by its texts alone. */
function findShown(pairs: readonly Pair[], { id, english, shown }: BlockEdit): Pair | undefined {
  const same = pairs.filter(({ translation }) => plain(translation!.text) === plain(shown))
  return (
    same.find((pair) => pair.english.id === id && pair.english.text === english) ??
    same.find((pair) => pair.english.text === english) ??
    same.find((pair) => pair.english.id === id)
  )
}

/** The block of the same English; where that has changed too, the one of the same name, unless it says something else. */
function findEnglish(pairs: readonly Pair[], { id, english }: BlockEdit): Pair | undefined {
  const same = pairs.filter((pair) => pair.english.text === english)
  const named = pairs.find((pair) => pair.english.id === id)
  const isNamed = named && likeness(named.english.text, english) > 0.5
  return same.find((pair) => pair.english.id === id) ?? same[0] ?? (isNamed ? named : undefined)
}

function unmarked({ source }: Text, { mark }: Block, { confirmed }: BlockEdit): string {
  return mark && confirmed ? splice(source, [{ ...mark, text: '' }]) : source
}

/** All blocks are what they were but for this one, which has the text that was asked for. */
function isOnlyChange(before: Text, after: Text, own: Block, text: string): boolean {
  return (
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, index) => {
      const other = after.blocks[index]!
      const isSame = block === own ? plain(other.text) === text : other.text === block.text
      return block.id === other.id && block.shape === other.shape && isSame
    })
  )
}
