/** What translators' programs exchange: one unit for each block of prose, and for each string of the interface. */
import type { BlockState, Comparison } from '../compare.ts'
import { prosePairs } from '../status.ts'

export interface Unit {
  /** Where it stands: `backpropagation/12.caption`, `ui/cell.run`. */
  place: string
  /** What it is, for whoever translates it: `paragraph`, `comment`. */
  kind: string
  /** English as it stands, or as it stood at the export. */
  source: string
  /** The translation; empty where there is none. */
  target: string
  state: BlockState
  /** The English that the target was made from, where English has changed since. */
  before?: string
}

export interface Exchange {
  from: string
  to: string
  units: Unit[]
}

/** A unit as it came back. */
export interface Incoming {
  place: string
  source: string
  target: string
  /** The program says that the target is not finished. */
  fuzzy: boolean
  /** In the file that came back, from 1. */
  line: number
  column: number
}

/** The units of one entry, in the order of its English text. */
export function unitsOf(slug: string, comparison: Comparison): Unit[] {
  return prosePairs(comparison)
    .filter(({ english }) => english.text.trim() !== '')
    .map(({ english, translation, state, before }) => ({
      place: `${slug}/${english.id}`,
      kind: english.kind,
      source: english.text,
      target: state === 'missing' ? '' : (translation?.text ?? ''),
      state,
      ...(before === undefined ? {} : { before }),
    }))
}

/** `backpropagation/12.1` as its entry and its block. */
export function splitPlace(place: string): { slug: string; id: string } {
  const at = place.indexOf('/')
  return { slug: place.slice(0, Math.max(at, 0)), id: place.slice(at + 1) }
}

/** What waits for a translator. */
export const isWaiting = ({ state }: Unit): boolean => state !== 'current' && state !== 'reviewed'
