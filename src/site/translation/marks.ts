/** What a published translation says of itself: which of its passages English has left behind. */
import { prosePairs } from '../../l10n/status.ts'
import type { Pair } from '../../l10n/compare.ts'
import { pieceOf } from './pieces.ts'

export interface Marks {
  /** Passages whose English has changed since they were confirmed, by the block of the page; `0` is the front matter. */
  stale: ReadonlyMap<number, readonly Pair[]>
  /** Blocks of the page that stand in English still. */
  english: ReadonlySet<number>
  /** What English has and the translation has not. */
  missing: readonly Pair[]
}

const none: Marks = { stale: new Map(), english: new Set(), missing: [] }

export function marksOf(slug: string, locale: string): Marks {
  const piece = pieceOf(slug, locale)
  // Without a lock nobody can know what was translated from what.
  if (!piece?.lock) return none
  const pairs = prosePairs(piece)
  const stale = Map.groupBy(
    pairs.filter(({ state, translation }) => state === 'stale' && translation),
    ({ translation }) => translation!.page,
  )
  const waiting = pairs.filter(({ state }) => state === 'missing')
  const english = waiting.flatMap(({ translation }) =>
    translation && wholeBlocks.includes(translation.kind) ? translation.page : [],
  )
  return { stale, english: new Set(english), missing: waiting.filter(({ translation }) => !translation) }
}

/** Kinds that are a block of the page each, and not a part of one. */
const wholeBlocks: readonly string[] = ['heading', 'paragraph', 'listItem', 'tableCell']

/** True where nothing needs to be said. */
export function isCurrent({ stale, english, missing }: Marks): boolean {
  return stale.size === 0 && english.size === 0 && missing.length === 0
}
