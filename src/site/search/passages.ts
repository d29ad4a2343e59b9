/** The passages of a language's entries, made at build: what search reads beyond names and definitions. */
import { existsSync, readFileSync } from 'node:fs'
import { readText } from '../../l10n/read-text.ts'
import { entryFile, listEntries } from '../content/entries.ts'
import { headingIds } from '../content/headings.ts'
import { loadTerms } from '../content/terms.ts'
import { readable } from '../translation/reading-difference.ts'
import type { EntryPassages } from './passage-index.ts'

/** By entry its sections, by section its passages; formulas and code are left out. */
export function entryPassages(locale: string): EntryPassages[] {
  return listEntries().flatMap(({ slug }) => {
    const file = entryFile(slug, locale)
    if (!existsSync(file)) return []
    const sections: EntryPassages['sections'] = [{ id: '', heading: '', texts: [] }]
    const ids = headingIds(slug)
    let row = ''
    for (const { kind, text, id } of readText(readFileSync(file, 'utf8'), file).blocks) {
      const prose = readable(text.replace(/\$([^$]+)\$/g, (_, formula: string) => inWords(formula)))
      if (kind === 'heading') sections.push({ id: ids[sections.length - 1] ?? '', heading: prose, texts: [] })
      else if (kind === 'paragraph' || kind === 'listItem') sections.at(-1)!.texts.push(prose)
      else if (kind === 'tableCell') {
        // A table is one passage: its cells alone say little.
        const texts = sections.at(-1)!.texts
        if (row === '') texts.push(prose)
        else texts.push(`${texts.pop()} · ${prose}`)
      }
      row = kind === 'tableCell' ? id : ''
    }
    return [
      {
        slug,
        title: loadTerms(locale)[slug]?.term ?? slug,
        sections: sections.filter(({ texts }) => texts.length > 0),
      },
    ]
  })
}

/** A formula in a line of text: what is short as it is, `x_1` as x1; else nothing is lost that one would search for. */
function inWords(formula: string): string {
  return /[\\^{}]/.test(formula) ? '…' : formula.replaceAll('_', '')
}
