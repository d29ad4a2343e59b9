/**
 * Reads everything people write and says what is wrong with it, all at once, before a page is built. The build stops
 * on the list; the dev server shows it.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { completeLocales, isLocale, localeCodes } from '../../../i18n/locales.ts'
import { contentFolder, projectRoot } from '../../../i18n/paths.ts'
import { ProblemsError, type Problem } from '../../../cells/parse/problem.ts'
import { entryFile, listSlugs } from '../entries.ts'
import { entrySchema, type EntryData } from '../schema.ts'
import { readYaml } from '../yaml.ts'
import { checkStrings } from './check-strings.ts'
import { checkTerms } from './check-terms.ts'
import { checkText } from './check-text.ts'

export interface Checked {
  problems: Problem[]
  /** What each file named in a problem holds, for code frames. */
  sources: Record<string, string>
}

/** @throws ProblemsError with every problem, each at `file:line:column`. */
export function assertContent(): void {
  const { problems, sources } = checkContent()
  if (problems.length > 0) throw new ProblemsError(problems, sources)
}

export function checkContent(): Checked {
  const sources: Record<string, string> = {}
  const read = (file: string): { name: string; text: string } => {
    const name = relative(projectRoot, file)
    return { name, text: (sources[name] = readFileSync(file, 'utf8')) }
  }
  const slugs = listSlugs()
  const { known, problems } = checkTerms(read)
  problems.push(...checkStrings(read))
  for (const slug of slugs) {
    problems.push(...checkEntryData(slug, [...slugs, ...known], read))
    problems.push(...checkFiles(slug))
    for (const locale of localeCodes) {
      const file = entryFile(slug, locale)
      if (existsSync(file)) problems.push(...checkText(read(file), { slug, slugs, terms: known }))
    }
  }
  return { problems, sources }
}

export type ReadFile = (file: string) => { name: string; text: string }

function checkEntryData(slug: string, known: string[], read: ReadFile): Problem[] {
  const file = join(contentFolder, slug, 'entry.yml')
  if (!existsSync(file)) {
    return [
      missing(
        file,
        'entry-missing',
        'the entry has no entry.yml',
        'It holds topic, related terms and sources; copy that of another entry.',
      ),
    ]
  }
  const { name, text } = read(file)
  const { value, problems } = readYaml(text, entrySchema, { file: name })
  return value ? [...problems, ...unknownSlugs(slug, value, known, name, text)] : problems
}

function unknownSlugs(slug: string, data: EntryData, known: string[], name: string, text: string): Problem[] {
  return (['related', 'prerequisites'] as const).flatMap((list) =>
    data[list]
      .filter((other) => other === slug || !known.includes(other))
      .map((other) => {
        const before = text.slice(0, text.search(new RegExp(`^\\s*-\\s+["']?${other}["']?\\s*$`, 'm')) + 1)
        const message =
          other === slug
            ? `${list}: an entry does not name itself`
            : `${list}: no entry and no term is called "${other}"`
        return {
          file: name,
          line: before.split('\n').length,
          column: 1,
          rule: 'unknown-slug',
          message,
          hint: 'Slugs stand in locales/en/terms.yml and as folders in content/.',
        }
      }),
  )
}

function checkFiles(slug: string): Problem[] {
  const files = readdirSync(join(contentFolder, slug)).filter((file) => file.endsWith('.mdx'))
  const unknown = files
    .filter((file) => !isLocale(file.slice(0, -4)))
    .map((file) =>
      missing(
        join(contentFolder, slug, file),
        'unknown-locale',
        `no locale is called "${file.slice(0, -4)}" (known: ${localeCodes.join(', ')})`,
        'Add the locale to src/i18n/locales.ts, or rename the file.',
      ),
    )
  const absent = completeLocales
    .filter((locale) => !files.includes(`${locale}.mdx`))
    .map((locale) =>
      missing(
        entryFile(slug, locale),
        'entry-missing',
        `"${slug}" is not written in ${locale}, and ${locale} is a complete locale`,
        'Write it, or make the locale a draft in src/i18n/locales.ts.',
      ),
    )
  return [...unknown, ...absent]
}

function missing(file: string, rule: string, message: string, hint: string): Problem {
  return { file: relative(projectRoot, file), line: 1, column: 1, rule, message, hint }
}
