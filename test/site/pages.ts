/** The pages of a built site, by what they are, as `dist/` holds them. */
import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface BuiltPage {
  /** Address below the base path: `fr/backpropagation/`, `fr/404.html`, nothing for the entrance. */
  path: string
  file: string
  /**
   * *generated*: written by a program from one pattern, as the engine's documentation is; *text*: of the site itself; *embed*: a
   * cell for other sites.
   */
  kind: 'entrance' | 'home' | 'entry' | 'text' | 'generated' | 'embed' | 'missing'
  /** The locale of its folder; the entrance and the host's own 404 have none. */
  locale: string | undefined
  /** What it is in every language: `backpropagation`, or nothing for a home. */
  page: string
}

/** Pages that people wrote and that are no entries. */
const texts = ['browsers', 'paths', 'privacy', 'data', 'search', 'speed', 'terms', 'translation']

/** The cell whose embedded page stands for all of them: they are cut out of the entries by one program. */
export const firstCell = 'first-gradient'

/** Every HTML page that a reader may open; the sandbox's document is none. */
export function listPages(folder: string): BuiltPage[] {
  const embedded = globSync(`embed/*/${firstEntry}/${firstCell}/index.html`, { cwd: folder })
  return [...globSync('**/*.html', { cwd: folder, exclude: ['assets/**', 'embed/**'] }), ...embedded]
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((file) => describePage(file))
}

/** The entries' pages. */
export function listEntries(folder: string): (BuiltPage & { locale: string })[] {
  return listPages(folder).filter((page): page is BuiltPage & { locale: string } => page.kind === 'entry')
}

/** The entry that every language is tried with; the others take turns. */
export const firstEntry = 'backpropagation'

/**
 * The pages that slow checks look at: the homes and the first entry in every language, every other page in some, different
 * ones from page to page: what was written for the site in two, of what there is many each in one.
 */
export function pagesToLookAt(folder: string): BuiltPage[] {
  const pages = listPages(folder)
  const isInAll = ({ kind, page }: BuiltPage) => page === firstEntry || ['entrance', 'home'].includes(kind)
  const isOneOfMany = ({ kind }: BuiltPage) => kind === 'generated' || kind === 'entry'
  // A script fills the editor's pages: before that they are alike but for a name.
  const isAnEditor = ({ page }: BuiltPage) => page.startsWith('translation/') && page !== `translation/${firstEntry}`
  const inTurn = [...new Set(pages.filter((page) => !isInAll(page) && !isAnEditor(page)).map(({ page }) => page))]
  const locales = [...new Set(pages.flatMap(({ locale }) => locale ?? []))]
  return pages.filter((page) => {
    if (isAnEditor(page)) return false
    if (isInAll(page) || !page.locale) return true
    const turn =
      (locales.indexOf(page.locale) + locales.length - (inTurn.indexOf(page.page) % locales.length)) % locales.length
    return turn < (isOneOfMany(page) ? 1 : 2)
  })
}

/** The entries' pages among them. */
export function entriesToLookAt(folder: string): (BuiltPage & { locale: string })[] {
  return pagesToLookAt(folder).filter((page): page is BuiltPage & { locale: string } => page.kind === 'entry')
}

function describePage(file: string): BuiltPage {
  const parts = dirname(file) === '.' ? [] : dirname(file).split('/')
  if (parts[0] === 'embed') {
    const [, locale, ...rest] = parts
    return { path: `${parts.join('/')}/`, file, kind: 'embed', locale, page: `embed/${rest.join('/')}` }
  }
  const [locale, ...rest] = parts
  if (file.endsWith('404.html')) return { path: file, file, kind: 'missing', locale, page: '404' }
  const page = rest.join('/')
  // What stands in for a page that was not kept is no page of its own either.
  if (page === 'offline') return { path: `${locale}/offline/`, file, kind: 'missing', locale, page }
  const own = existsSync(join('content', page, 'entry.yml')) ? 'entry' : texts.includes(page) ? 'text' : 'generated'
  const kind = parts.length === 0 ? 'entrance' : parts.length === 1 ? 'home' : own
  return { path: parts.map((part) => `${part}/`).join(''), file, kind, locale, page }
}
