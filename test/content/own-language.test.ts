/** No paragraph of a translation is English, as a library sees it that knows languages by their letters. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { francAll } from 'franc-min'
import { describe, expect, test } from 'vitest'
import { completeLocales, sourceLocale } from '../../src/i18n/locales.ts'
import { readText } from '../../src/l10n/read-text.ts'

const iso3: Record<string, string> = { en: 'eng', fr: 'fra', es: 'spa', tr: 'tur', ko: 'kor' }
const entries = globSync('content/*/entry.yml').map((path) => basename(join(path, '..')))

/** What is left of Markdown when code, formulas, addresses, tags and quotations are gone. */
function proseOf(text: string): string {
  return text
    .replace(/`[^`]*`|\$[^$]*\$|\]\([^)]*\)|<[^>]*>|“[^”]*”|«[^»]*»|‘[^’]*’|\{\/\*[^]*?\*\/\}/g, ' ')
    .replace(/[^\p{L}\p{P}\s]/gu, ' ')
    .trim()
}

/** Whether a text is likelier to be English than what it should be. */
function looksEnglish(text: string, own: string): boolean {
  const ranked = francAll(text, { only: [own, 'eng'], minLength: 40 })
  return ranked[0]?.[0] === 'eng'
}

function proseBlocks(slug: string, locale: string): { line: number; prose: string }[] {
  const file = join('content', slug, `${locale}.mdx`)
  if (!existsSync(file)) return []
  return readText(readFileSync(file, 'utf8'), file)
    .blocks.filter(({ frame }) => !frame)
    .map((block) => ({ line: block.line, prose: proseOf(block.text) }))
    .filter(({ prose }) => prose.length >= 60)
}

describe.each(completeLocales.filter((locale) => locale !== sourceLocale))('In %s', (locale) => {
  test('no paragraph of an entry is English', () => {
    const english = entries.flatMap((slug) =>
      proseBlocks(slug, locale)
        .filter(({ prose }) => looksEnglish(prose, iso3[locale]!))
        .map(({ line, prose }) => `content/${slug}/${locale}.mdx:${line} ${prose}`),
    )
    expect(english).toEqual([])
  })

  test('the same paragraphs in English are seen to be English', () => {
    const blocks = entries.flatMap((slug) => proseBlocks(slug, sourceLocale))
    const seen = blocks.filter(({ prose }) => looksEnglish(prose, iso3[locale]!))
    expect(seen.length / blocks.length).toBeGreaterThan(0.95)
  })
})
