/** Copies the texts that a translator edits into a build, so that whoever has no checkout can begin with them. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sourceLocale } from '../../i18n/locales.ts'
import { localesFolder, sourceContentFolder } from '../../i18n/paths.ts'
import { listSlugs, targetLocales } from '../../l10n/cli/workspace.ts'

/** Below the base. In it files have the paths that they have in the project. */
export const textsFolder = 'texts'

export function publishTexts(build: string): void {
  const known = [sourceLocale, ...targetLocales].map((locale) => `${locale}.mdx`)
  const wanted = new Set([...known, ...targetLocales.map((locale) => `${locale}.lock.json`), 'results.json'])
  for (const slug of listSlugs()) {
    const from = join(sourceContentFolder, slug)
    const to = join(build, textsFolder, 'content', slug)
    mkdirSync(to, { recursive: true })
    for (const name of readdirSync(from)) if (wanted.has(name)) copyFileSync(join(from, name), join(to, name))
  }
  for (const locale of [sourceLocale, ...targetLocales]) {
    const terms = join(localesFolder, locale, 'terms.yml')
    if (!existsSync(terms)) continue
    const to = join(build, textsFolder, 'locales', locale)
    mkdirSync(to, { recursive: true })
    copyFileSync(terms, join(to, 'terms.yml'))
  }
}
