/** `done`, `minor` and `review`: a person's word about a translation, or about a change of English. */
import { existsSync } from 'node:fs'
import { confirmBlocks, isChosen, markMinor, reviewBlocks, type Choice } from '../confirm.ts'
import { today, type Lock } from '../lock.ts'
import { prosePairs } from '../status.ts'
import type { Workpiece } from '../workpiece.ts'
import { checkWorkpiece } from './check-workpiece.ts'
import { refuse, unknown, UsageError, type Command } from './command.ts'
import { knownLocale, knownSlug, listSlugs, readWorkpiece, targetLocales, textPath, writeLock } from './workspace.ts'

const blocksHelp = `  [block…]   names of blocks, as diff and status of a page show them: title, 12,
             12.caption; 12 also means what stands in it. Without, all.`

export const done: Command = {
  summary: 'confirms that a translation says what English says now',
  help: `done <locale> <slug> [block…]
done <locale> --all

Confirms translations against English as it stands. A text with errors is not
confirmed.

${blocksHelp}
  --all      every entry of the locale

Exit code: 0; 1 where a text has errors or cannot be read; 2 for a wrong call.`,
  options: { all: { type: 'boolean' } },
  run: ({ args, values }) => {
    const { pieces, choice } = target(args, values.all === true, 'done')
    let code = 0
    for (const piece of pieces) {
      const errors = checkWorkpiece(piece).filter(({ severity }) => severity === 'error')
      const inTheWay = errors.filter(({ block }) => block === undefined || isChosen({ id: block }, choice))
      if (inTheWay.length > 0) {
        const { file, line, column, rule, message } = inTheWay[0]!
        console.error(`${piece.locale} ${piece.slug}: not confirmed, ${counted(inTheWay.length, 'error')}; the first:`)
        console.error(`${file}:${line}:${column} ${rule} ${message}`)
        code = 1
        continue
      }
      save(piece, confirmBlocks(piece, choice, { date: today() }), 'confirmed')
    }
    return code
  },
}

export const review: Command = {
  summary: 'notes that a second person has read a translation',
  help: `review <locale> <slug> [block…] [--by NAME]
review <locale> --all [--by NAME]

Notes that a second person has read what is confirmed. A change of either text
takes the note away.

${blocksHelp}
  --by NAME  who has read it
  --all      every entry of the locale

Exit code: 0; 1 where nothing chosen is confirmed, or a file cannot be read;
2 for a wrong call.`,
  options: { all: { type: 'boolean' }, by: { type: 'string' } },
  run: ({ args, values }) => {
    const { pieces, choice } = target(args, values.all === true, 'review')
    const reviewer = typeof values.by === 'string' ? { reviewer: values.by } : {}
    let code = 0
    for (const piece of pieces) {
      const waiting = prosePairs(piece).filter(
        ({ state, english }) => isChosen(english, choice) && state !== 'current' && state !== 'reviewed',
      )
      if (waiting.length > 0 && choice) {
        console.error(
          `${piece.locale} ${piece.slug}: block ${waiting[0]!.english.id} is ${waiting[0]!.state}; confirm it first (done).`,
        )
        code = 1
        continue
      }
      save(piece, reviewBlocks(piece, choice, { date: today(), ...reviewer }), 'reviewed')
    }
    return code
  },
}

export const minor: Command = {
  summary: 'says that a change of English changed no meaning: nothing goes stale',
  help: `minor <slug> [block…]

For the author of the English text, after mending a typo: every translation that
was current stays so.

${blocksHelp}

Exit code: 0; 1 where a file cannot be read; 2 for a wrong call.`,
  run: ({ args }) => {
    const [slug, ...blocks] = args
    if (!slug) throw new UsageError('minor wants an entry: minor backpropagation.')
    const pieces = targetLocales
      .filter((locale) => existsSync(textPath(knownSlug(slug), locale)))
      .map((locale) => readable(readWorkpiece(locale, slug)))
    const choice = choiceOf(blocks, pieces)
    for (const piece of pieces) save(piece, markMinor(piece, choice), 'minor')
    return 0
  },
}

function target(args: string[], all: boolean, name: string): { pieces: Workpiece[]; choice: Choice } {
  const [locale, slug, ...blocks] = args
  if (!locale || (!slug && !all))
    throw new UsageError(`${name} wants a locale and an entry, or --all: ${name} fr gradient.`)
  const slugs = slug ? [knownSlug(slug)] : listSlugs().filter((slug) => existsSync(textPath(slug, locale)))
  const pieces = slugs.map((slug) => readable(readWorkpiece(knownLocale(locale), slug)))
  const missing = pieces.find(({ translation }) => !translation)
  if (missing)
    throw new UsageError(`${missing.slug} is not written in ${locale} yet: sync ${locale} ${missing.slug} --create.`)
  return { pieces, choice: choiceOf(blocks, pieces) }
}

function choiceOf(blocks: readonly string[], pieces: readonly Workpiece[]): Choice {
  if (blocks.length === 0) return undefined
  const ids = pieces[0]?.pairs.map(({ english }) => english.id) ?? []
  const strange = blocks.find((block) => !ids.some((id) => id === block || id.startsWith(`${block}.`)))
  if (strange) throw unknown('block', strange, ids)
  return blocks
}

function readable(piece: Workpiece): Workpiece {
  if (piece.problems.length > 0) refuse(piece.problems)
  return piece
}

function save(piece: Workpiece, lock: Lock, verb: string): void {
  const before = piece.lock?.blocks ?? []
  const changed = lock.blocks.filter((line) => !before.some((other) => JSON.stringify(other) === JSON.stringify(line)))
  writeLock(piece.slug, piece.locale, lock)
  const prose = changed.filter(({ kind }) => !['math', 'code', 'component'].includes(kind))
  console.log(`${piece.locale} ${piece.slug}: ${counted(prose.length, 'block')} ${verb}`)
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
