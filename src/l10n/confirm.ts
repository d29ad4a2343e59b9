/**
 * A person's word: `done` (this translation says what English says now), `review` (somebody else has read it), `minor`
 * (the English change changed no meaning). Each gives a new lock and leaves texts alone.
 */
import { lineName, textHash, type Comparison, type Pair } from './compare.ts'
import { hashOf } from './hash.ts'
import type { Lock, LockLine } from './lock.ts'
import type { Block } from './segment.ts'

export interface Signature {
  /** Day, such as `2026-11-27`. */
  date: string
  reviewer?: string
}

/** Which blocks are meant: those of these names (`12` also means `12.1`, `12.alt`); all without. */
export type Choice = readonly string[] | undefined

export function isChosen({ id }: Pick<Block, 'id'>, choice: Choice): boolean {
  return !choice || choice.some((name) => id === name || id.startsWith(`${name}.`))
}

/** Confirms the translation of the chosen blocks against English as it stands. Missing ones stay missing. */
export function confirmBlocks(comparison: Comparison, choice: Choice, { date }: Signature): Lock {
  return rewrite(comparison, (pair) => {
    if (!pair.translation || pair.translation.mark || !isChosen(pair.english, choice)) return undefined
    const isReviewed = pair.state === 'reviewed'
    const kept = pair.line && isConfirmed(pair) ? pair.line : undefined
    const state = isReviewed ? 'reviewed' : 'done'
    return {
      ...lineOf(pair.english, state),
      ...(isReviewed && kept?.reviewer ? { reviewer: kept.reviewer } : {}),
      done: hashOf(pair.translation.text),
      date: kept?.date ?? date,
    }
  })
}

/** Notes that a second person has read the chosen blocks. Only what is confirmed as it stands can be reviewed. */
export function reviewBlocks(comparison: Comparison, choice: Choice, { date, reviewer }: Signature): Lock {
  return rewrite(comparison, (pair) => {
    if (!pair.line || !isConfirmed(pair) || !isChosen(pair.english, choice)) return undefined
    return { ...pair.line, state: 'reviewed', ...(reviewer ? { reviewer } : {}), date }
  })
}

/** Takes the chosen blocks' English as it stands for what was translated: a mended typo makes nothing stale. */
export function markMinor(comparison: Comparison, choice: Choice): Lock {
  return rewrite(comparison, ({ line, english, before }) => {
    if (!line || before === undefined || !isChosen(english, choice)) return undefined
    return { ...line, source: textHash(english), text: english.text }
  })
}

function isConfirmed({ state }: Pair): boolean {
  return state === 'current' || state === 'reviewed'
}

/** A line for a block as English has it now. */
export function lineOf(english: Block, state: LockLine['state']): LockLine {
  const name = lineName(english)
  return {
    kind: english.kind,
    ...(name === undefined ? {} : { name }),
    source: textHash(english),
    text: english.text,
    state,
  }
}

/**
 * The lock in the order of the English text, with new lines where `change` gives one. A block of the translation that
 * was never confirmed gets a line too, so that what English says now is known when it changes.
 */
function rewrite(comparison: Comparison, change: (pair: Pair) => LockLine | undefined): Lock {
  const blocks: LockLine[] = []
  for (const pair of comparison.pairs) {
    const line = change(pair) ?? pair.line
    if (line) blocks.push(line)
  }
  // What English has lost keeps its line as long as its translation stands in the text.
  for (const { line } of comparison.obsolete) blocks.splice(placeFor(line, comparison, blocks), 0, line)
  return { blocks, obsolete: comparison.lock?.obsolete ?? [] }
}

/** After the line that it followed before. */
function placeFor(line: LockLine, { lock }: Comparison, blocks: readonly LockLine[]): number {
  const old = lock?.blocks ?? []
  for (let index = old.indexOf(line) - 1; index >= 0; index--) {
    const at = blocks.findIndex((other) => other === old[index])
    if (at >= 0) return at + 1
  }
  return 0
}
