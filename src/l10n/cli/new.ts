/** `new`: an entry in all locales, from a template. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { localesFolder, sourceContentFolder } from '../../i18n/paths.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { encode } from '../encoding.ts'
import { formatLock, today } from '../lock.ts'
import { readText } from '../read-text.ts'
import { startTranslation } from '../start.ts'
import { UsageError, type Command } from './command.ts'
import { lockPath, readTerms, shown, targetLocales, textPath, writeFiles } from './workspace.ts'

const template = join(import.meta.dirname, 'template')

export const newEntry: Command = {
  summary: 'a new entry in all locales, from a template; it builds at once',
  help: `new <slug> [--topic TOPIC]

Writes content/<slug>/ with entry.yml, the English text and a text in every
locale whose blocks are marked as to translate. Title and definition come from
the term base where it has the term. It builds at once.

  --topic TOPIC   as entry.yml has it; foundations without

Exit code: 0; 2 for a wrong call, or where the entry is there already.`,
  options: { topic: { type: 'string' } },
  run: ({ args, values }) => {
    const [slug] = args
    if (!slug) throw new UsageError('new wants a slug: new gradient-checking.')
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
      throw new UsageError(`"${slug}" is no slug: small letters, digits and single hyphens, such as gradient-checking.`)
    }
    const folder = join(sourceContentFolder, slug)
    if (existsSync(folder)) throw new UsageError(`${shown(folder)} is there already.`)

    const topic = typeof values.topic === 'string' ? values.topic : 'foundations'
    const files = new Map<string, string>()
    files.set(join(folder, 'entry.yml'), fill('entry.yml', { topic, day: today() }))
    const englishPath = textPath(slug, sourceLocale)
    const source = fill('en.mdx', frontMatter(slug, sourceLocale))
    files.set(englishPath, source)
    const english = readText(source, shown(englishPath))
    for (const locale of targetLocales) {
      const { source, lock } = startTranslation(
        english,
        today(),
        readTerms(locale).base[slug] ? knownOf(slug, locale) : {},
      )
      files.set(textPath(slug, locale), source)
      files.set(lockPath(slug, locale), formatLock(lock))
    }
    writeFiles(files)
    for (const path of files.keys()) console.log(shown(path))
    const isTerm = existsSync(termsPath()) && slug in (parse(readFileSync(termsPath(), 'utf8')) ?? {})
    if (!isTerm) console.log(`The term base does not have it yet: add ${slug} to locales/<locale>/terms.yml.`)
    console.log(
      `Write ${shown(englishPath)}, name a source in ${shown(join(dirname(englishPath), 'entry.yml'))}, then: npm run translate -- sync ${slug}`,
    )
    return 0
  },
}

function termsPath(): string {
  return join(localesFolder, sourceLocale, 'terms.yml')
}

function fill(name: string, values: Record<string, string>): string {
  const text = readFileSync(join(template, name), 'utf8')
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => encode(values[key] ?? '', { in: 'yaml' }))
}

function knownOf(slug: string, locale: string): Record<string, string> {
  const { term, definition } = readTerms(locale).base[slug]!
  return { title: term, definition }
}

function frontMatter(slug: string, locale: string): Record<string, string> {
  const name = slug.replaceAll('-', ' ')
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  return readTerms(locale).base[slug]
    ? knownOf(slug, locale)
    : { title, definition: `What ${name} is, in one sentence.` }
}
