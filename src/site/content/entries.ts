/** What stands in the content folder: which entries there are, in which languages, and what each has in common. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { contentFolder } from '../../i18n/paths.ts'
import { entrySchema, type EntryData } from './schema.ts'

export interface Entry extends EntryData {
  slug: string
  /** The languages it is written in. */
  locales: string[]
}

let cache: Entry[] | undefined

/** Every entry, by slug. Files are read once; `forgetEntries` makes the next call read them again. */
export function listEntries(): Entry[] {
  return (cache ??= readEntries())
}

export function findEntry(slug: string): Entry | undefined {
  return listEntries().find((entry) => entry.slug === slug)
}

export function forgetEntries(): void {
  cache = undefined
}

/** Path of an entry's text in one language. */
export function entryFile(slug: string, locale: string): string {
  return join(contentFolder, slug, `${locale}.mdx`)
}

/** The slugs that have a folder, whether what it holds is sound or not. */
export function listSlugs(): string[] {
  return readdirSync(contentFolder, { withFileTypes: true })
    .filter((folder) => folder.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function readEntries(): Entry[] {
  return listSlugs()
    .filter((slug) => existsSync(join(contentFolder, slug, 'entry.yml')))
    .map((slug) => {
      const folder = join(contentFolder, slug)
      const data = entrySchema.parse(parse(readFileSync(join(folder, 'entry.yml'), 'utf8')))
      const locales = readdirSync(folder)
        .filter((file) => file.endsWith('.mdx'))
        .map((file) => file.slice(0, -'.mdx'.length))
      return { slug, ...data, locales }
    })
}
