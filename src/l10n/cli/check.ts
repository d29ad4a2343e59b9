/** `check`: all rules over translations and the strings of the interface. */
import { countBlocks } from '../status.ts'
import { fixMessages } from '../fix.ts'
import { formatLock } from '../lock.ts'
import { readText } from '../read-text.ts'
import { compareTexts } from '../compare.ts'
import type { CheckContext } from '../check/check.ts'
import type { Workpiece } from '../workpiece.ts'
import { checkWorkpiece } from './check-workpiece.ts'
import { checkUi } from './check-ui.ts'
import { UsageError, type Command } from './command.ts'
import { formatMessages, type Located } from './messages.ts'
import { spellingRule } from './spelling.ts'
import { chosen, lockPath, readWorkpiece, textPath, writeFiles } from './workspace.ts'

export const check: Command = {
  summary: 'what is wrong with translations, each at its place, with the repair',
  help: `check [locale] [slug] [options]

Structure, code, formulas, links, placeholders and plural forms, terms, numbers,
signs of the language, words twice, English left over, and cells that gave
another result when they were proved. Runs no cell.

  --fix              mend what a program can mend: spaces, quotation marks, signs
  --spelling         spelling too, as hints; dictionaries take a second to load
  --all              say each block that is stale or missing, not only how many
  --format github    annotations for a pull request
  --json             an array of {locale, slug, file, line, column, severity, rule,
                     message, hint, block, fixable}

A rule is silenced in place, with a reason, by a comment before the block:
  {/* l10n-ignore term: a name */}        in the front matter:  # l10n-ignore …

Exit code: 0 without errors, whatever is stale; 1 with errors; 2 for a wrong call.`,
  options: {
    fix: { type: 'boolean' },
    spelling: { type: 'boolean' },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
    format: { type: 'string' },
  },
  run: async ({ args, values }) => {
    const format = values.json ? 'json' : (values.format ?? 'text')
    if (format !== 'text' && format !== 'json' && format !== 'github') {
      throw new UsageError(`--format ${String(format)}: there are text, github and json.`)
    }
    const { locales, slugs } = chosen(args)
    const found: Located[] = []
    const waiting = new Map<string, number>()
    const more = new Map<string, NonNullable<CheckContext['more']>>()
    for (const locale of locales) {
      more.set(locale, values.spelling ? [await spellingRule(locale)] : [])
      if (args.every((arg) => locales.includes(arg))) found.push(...checkUi(locale))
    }
    // Entry by entry, so that English is read once for all its translations.
    for (const slug of slugs) {
      for (const locale of locales) {
        const piece = readWorkpiece(locale, slug)
        const rules = more.get(locale)!
        const { messages, fixed } = values.fix
          ? mendAndCheck(piece, rules)
          : { messages: checkWorkpiece(piece, rules), fixed: 0 }
        if (fixed > 0 && format === 'text') console.log(`${piece.translation!.file}: ${fixed} mended`)
        found.push(...messages.map((message) => ({ ...message, locale, slug })))
        const { missing, stale, edited } = countBlocks(piece)
        for (const [state, count] of Object.entries({ missing, stale, edited })) {
          if (count > 0) waiting.set(`${locale} ${state}`, (waiting.get(`${locale} ${state}`) ?? 0) + count)
        }
      }
    }
    console.log(formatMessages(found, format, values.all === true, waiting))
    return found.some(({ severity }) => severity === 'error') ? 1 : 0
  },
}

/** What remains after mending. A mended sign may show another fault, so it is done until nothing changes. */
function mendAndCheck(piece: Workpiece, more: NonNullable<CheckContext['more']>) {
  const { slug, locale, english } = piece
  let current = piece
  let messages = checkWorkpiece(piece, more)
  let fixed = 0
  for (let round = 0; round < 3 && piece.problems.length === 0; round++) {
    const result = fixMessages(current, messages)
    if (!result) break
    fixed += result.count
    const translation = readText(result.source, current.translation!.file)
    current = { ...piece, ...compareTexts(english, translation, result.lock) }
    messages = checkWorkpiece(current, more)
  }
  if (fixed > 0) {
    const files = new Map([[textPath(slug, locale), current.translation!.source]])
    if (current.lock) files.set(lockPath(slug, locale), formatLock(current.lock))
    writeFiles(files)
  }
  return { messages, fixed }
}
