/** Checks of the interface's strings: a complete locale says everything English says, in every plural form it has. */
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Problem } from '../../../cells/parse/problem.ts'
import { completeLocales, pseudoLocale, sourceLocale } from '../../../i18n/locales.ts'
import { localesFolder, projectRoot } from '../../../i18n/paths.ts'
import { compareUiStrings, readUiStrings, type UiStrings } from '../../../l10n/check/strings.ts'
import type { ReadFile } from './check-content.ts'

export function checkStrings(read: ReadFile): Problem[] {
  const problems: Problem[] = []
  const source = readStrings(sourceLocale)
  for (const locale of completeLocales.filter((code) => code !== sourceLocale && code !== pseudoLocale)) {
    const own = readStrings(locale)
    if (own.size > 0) problems.push(...compareUiStrings(source, own, locale, relative(projectRoot, fileOf(locale))))
  }
  return problems

  function readStrings(locale: string): UiStrings {
    const file = fileOf(locale)
    if (!existsSync(file)) {
      const hint = 'Copy locales/en/ui.json and translate it.'
      const message = 'there is no such file'
      problems.push({ file: relative(projectRoot, file), line: 1, column: 1, rule: 'strings-missing', message, hint })
      return new Map()
    }
    const { name, text } = read(file)
    const { strings, problems: faults } = readUiStrings(text, name)
    problems.push(...faults)
    return strings
  }
}

function fileOf(locale: string): string {
  return join(localesFolder, locale, 'ui.json')
}
