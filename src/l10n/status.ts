/** How far a translation is: blocks and words in each state. Words are those of the English text. */
import { blockStates, type BlockState, type Comparison, type Pair } from './compare.ts'
import { remember } from './remember.ts'
import type { Block } from './segment.ts'
import { countWords } from './words.ts'

export type Counts = Record<BlockState, number>

export interface Status {
  locale: string
  slug: string
  blocks: Counts
  words: Counts
  /** Errors that the check finds in this text. */
  errors: number
}

/** The blocks of prose, which is what a translator is asked for; frames are the same in every language. */
export function prosePairs({ pairs }: Comparison): Pair[] {
  return pairs.filter(({ english }) => !english.frame)
}

export function countStates(comparison: Comparison): Pick<Status, 'blocks' | 'words'> {
  const words = emptyCounts()
  for (const { english, state } of prosePairs(comparison)) words[state] += wordsOf(english)
  return { blocks: countBlocks(comparison), words }
}

/** Blocks in each state; that takes no looking into their texts. */
export function countBlocks(comparison: Comparison): Counts {
  const blocks = emptyCounts()
  for (const { state } of prosePairs(comparison)) blocks[state]++
  return blocks
}

/** English words of a block. */
export const wordsOf = remember((english: Block) => countWords(english.text, 'en'))

export function emptyCounts(): Counts {
  return Object.fromEntries(blockStates.map((state) => [state, 0])) as Counts
}
