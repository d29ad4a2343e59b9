/** `pseudo`: entries in a pseudo-locale, to see what would break before any translator begins. */
import { resolve } from 'node:path'
import { sourceLocale } from '../../i18n/locales.ts'
import { sourceContentFolder } from '../../i18n/paths.ts'
import { pseudoLocales, type PseudoLocale } from '../pseudo.ts'
import { writePseudoEntries } from '../pseudo-entries.ts'
import { unknown, UsageError, type Command } from './command.ts'

export const pseudo: Command = {
  summary: 'all entries in a pseudo-locale: en-XA (accented, longer) or ar-XB (right to left)',
  help: `pseudo <en-XA|ar-XB> --out FOLDER

Copies all content to a folder and adds each entry in the pseudo-locale: en-XA has
accents and is a third longer, ar-XB runs from right to left. Code, formulas, links
and markup stay as they are. To see it as a site:

  LEXIGRAD_PSEUDO=en-XA npm run dev

Exit code: 0; 2 for a wrong call.`,
  options: { out: { type: 'string' } },
  run: ({ args, values }) => {
    const [locale = ''] = args
    if (!(pseudoLocales as readonly string[]).includes(locale)) throw unknown('pseudo-locale', locale, pseudoLocales)
    if (typeof values.out !== 'string') throw new UsageError('pseudo wants a folder to write to: --out FOLDER.')
    const out = resolve(values.out)
    if (sourceContentFolder.startsWith(out))
      throw new UsageError(`--out ${values.out} would write over the content itself.`)
    writePseudoEntries(sourceContentFolder, out, { source: sourceLocale, pseudo: locale as PseudoLocale })
    console.log(`${locale}: written to ${out}`)
    return 0
  },
}
