/** `export`: what translators' own programs read. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { today } from '../lock.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { localesFolder } from '../../i18n/paths.ts'
import { writePo } from '../exchange/po.ts'
import { writeTbx } from '../exchange/tbx.ts'
import { writeTmx } from '../exchange/tmx.ts'
import { uiSlug, uiUnits } from '../exchange/ui-units.ts'
import { isWaiting, unitsOf, type Exchange, type Unit } from '../exchange/unit.ts'
import { writeXliff12 } from '../exchange/xliff12.ts'
import { writeXliff2 } from '../exchange/xliff2.ts'
import { refuse, unknown, UsageError, type Command } from './command.ts'
import { knownLocale, knownSlug, listSlugs, readTerms, readWorkpiece, writeFiles } from './workspace.ts'

const writers: Record<string, (exchange: Exchange) => string> = {
  po: (exchange) => writePo(exchange, today()),
  xliff: writeXliff2,
  xliff12: writeXliff12,
  tmx: writeTmx,
  tbx: ({ from, to }) => writeTbx({ [from]: readTerms(from).base, [to]: readTerms(to).base }, from, to),
}

export const exportCommand: Command = {
  summary: 'writes PO, XLIFF, TMX or TBX for translators’ own programs',
  help: `export <locale> [slug…] --format po|xliff|xliff12|tmx|tbx [--stale] [--out FILE]

Writes all blocks of all entries, or of those named, and the strings of the
interface (as the entry "ui"). Code, formulas, tags and targets of links travel as
placeholders.

  --format po       gettext, for Weblate and Poedit; what is stale is fuzzy
  --format xliff    XLIFF 2.1
  --format xliff12  XLIFF 1.2, for OmegaT
  --format tmx      the translation memory: what is translated
  --format tbx      the term base
  --stale           only what waits for a translator
  --out FILE        into a file; to standard output without

Exit code: 0; 1 where a text cannot be read; 2 for a wrong call.`,
  options: { format: { type: 'string' }, stale: { type: 'boolean' }, out: { type: 'string' } },
  run: ({ args, values }) => {
    const [locale, ...slugs] = args
    if (!locale) throw new UsageError('export wants a locale: export fr --format po.')
    const format = String(values.format ?? '')
    const write = writers[format]
    if (!write) {
      if (format) throw unknown('format', format, Object.keys(writers))
      throw new UsageError(`export wants a format: --format ${Object.keys(writers).join(', ')}.`)
    }
    const to = knownLocale(locale)
    const units = collect(to, slugs).filter((unit) => !values.stale || isWaiting(unit))
    const text = write({ from: sourceLocale, to, units })
    if (typeof values.out === 'string') writeFiles(new Map([[values.out, text]]))
    else process.stdout.write(text)
    return 0
  },
}

function collect(locale: string, slugs: readonly string[]): Unit[] {
  const entries = slugs.length > 0 ? slugs.filter((slug) => slug !== uiSlug).map(knownSlug) : listSlugs()
  const units = entries.flatMap((slug) => {
    const piece = readWorkpiece(locale, slug)
    if (piece.problems.length > 0) refuse(piece.problems)
    return unitsOf(slug, piece)
  })
  if (slugs.length > 0 && !slugs.includes(uiSlug)) return units
  const own = uiPath(locale)
  const english = readFileSync(uiPath(sourceLocale), 'utf8')
  return [...units, ...uiUnits(english, existsSync(own) ? readFileSync(own, 'utf8') : undefined)]
}

export const uiPath = (locale: string): string => join(localesFolder, locale, 'ui.json')
