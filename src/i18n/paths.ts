/**
 * Where the files of people stand. The bundled site no longer knows its own source folder, so both the site and the
 * tools start from the folder they are run in, as npm scripts do.
 */
import { join } from 'node:path'
import { withPseudoLocale } from './locales.ts'

export const projectRoot = process.cwd()

/** Entries as people wrote them; tests and the generator of large sites put another folder in its place. */
export const sourceContentFolder = process.env.LEXIGRAD_CONTENT ?? join(projectRoot, 'content')

/** The entries that the site is built from: the same folder, or a copy of it with pseudo-translations. */
export const contentFolder = withPseudoLocale ? join(projectRoot, '.cache', 'pseudo-content') : sourceContentFolder

export const localesFolder = process.env.LEXIGRAD_LOCALES ?? join(projectRoot, 'locales')
