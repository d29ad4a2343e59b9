/** The files of the workbench: texts, locks and term bases, read from the project's folders and written whole or not at all. */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { parse } from 'yaml'
import { locales, pseudoLocale, sourceLocale } from '../../i18n/locales.ts'
import { localesFolder, projectRoot, sourceContentFolder } from '../../i18n/paths.ts'
import { prepareTerms, type Terms } from '../check/terms.ts'
import { formatLock, type Lock } from '../lock.ts'
import { readText, type Text } from '../read-text.ts'
import { workpieceOf, type Workpiece } from '../workpiece.ts'
import { unknown } from './command.ts'

/** The locales that are translated into. */
export const targetLocales: readonly string[] = locales
  .map(({ code }) => code)
  .filter((code) => code !== sourceLocale && code !== pseudoLocale)

export function listSlugs(): string[] {
  return readdirSync(sourceContentFolder, { withFileTypes: true })
    .filter((folder) => folder.isDirectory() && existsSync(textPath(folder.name, sourceLocale)))
    .map(({ name }) => name)
    .sort()
}

/** @throws UsageError naming the known ones */
export function knownLocale(code: string): string {
  if (!targetLocales.includes(code)) throw unknown('locale', code, targetLocales)
  return code
}

/** @throws UsageError naming the nearest */
export function knownSlug(slug: string): string {
  const slugs = listSlugs()
  if (!slugs.includes(slug)) throw unknown('entry', slug, slugs)
  return slug
}

/** `[locale] [slug]` in either order, all of either without. @throws UsageError */
export function chosen(args: readonly string[]): { locales: readonly string[]; slugs: string[] } {
  const slugs = listSlugs()
  const chosenLocales = args.filter((arg) => targetLocales.includes(arg))
  const rest = args.filter((arg) => !targetLocales.includes(arg))
  for (const arg of rest) {
    if (!slugs.includes(arg)) throw unknown('locale or entry', arg, [...targetLocales, ...slugs])
  }
  return { locales: chosenLocales.length > 0 ? chosenLocales : targetLocales, slugs: rest.length > 0 ? rest : slugs }
}

export function textPath(slug: string, locale: string): string {
  return join(sourceContentFolder, slug, `${locale}.mdx`)
}

export function lockPath(slug: string, locale: string): string {
  return join(sourceContentFolder, slug, `${locale}.lock.json`)
}

/** A path as messages show it. */
export function shown(path: string): string {
  const inside = relative(projectRoot, path)
  return (inside.startsWith('..') || isAbsolute(inside) ? path : inside).replaceAll('\\', '/')
}

let englishCache: { slug: string; text: Text } | undefined

/** An English text, its translation and the lock between them. */
export function readWorkpiece(locale: string, slug: string): Workpiece {
  const path = textPath(slug, locale)
  const lock = lockPath(slug, locale)
  return workpieceOf({
    slug,
    locale,
    english: readEnglish(slug),
    translation: existsSync(path) ? readText(readFileSync(path, 'utf8'), shown(path)) : undefined,
    lock: existsSync(lock) ? { source: readFileSync(lock, 'utf8'), file: shown(lock) } : undefined,
  })
}

/** English is compared with every locale: one is kept. */
export function readEnglish(slug: string): Text {
  const path = textPath(slug, sourceLocale)
  const source = readFileSync(path, 'utf8')
  if (englishCache?.slug !== slug || englishCache.text.source !== source) {
    englishCache = { slug, text: readText(source, shown(path)) }
  }
  return englishCache.text
}

const termCache = new Map<string, Terms>()

/** The term base of a locale; empty for one that has none yet. */
export function readTerms(locale: string): Terms {
  let terms = termCache.get(locale)
  if (!terms) {
    const path = join(localesFolder, locale, 'terms.yml')
    const base = existsSync(path) ? (parse(readFileSync(path, 'utf8')) ?? {}) : {}
    termCache.set(locale, (terms = prepareTerms(base, locale)))
  }
  return terms
}

/** Forgets term bases, when a file of theirs has changed. */
export function forgetTermBases(): void {
  termCache.clear()
}

/** Writes files so that each is there whole or as it was; a text and its lock change together or not at all. */
export function writeFiles(files: ReadonlyMap<string, string>): void {
  const written: [string, string][] = []
  try {
    for (const [path, text] of files) {
      if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
      mkdirSync(dirname(path), { recursive: true })
      const temporary = `${path}.${process.pid}.tmp`
      written.push([temporary, path])
      writeFileSync(temporary, text)
    }
  } catch (error) {
    for (const [temporary] of written) rmSync(temporary, { force: true })
    throw error
  }
  for (const [temporary, path] of written) renameSync(temporary, path)
}

export function writeLock(slug: string, locale: string, lock: Lock): void {
  writeFiles(new Map([[lockPath(slug, locale), formatLock(lock)]]))
}
