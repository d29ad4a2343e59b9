/** Links between entries, as authors write them: `/slug` or `/slug#heading`, without locale and without base path. */
import { localePath } from '../../i18n/links.ts'
import { findEntry } from './entries.ts'
import { loadTerms } from './terms.ts'

export interface ContentLink {
  slug: string
  /** The heading it points at, without `#`. */
  anchor: string
}

/** The parts of a link to an entry; undefined for an address elsewhere. */
export function parseContentLink(url: string): ContentLink | undefined {
  const match = /^\/([^/#?]*)\/?(?:#(.*))?$/.exec(url)
  return match ? { slug: match[1] ?? '', anchor: match[2] ?? '' } : undefined
}

export type LinkTarget =
  | { kind: 'entry'; href: string }
  /** A term whose entry is still to be written: shown as plain text with its definition. */
  | { kind: 'term'; definition: string }
  | { kind: 'unknown' }

/** Where a link leads on the page of a locale. */
export function resolveContentLink({ slug, anchor }: ContentLink, locale: string): LinkTarget {
  if (findEntry(slug)) {
    return { kind: 'entry', href: localePath(locale, slug) + (anchor ? `#${anchor}` : '') }
  }
  const term = loadTerms(locale)[slug]
  return term ? { kind: 'term', definition: term.definition } : { kind: 'unknown' }
}
