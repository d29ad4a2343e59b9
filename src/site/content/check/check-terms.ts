/** Checks of the term bases: each sound in itself, and a complete locale names every term that English has. */
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Problem } from '../../../cells/parse/problem.ts'
import { localeCodes, completeLocales, pseudoLocale, sourceLocale } from '../../../i18n/locales.ts'
import { localesFolder, projectRoot } from '../../../i18n/paths.ts'
import { termsSchema } from '../schema.ts'
import { readYaml } from '../yaml.ts'
import type { ReadFile } from './check-content.ts'

export function checkTerms(read: ReadFile): { known: string[]; problems: Problem[] } {
  const problems: Problem[] = []
  let known: string[] = []
  for (const locale of localeCodes.filter((code) => code !== pseudoLocale)) {
    const file = join(localesFolder, locale, 'terms.yml')
    const slugs = existsSync(file) ? readTerms(file) : []
    if (locale === sourceLocale) known = slugs
    else if (completeLocales.includes(locale)) problems.push(...absent(file, slugs))
  }
  return { known, problems }

  function readTerms(file: string): string[] {
    const { name, text } = read(file)
    const { value, problems: faults } = readYaml(text, termsSchema, { file: name })
    problems.push(...faults)
    return Object.keys(value ?? {})
  }

  function absent(file: string, slugs: string[]): Problem[] {
    if (slugs.length === 0) return [problem(file, 'there are no terms', 'Copy locales/en/terms.yml and translate it.')]
    return known
      .filter((slug) => !slugs.includes(slug))
      .map((slug) =>
        problem(file, `the term "${slug}" is missing`, 'Add it with term and definition, as in locales/en/terms.yml.'),
      )
  }

  function problem(file: string, message: string, hint: string): Problem {
    return { file: relative(projectRoot, file), line: 1, column: 1, rule: 'term-missing', message, hint }
  }
}
