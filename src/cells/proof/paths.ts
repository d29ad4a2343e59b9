/**
 * Where the proof finds what it reads. From the folder it is started in, as npm does it: the bundled site, which reads
 * results too, no longer knows its own source.
 */
import { isAbsolute, join, relative } from 'node:path'

export const projectRoot = process.cwd()

/** Tests and the generator of large sites put another folder in its place. */
export function contentFolder(): string {
  return process.env.LEXIGRAD_CONTENT ?? join(projectRoot, 'content')
}

/** The locale whose cells all others must equal. */
export const sourceLocale = 'en'

/** A path as messages show it: from the project's folder where it lies in there, with forward slashes. */
export function shownPath(path: string): string {
  const inside = relative(projectRoot, path)
  const shown = inside.startsWith('..') || isAbsolute(inside) ? path : inside
  return shown.replaceAll('\\', '/')
}
