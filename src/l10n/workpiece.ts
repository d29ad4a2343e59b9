/** An English text, its translation and the lock between them: what one translator works on. */
import type { Problem } from '../cells/parse/problem.ts'
import { compareTexts, type Comparison, type Pair } from './compare.ts'
import { parseLock } from './lock.ts'
import type { Text } from './read-text.ts'

export interface Workpiece extends Comparison {
  slug: string
  locale: string
  /** What keeps the texts or the lock from being read: nothing may be written then. */
  problems: Problem[]
}

export interface WorkpieceTexts {
  slug: string
  locale: string
  english: Text
  translation: Text | undefined
  /** The lock's file, if there is one. */
  lock: { source: string; file: string } | undefined
}

export function workpieceOf({ slug, locale, english, translation, lock: file }: WorkpieceTexts): Workpiece {
  const { lock, problems } = file ? parseLock(file.source, file.file) : { lock: undefined, problems: [] }
  const unread = [english, translation].filter((text): text is Text => text !== undefined && !text.tree)
  return {
    ...compareTexts(english, translation, lock),
    slug,
    locale,
    problems: [...problems, ...unread.flatMap((text) => text.problems)],
  }
}

/** Blocks that a person confirmed and the file has lost: it may have been cut. */
export function listLost({ lost }: Comparison): Pair[] {
  return lost.filter(({ english, line }) => !english.frame && line?.state !== 'new')
}
