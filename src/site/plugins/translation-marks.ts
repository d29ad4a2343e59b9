/** Says of a block of an entry what its translation needs said: that English has left it behind, or that it is English. */
import type { PageBlock } from '../../l10n/page-blocks.ts'
import { direction, sourceLocale } from '../../i18n/locales.ts'
import type { Marks } from '../translation/marks.ts'

/** The language of a block, where it is not the page's; or the page's, where what it stands in may be English. */
export function languageOf(
  { path }: PageBlock,
  number: number,
  locale: string,
  { english }: Marks,
): { lang?: string; dir?: string } {
  if (english.has(number)) return { lang: sourceLocale, dir: direction(sourceLocale) }
  return english.size > 0 && path.includes('li>') ? { lang: locale, dir: direction(locale) } : {}
}

/** True for the first block of a stretch of English: the note stands before it, once. */
export function opensEnglish({ kind, path }: PageBlock, number: number, { english }: Marks): boolean {
  return english.has(number) && !english.has(number - 1) && path === '' && (kind === 'paragraph' || kind === 'heading')
}
