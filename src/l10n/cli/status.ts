/** `status`: how far each translation is. */
import { blockStates } from '../compare.ts'
import { countStates, emptyCounts, type Status } from '../status.ts'
import { checkWorkpiece } from './check-workpiece.ts'
import type { Command } from './command.ts'
import { formatTable } from './table.ts'
import { chosen, readWorkpiece } from './workspace.ts'

export const status: Command = {
  summary: 'words and blocks in each state',
  help: `status [locale] [slug] [--json]

How far each translation is: English words to do, blocks in each state, and the
errors that the check finds.

  --json   an array of {locale, slug, blocks: {missing, stale, edited, current,
           reviewed}, words: {the same}, errors}

Exit code: 0; 2 for a wrong call.`,
  options: { json: { type: 'boolean' } },
  run: ({ args, values }) => {
    const { locales, slugs } = chosen(args)
    const list = slugs.flatMap((slug) => locales.map((locale) => statusOf(locale, slug)))
    const sorted = list.sort(
      (a, b) => locales.indexOf(a.locale) - locales.indexOf(b.locale) || (a.slug < b.slug ? -1 : 1),
    )
    console.log(values.json ? JSON.stringify(sorted, null, 2) : formatStatus(sorted))
    return 0
  },
}

export function statusOf(locale: string, slug: string): Status {
  const piece = readWorkpiece(locale, slug)
  const errors = checkWorkpiece(piece).filter(({ severity }) => severity === 'error').length
  return { locale, slug, ...countStates(piece), errors }
}

function formatStatus(list: readonly Status[]): string {
  const head = ['locale', 'entry', 'words to do', ...blockStates, 'errors']
  const row = ({ locale, slug, blocks, words, errors }: Status) => [
    locale,
    slug,
    words.missing + words.stale + words.edited,
    ...blockStates.map((state) => blocks[state]),
    errors,
  ]
  const totals = [...new Set(list.map(({ locale }) => locale))].map((locale) => total(list, locale))
  const rows = list.length > totals.length ? [...list.map(row), ...totals.map(row)] : list.map(row)
  return formatTable(head, rows)
}

function total(list: readonly Status[], locale: string): Status {
  const sum: Status = { locale, slug: '(all)', blocks: emptyCounts(), words: emptyCounts(), errors: 0 }
  for (const { blocks, words, errors } of list.filter((status) => status.locale === locale)) {
    for (const state of blockStates) {
      sum.blocks[state] += blocks[state]
      sum.words[state] += words[state]
    }
    sum.errors += errors
  }
  return sum
}
