/** Mends what the check can mend by itself. Signs are no meaning: what a person confirmed stays confirmed. */
import type { Message } from './check/message.ts'
import type { Comparison } from './compare.ts'
import { hashOf } from './hash.ts'
import type { Lock } from './lock.ts'
import { readText } from './read-text.ts'
import { splice, type Splice } from './splice.ts'

export interface Fixed {
  source: string
  /** Undefined where there is no lock yet. */
  lock: Lock | undefined
  count: number
}

/** @returns undefined where there is nothing to mend */
export function fixMessages(comparison: Comparison, messages: readonly Message[]): Fixed | undefined {
  const { translation, lock, pairs } = comparison
  const splices = withoutOverlaps(messages.flatMap(({ fix }) => fix ?? []))
  if (!translation || splices.length === 0) return undefined
  const source = splice(translation.source, splices)
  const again = readText(source, translation.file)
  const shapes = (blocks: readonly { shape: string }[]) => blocks.map(({ shape }) => shape).join('\n')
  if (shapes(again.blocks) !== shapes(translation.blocks)) return undefined

  const done = new Map(
    pairs
      .filter(({ line, translation: own }) => own && line?.done !== undefined && line.done === hashOf(own.text))
      .map(({ line, translation: own }) => [line!, hashOf(again.blocks[translation.blocks.indexOf(own!)]!.text)]),
  )
  const blocks = lock?.blocks.map((line) => (done.has(line) ? { ...line, done: done.get(line)! } : line))
  return { source, lock: lock && { ...lock, blocks: blocks! }, count: splices.length }
}

/** Of two that touch the same characters the first; the next round finds the other, if it is still one. */
function withoutOverlaps(splices: readonly Splice[]): Splice[] {
  const kept: Splice[] = []
  for (const one of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (kept.length === 0 || one.start >= kept.at(-1)!.end) kept.push(one)
  }
  return kept
}
