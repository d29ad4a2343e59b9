/** How an entry is cited: the same facts as a sentence of the page's language and as BibTeX. */

export interface Cited {
  slug: string
  locale: string
  title: string
  /** Names, or one that stands for all. */
  authors: readonly string[]
  version: string
  /** The name of the very text (text-version.ts). */
  text: string
  /** The day it is from, such as `2026-11-28`. */
  day: string | undefined
  address: string
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** One `@misc`, which BibTeX and biblatex both know. Braces keep capitals and names as they are. */
export function toBibtex({ slug, locale, title, authors, version, text, day, address }: Cited): string {
  const [year, month] = day?.split('-') ?? []
  const fields = [
    ['author', authors.map((name) => `{${escape(name)}}`).join(' and ')],
    ['title', `{${escape(title)}}`],
    ['howpublished', 'Lexigrad'],
    ['year', year],
    ['month', month && { macro: months[Number(month) - 1]! }],
    ['version', `${version}, ${text}`],
    ['langid', new Intl.DisplayNames(['en'], { type: 'language' }).of(locale)?.toLowerCase()],
    ['url', { verbatim: address }],
  ] as const
  const lines = fields.flatMap(([name, value]) => {
    if (value === undefined || value === '') return []
    if (typeof value === 'string') return `  ${name} = {${value}}`
    return `  ${name} = ${'macro' in value ? value.macro : `{${value.verbatim}}`}`
  })
  return `@misc{lexigrad-${slug}-${locale},\n${lines.join(',\n')}\n}`
}

/** Signs that TeX reads as commands. */
function escape(text: string): string {
  const named: Record<string, string> = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
  }
  return text.replace(/[\\~^&%$#_{}]/g, (sign) => named[sign] ?? `\\${sign}`)
}
