/** How far the translations are: the numbers of `npm run translate -- status`, with what the check says in full. */
import { listSlugs, readWorkpiece, targetLocales } from '../../l10n/cli/workspace.ts'
import { checkWorkpiece } from '../../l10n/cli/check-workpiece.ts'
import type { Message } from '../../l10n/check/message.ts'
import { blockStates } from '../../l10n/compare.ts'
import { countStates, emptyCounts, type Status } from '../../l10n/status.ts'

export interface Progress extends Status {
  warnings: number
  /** The last day on which a passage of it was confirmed, as locks hold it. */
  confirmed: string | undefined
  /** Errors and warnings, by place. */
  messages: Message[]
}

/** The locales that a page tells of: its own, or all where nothing is translated into it. */
export function localesToldOf(locale: string): readonly string[] {
  return targetLocales.includes(locale) ? [locale] : targetLocales
}

const known = new Map<string, Progress[]>()

/** Every entry in one locale: what is stale first, and of that what is soonest done; what is done last. */
export function progressOf(locale: string): Progress[] {
  const before = known.get(locale)
  if (before && import.meta.env?.PROD) return before
  const list = listSlugs()
    .map((slug) => progressOfEntry(locale, slug))
    .sort(byUrgency)
  known.set(locale, list)
  return list
}

function progressOfEntry(locale: string, slug: string): Progress {
  const piece = readWorkpiece(locale, slug)
  const messages = checkWorkpiece(piece).filter(({ severity }) => severity === 'error' || severity === 'warning')
  const count = (severity: string) => messages.filter((message) => message.severity === severity).length
  const dates = (piece.lock?.blocks ?? []).flatMap(({ date }) => date ?? [])
  return {
    locale,
    slug,
    ...countStates(piece),
    errors: count('error'),
    warnings: count('warning'),
    confirmed: dates.sort().at(-1),
    messages,
  }
}

/** English words that wait for a translator. */
export function wordsToDo({ words }: Pick<Status, 'words'>): number {
  return words.missing + words.stale + words.edited
}

export function byUrgency(a: Progress, b: Progress): number {
  const rank = (one: Progress) => (one.blocks.stale > 0 ? 0 : wordsToDo(one) > 0 ? 1 : 2)
  return rank(a) - rank(b) || wordsToDo(a) - wordsToDo(b) || (a.slug < b.slug ? -1 : 1)
}

/** All entries of a locale as one. */
export function totalOf(locale: string, list: readonly Progress[]): Progress {
  const sum: Progress = {
    locale,
    slug: '',
    blocks: emptyCounts(),
    words: emptyCounts(),
    errors: 0,
    warnings: 0,
    confirmed: undefined,
    messages: [],
  }
  for (const one of list) {
    for (const state of blockStates) {
      sum.blocks[state] += one.blocks[state]
      sum.words[state] += one.words[state]
    }
    sum.errors += one.errors
    sum.warnings += one.warnings
    if (one.confirmed && one.confirmed > (sum.confirmed ?? '')) sum.confirmed = one.confirmed
  }
  return sum
}
