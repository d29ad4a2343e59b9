/** `diff`: what changed in English since each block was confirmed. */
import { listChanges } from '../changes.ts'
import { diffWords, formatDiff } from '../words.ts'
import { refuse, UsageError, type Command } from './command.ts'
import { knownLocale, knownSlug, readWorkpiece } from './workspace.ts'

export const diff: Command = {
  summary: 'what changed in English, word by word, with the place in the translation',
  help: `diff <locale> <slug> [--json]

What changed in English since each block of the translation was confirmed: words
taken away in [-…-], words added in {+…+}.

  --json   an array of {id, kind, state, before, after, line, column}; line and
           column are those in the translation

Exit code: 0; 1 where a file cannot be read; 2 for a wrong call.`,
  options: { json: { type: 'boolean' } },
  run: ({ args, values }) => {
    const [locale, slug] = args
    if (!locale || !slug) throw new UsageError('diff wants a locale and an entry: diff fr backpropagation.')
    const piece = readWorkpiece(knownLocale(locale), knownSlug(slug))
    if (piece.problems.length > 0) refuse(piece.problems)
    const changes = listChanges(piece)
    if (values.json) {
      console.log(JSON.stringify(changes, null, 2))
      return 0
    }
    const file = piece.translation?.file ?? `${locale}.mdx`
    for (const { id, kind, state, before, after, line, column } of changes) {
      console.log(`${file}:${line}:${column} ${state} ${kind} ${id}`)
      console.log(`  ${formatDiff(diffWords(before, after, 'en')).replaceAll('\n', '\n  ')}\n`)
    }
    console.log(changes.length === 0 ? 'English is as it was when this was translated.' : `${changes.length} changed`)
    return 0
  },
}
