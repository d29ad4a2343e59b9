/**
 * The heart of the workbench: an English text, its translation and the lock between them, put side by side. Everything
 * that lists, checks, shows or changes a translation starts from what this gives.
 */
import { hashOf } from './hash.ts'
import type { Lock, LockLine } from './lock.ts'
import { gapsOf, inOrder, likeness, likenessAcross, matchByWeight, matchInOrder, type Match } from './match.ts'
import type { Text } from './read-text.ts'
import { remember } from './remember.ts'
import type { Block } from './segment.ts'

/**
 * - `missing`: no translation yet, or English that was brought over;
 * - `stale`: English has changed since a person confirmed it, and the translation has not;
 * - `edited`: the translation is not the one that a person confirmed last, or was never confirmed;
 * - `current`: confirmed as it stands, against English as it stands;
 * - `reviewed`: the same, and a second person has read it.
 */
export type BlockState = 'missing' | 'stale' | 'edited' | 'current' | 'reviewed'
export const blockStates: readonly BlockState[] = ['missing', 'stale', 'edited', 'current', 'reviewed']

export interface Pair {
  english: Block
  translation: Block | undefined
  /** What the lock holds of it. */
  line: LockLine | undefined
  state: BlockState
  /** The English it was translated from, where that is no longer what English says. */
  before: string | undefined
}

export interface Comparison {
  english: Text
  translation: Text | undefined
  lock: Lock | undefined
  /** One for each English block, in its order. */
  pairs: Pair[]
  /** Blocks of the translation that English no longer has, with what the lock holds of them. */
  obsolete: { translation: Block; line: LockLine }[]
  /** Blocks of the translation that English never had. */
  extra: Block[]
  /** Blocks that the lock knows, English still has and the translation has lost. */
  lost: Pair[]
}

export function compareTexts(english: Text, translation: Text | undefined, lock: Lock | undefined): Comparison {
  const blocks = translation?.blocks ?? []
  const lines = lock?.blocks ?? []
  const lineOfEnglish = pairUp(english.blocks, lines, sourceAgrees, likeSource)
  const lineOfTranslation = pairUp(blocks, lines, translationAgrees, likeAcross)
  const translationOfLine = new Map([...lineOfTranslation].map(([block, line]) => [line, block]))

  const found = new Map<number, number>()
  for (const [index, line] of lineOfEnglish) {
    const block = translationOfLine.get(line)
    if (block !== undefined) found.set(index, block)
  }
  fillGaps(found, english.blocks, blocks, lineOfTranslation)

  const pairs = english.blocks.map((block, index): Pair => {
    const lineIndex = lineOfEnglish.get(index)
    const own = found.get(index)
    const partner = own === undefined ? undefined : blocks[own]
    const line = lineIndex === undefined ? undefined : lines[lineIndex]
    const before = line && line.source !== textHash(block) ? line.text : undefined
    return { english: block, translation: partner, line, state: stateOf(block, partner, line), before }
  })
  const taken = new Set(found.values())
  const spare = blocks.map((block, index) => ({ block, index })).filter(({ index }) => !taken.has(index))
  const known = spare.filter(({ index }) => lineOfTranslation.has(index))
  return {
    english,
    translation,
    lock,
    pairs,
    obsolete: known.map(({ block, index }) => ({ translation: block, line: lines[lineOfTranslation.get(index)!]! })),
    extra: spare.filter(({ index }) => !lineOfTranslation.has(index)).map(({ block }) => block),
    lost: translation ? pairs.filter(({ line, translation: own }) => line && !own) : [],
  }
}

/** The hash that a lock keeps of a block's text. */
export const textHash = remember((block: Block): string => hashOf(block.text))

/** The name that a lock line carries beside the kind. */
export function lineName({ kind, shape }: Pick<Block, 'kind' | 'shape'>): string | undefined {
  if (kind === 'frontMatter') return shape.slice('frontMatter:'.length)
  if (kind === 'attribute') return shape.replace(/^.*</, '').slice(0, -1)
  if (kind === 'code') return shape.replace(/^.*code:/, '')
  return kind === 'component' ? shape.replace(/^.*</, '').slice(0, -1) : undefined
}

