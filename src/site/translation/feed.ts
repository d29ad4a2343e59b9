/**
 * An Atom feed (RFC 4287) of the passages that English has left behind, an entry each. A lock knows the day on which a
 * passage was confirmed, not the one on which English changed: that day is the entry's date, and the English that it now
 * has is in the entry's name, so that each further change is news to a reader of the feed.
 */
import { escapeText } from '../../cells/element/node.ts'
import { absolute, localePath } from '../../i18n/links.ts'
import { nativeName } from '../../i18n/locales.ts'
import { translator } from '../../i18n/translate.ts'
import { hashOf } from '../../l10n/hash.ts'
import { listSlugs } from '../../l10n/cli/workspace.ts'
import { loadTerms } from '../content/terms.ts'
import { marksOf } from './marks.ts'
import { localesToldOf } from './progress.ts'
import { readable, readingDifference } from './reading-difference.ts'

export function staleFeed(locale: string, site: URL | undefined): string {
  const t = translator(locale)
  const at = (path: string) => escapeText(absolute(path, site))
  const entries = localesToldOf(locale).flatMap((target) => staleEntries(target, locale, at))
  const updated =
    entries
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? '1970-01-01'
  const own = at(`${localePath(locale, 'translation')}feed.xml`)
  const title = escapeText(t('translation.feedTitle', { language: nativeName(locale) }))
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">\n` +
    ` <title>${title}</title>\n <id>${own}</id>\n <updated>${updated}T00:00:00Z</updated>\n` +
    ` <author><name>Lexigrad</name></author>\n <link rel="self" href="${own}"/>\n` +
    ` <link rel="alternate" type="text/html" href="${at(localePath(locale, 'translation'))}"/>\n` +
    `${entries.map(({ text }) => text).join('')}</feed>\n`
  )
}

function staleEntries(target: string, locale: string, at: (path: string) => string): { date: string; text: string }[] {
  const t = translator(locale)
  const pairs = listSlugs().flatMap((slug) =>
    [...marksOf(slug, target).stale].flatMap(([, list]) => list.map((pair) => ({ slug, pair }))),
  )
  const seen = new Map<string, number>()
  return pairs.map(({ slug, pair: { english, translation, before = '', line } }) => {
    const page = at(localePath(target, slug))
    const hash = hashOf(english.text)
    // The same text may stand twice in an entry; names in a feed may not.
    const times = (seen.get(page + hash) ?? 0) + 1
    seen.set(page + hash, times)
    const date = line?.date ?? '1970-01-01'
    const name = loadTerms(target)[slug]?.term ?? slug
    const html = readingDifference(before, english.text)
      .map(({ kind, text }) =>
        kind === 'same'
          ? escapeText(text)
          : kind === 'added'
            ? `<ins>${escapeText(text)}</ins>`
            : `<del>${escapeText(text)}</del>`,
      )
      .join('')
    const text =
      ` <entry>\n  <title>${escapeText(`${name} (${target}): ${readable(translation!.text).slice(0, 60)}`)}</title>\n` +
      `  <id>${page}#${hash}${times > 1 ? `-${times}` : ''}</id>\n  <updated>${date}T00:00:00Z</updated>\n` +
      `  <link rel="alternate" type="text/html" href="${page}"/>\n` +
      `  <summary>${escapeText(t('translation.mark'))}</summary>\n` +
      `  <content type="html" xml:lang="en">${escapeText(`<p>${html}</p>`)}</content>\n </entry>\n`
    return { date, text }
  })
}
