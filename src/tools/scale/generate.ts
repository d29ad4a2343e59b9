/**
 * A content folder and a term base of any size, from the entries and terms that are there.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { prove } from '../../cells/proof/prove.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { compareTexts } from '../../l10n/compare.ts'
import { confirmBlocks } from '../../l10n/confirm.ts'
import { formatLock } from '../../l10n/lock.ts'
import { readText } from '../../l10n/read-text.ts'
import { randomIntegers, varyText } from './vary.ts'

export interface GeneratedSite {
  content: string
  locales: string
  cells: number
}

/** @param out  a folder whose `content` and `locales` are replaced */
export async function generateSite(entries: number, out: string): Promise<GeneratedSite> {
  const content = join(out, 'content')
  const locales = join(out, 'locales')
  for (const folder of [content, locales]) rmSync(folder, { recursive: true, force: true })

  const templates = readdirSync('content').filter((name) => readdirSync(join('content', name)).includes('entry.yml'))
  const slugs = Array.from({ length: entries }, (_, index) => slugOf(templates, index))
  for (const [index, slug] of slugs.entries()) writeEntry(templates[index % templates.length]!, slug, index)
  writeLocales()

  // The store that a real content folder carries, so that the build is timed and not the cells.
  const { rows, problems } = await prove({ folder: content, record: true })
  if (problems.length > 0) throw new Error(`A generated cell does not hold: ${JSON.stringify(problems[0], null, 2)}`)
  return { content, locales, cells: rows.length }

  function writeEntry(template: string, slug: string, index: number): void {
    const from = join('content', template)
    const to = join(content, slug)
    mkdirSync(to, { recursive: true })
    for (const file of readdirSync(from)) {
      const isText = file.endsWith('.mdx')
      if (isText && slug !== template) {
        const title = titleOf(file.slice(0, -'.mdx'.length), template, index)
        writeFileSync(join(to, file), varyText(readFileSync(join(from, file), 'utf8'), index, title))
      } else if (file === 'entry.yml' && slug !== template)
        writeFileSync(join(to, file), varyEntry(template, slug, index))
      else if (file !== 'results.json' && !file.endsWith('.lock.json')) copyFileSync(join(from, file), join(to, file))
    }
    writeLocks(to)
  }

  function varyEntry(template: string, slug: string, index: number): string {
    const next = randomIntegers(index)
    const others = () => [...new Set([slugs[next(entries)]!, slugs[next(entries)]!])].filter((other) => other !== slug)
    const data = parse(readFileSync(join('content', template, 'entry.yml'), 'utf8'))
    return stringify({
      ...data,
      related: [...data.related.slice(0, 5), ...others()].filter((other) => other !== slug),
    })
  }

  function writeLocales(): void {
    for (const locale of readdirSync('locales')) {
      mkdirSync(join(locales, locale), { recursive: true })
      copyFileSync(join('locales', locale, 'ui.json'), join(locales, locale, 'ui.json'))
      const terms = readTerms(locale)
      for (const [index, slug] of slugs.entries()) {
        const template = templates[index % templates.length]!
        terms[slug] ??= { ...terms[template]!, also: [], avoid: [], term: titleOf(locale, template, index) }
      }
      writeFileSync(join(locales, locale, 'terms.yml'), stringify(terms))
    }
  }
}

/** The templates keep their own names; the others are numbered. */
function slugOf(templates: string[], index: number): string {
  const template = templates[index % templates.length]!
  return index < templates.length ? template : `${template}-${index + 1}`
}

function titleOf(locale: string, template: string, index: number): string {
  return `${readTerms(locale)[template]?.term ?? template} ${index + 1}`
}

/** Every translation confirmed, as a real content folder carries it. */
function writeLocks(folder: string): void {
  const english = readText(readFileSync(join(folder, `${sourceLocale}.mdx`), 'utf8'), `${sourceLocale}.mdx`)
  for (const file of readdirSync(folder)) {
    const locale = /^(.+)\.mdx$/.exec(file)?.[1]
    if (!locale || locale === sourceLocale) continue
    const comparison = compareTexts(english, readText(readFileSync(join(folder, file), 'utf8'), file), undefined)
    const lock = confirmBlocks(comparison, undefined, { date: '2026-01-01' })
    writeFileSync(join(folder, `${locale}.lock.json`), formatLock(lock))
  }
}

type TermBase = Record<string, { term: string; definition: string; also?: string[]; avoid?: string[] }>

const termBases = new Map<string, TermBase>()

/** A copy of the project's own term base. */
function readTerms(locale: string): TermBase {
  if (!termBases.has(locale)) termBases.set(locale, parse(readFileSync(join('locales', locale, 'terms.yml'), 'utf8')))
  return { ...termBases.get(locale)! }
}