function stateOf(english: Block, translation: Block | undefined, line: LockLine | undefined): BlockState {
  if (!translation || translation.mark) return 'missing'
  if (!line || line.done === undefined) {
    const isUntouched = line?.state === 'new' && textHash(translation) === hashOf(line.text)
    return isUntouched ? 'missing' : 'edited'
  }
  if (line.done !== textHash(translation)) return 'edited'
  if (line.source !== textHash(english)) return 'stale'
  return line.state === 'reviewed' ? 'reviewed' : 'current'
}

const isSameKind = (block: Block, line: LockLine) => block.kind === line.kind && lineName(block) === line.name
const sourceAgrees = (block: Block, line: LockLine) => isSameKind(block, line) && line.source === textHash(block)
/** Below this likeness a text is not the other one changed, but another. */
const changed = 0.5
const likeSource = (block: Block, line: LockLine) => {
  if (!isSameKind(block, line)) return 0
  const like = block.frame && line.text === '' ? 1 : likeness(block.text, line.text)
  return like > changed ? like : 0
}
const likeAcross = (block: Block, line: LockLine) =>
  isSameKind(block, line) ? 0.1 + likenessAcross(line.text, block.text) : 0
const translationAgrees = (block: Block, line: LockLine) =>
  isSameKind(block, line) && (line.done ?? line.source) === textHash(block)

/**
 * Blocks and lines of a lock that belong together, as a map from the index of a block to that of a line: what agrees, in
 * order; what agrees elsewhere, because it was moved; of equally long stretches of the same kinds, each its counterpart;
 * of other stretches, what is most like.
 */
function pairUp(
  blocks: readonly Block[],
  lines: readonly LockLine[],
  agrees: (block: Block, line: LockLine) => boolean,
  weight: (block: Block, line: LockLine) => number,
): Map<number, number> {
  const matches = matchInOrder(blocks, lines, agrees)
  const pairs = new Map<number, number>(matches)
  const free = new Set(lines.keys())
  for (const line of pairs.values()) free.delete(line)
  const pair = (block: number, line: number) => {
    pairs.set(block, line)
    free.delete(line)
  }
  for (const [index, block] of blocks.entries()) {
    if (pairs.has(index) || block.text.length < shortestMoved) continue
    const moved = [...free].find((line) => agrees(block, lines[line]!))
    if (moved !== undefined) pair(index, moved)
  }
  for (const { a, b } of gapsOf(matches, blocks.length, lines.length)) {
    const left = range(a).filter((index) => !pairs.has(index))
    const right = range(b).filter((index) => free.has(index))
    for (const [i, j] of pairGap(left, right, {
      same: (i, j) => isSameKind(blocks[i]!, lines[j]!),
      weight: (i, j) => weight(blocks[i]!, lines[j]!),
    })) {
      pair(i, j)
    }
  }
  return pairs
}

/** Characters from which a text that agrees elsewhere was moved; shorter ones repeat by chance. */
const shortestMoved = 12

function pairGap(
  left: readonly number[],
  right: readonly number[],
  { same, weight }: { same: (i: number, j: number) => boolean; weight: (i: number, j: number) => number },
): readonly Match[] {
  const isEven = left.length === right.length && left.every((i, index) => same(i, right[index]!))
  if (isEven) return left.map((i, index) => [i, right[index]!])
  return matchByWeight(left, right, weight).map(([i, j]) => [left[i]!, right[j]!])
}

/** Blocks that no lock brought together: those between the same neighbors, of the same shape. */
function fillGaps(
  found: Map<number, number>,
  english: readonly Block[],
  blocks: readonly Block[],
  lineOfTranslation: ReadonlyMap<number, number>,
): void {
  const taken = new Set(found.values())
  for (const { a, b } of gapsOf(inOrder([...found]), english.length, blocks.length)) {
    const left = range(a).filter((index) => !found.has(index))
    // A block with a line of its own is the translation of something else, that English has lost.
    const right = range(b).filter((index) => !taken.has(index) && !lineOfTranslation.has(index))
    const same = (i: number, j: number) => english[i]!.kind === blocks[j]!.kind
    const weight = (i: number, j: number) => {
      if (!same(i, j)) return 0
      const isSameShape = english[i]!.shape === blocks[j]!.shape
      return isSameShape ? 0.1 + likenessAcross(english[i]!.text, blocks[j]!.text) : 0.05
    }
    for (const [i, j] of pairGap(left, right, { same, weight })) found.set(i, j)
  }
}

function range([from, to]: [number, number]): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
