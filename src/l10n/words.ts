/** Counts and differences of words, by the rules of each language (Intl.Segmenter). */
import { diffArrays } from 'diff'

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(locale: string): Intl.Segmenter {
  let segmenter = segmenters.get(locale)
  if (!segmenter) segmenters.set(locale, (segmenter = new Intl.Segmenter(locale, { granularity: 'word' })))
  return segmenter
}

/** How many words a text has; code, formulas and markup count as nothing to translate. */
export function countWords(text: string, locale: string): number {
  const prose = text.replace(/`[^`]*`|\$[^$]*\$|\]\([^)]*\)|<[^>]*>/g, ' ')
  let count = 0
  for (const { isWordLike } of segmenterOf(locale).segment(prose)) if (isWordLike) count++
  return count
}

export interface WordChange {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** What changed from one text to the other, word by word; the pieces that are not `removed` make up `after`. */
export function diffWords(before: string, after: string, locale: string): WordChange[] {
  return diffArrays(tokens(before, locale), tokens(after, locale)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}

function tokens(text: string, locale: string): string[] {
  return [...segmenterOf(locale).segment(text.normalize('NFC'))].map(({ segment }) => segment)
}

/** The difference on one line, as on a terminal: `the [-old-]{+new+} word`. */
export function formatDiff(changes: readonly WordChange[]): string {
  return changes
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('')
}
