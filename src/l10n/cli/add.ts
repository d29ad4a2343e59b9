/** `add`: a new language, as a draft that builds at once. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { direction, localeCodes, nativeName, sourceLocale } from '../../i18n/locales.ts'
import { localesFolder, projectRoot } from '../../i18n/paths.ts'
import { readUiStrings, wantedKeys } from '../check/strings.ts'
import { UsageError, type Command } from './command.ts'
import { readTerms, shown, writeFiles } from './workspace.ts'

const registry = join(projectRoot, 'src', 'i18n', 'locales.ts')

export const add: Command = {
  summary: 'a new language, as a draft that builds at once and falls back to English',
  help: `add <locale>

Enters the language into src/i18n/locales.ts as a draft, and begins its folder in
locales/: ui.json with every string and every plural form of the language, still
empty; terms.yml and style.md to fill in. What is empty appears in English, with a
notice, until somebody translates it. Direction, own name and plural forms come
from Intl.

Exit code: 0; 2 for a wrong call, or a language that is there already.`,
  run: ({ args }) => {
    const locale = codeOf(args[0])
    const folder = join(localesFolder, locale)
    const source = readFileSync(registry, 'utf8')
    const files = new Map([[registry, withLocale(source, locale)]])
    const begin = (name: string, text: string) => {
      const path = join(folder, name)
      if (!existsSync(path)) files.set(path, text)
    }
    begin('ui.json', emptyStrings(locale))
    begin('terms.yml', emptyTerms())
    begin('style.md', styleGuide(locale))
    writeFiles(files)
    for (const path of files.keys()) console.log(shown(path))
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    const way = direction(locale) === 'rtl' ? 'right to left' : 'left to right'
    console.log(`${nativeName(locale)} (${locale}), written from ${way}, plural forms ${forms.join(', ')}: a draft.`)
    console.log(`Begin an entry: npm run translate -- sync ${locale} <slug> --create`)
    return 0
  },
}

function codeOf(given: string | undefined): string {
  if (!given) throw new UsageError('add wants a language code: add ar.')
  let code: string
  try {
    code = Intl.getCanonicalLocales(given)[0]!
  } catch {
    throw new UsageError(`"${given}" is no language code; one looks like ar, pt-BR or zh-Hant.`)
  }
  if (localeCodes.includes(code)) throw new UsageError(`${code} is there already: src/i18n/locales.ts.`)
  if (new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(code) === undefined) {
    throw new UsageError(`Intl knows no language "${code}"; is it the code of a country? Arabic is ar, Japanese ja.`)
  }
  return code
}

function withLocale(source: string, locale: string): string {
  const lines = source.split('\n')
  const last = lines.findLastIndex((line) => /^ {2}\{ code: '[\w-]+', status: '\w+' \},$/.test(line))
  if (last < 0)
    throw new UsageError(`The list of locales in ${shown(registry)} is not written as expected; add ${locale} by hand.`)
  return lines.toSpliced(last + 1, 0, `  { code: '${locale}', status: 'draft' },`).join('\n')
}

/** Every key of English in its order, with the plural forms of the language, and no text. */
function emptyStrings(locale: string): string {
  const path = join(localesFolder, sourceLocale, 'ui.json')
  const { strings } = readUiStrings(readFileSync(path, 'utf8'), shown(path))
  const tree: Record<string, unknown> = {}
  for (const key of wantedKeys(strings, locale).keys()) {
    const names = key.split('.')
    let map = tree
    for (const name of names.slice(0, -1)) map = (map[name] ??= {}) as Record<string, unknown>
    map[names.at(-1)!] = ''
  }
  return `${JSON.stringify(tree, null, 2)}\n`
}

function emptyTerms(): string {
  const terms = Object.entries(readTerms(sourceLocale).base).map(
    ([slug, { term, definition }]) =>
      `# ${slug}:    # ${term}: ${definition}\n#   term:\n#   also: []\n#   avoid: []\n#   definition:\n`,
  )
  return `# The term base: take away the # of a term as you name it. What is not named yet appears in English.
# term        head word and title
# also        accepted synonyms
# avoid       forms that are wrong wherever they stand
# definition  one exact noun phrase
# note        for translators; readers never see it

${terms.join('\n')}`
}

function styleGuide(locale: string): string {
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(locale)
  return `# Writing in ${name}

Decide these before the first text, and write the guide in ${name}; those of the other languages show how.

## The reader

How the reader is addressed; what buttons are (infinitive, imperative, noun).

## Punctuation and spaces

Quotation marks, apostrophes, spaces before and after signs, capitals in headings.

## Numbers

Decimal sign and groups of thousands in prose. Code, formulas and the output of cells keep the point.

## Symbols, code and foreign words

What stays as it is; how words bend beside a formula or code.

## Terms

What is said, and what is not. \`terms.yml\` is binding.
`
}
