/** Which text of an entry this is: by its content, and by the days that the repository and the lock know. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { contentFolder, projectRoot } from '../../i18n/paths.ts'
import { entryFile } from '../content/entries.ts'

/** The version of the site, from package.json. */
export const siteVersion: string = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version

/** The first ten digits of the name that git gives this very text: `git show <name>` shows it, in every clone. */
export function textName(slug: string, locale: string): string {
  const text = readFileSync(entryFile(slug, locale))
  return createHash('sha1').update(`blob ${text.length}\0`).update(text).digest('hex').slice(0, 10)
}

/** The day on which the text was last changed, `2026-11-28`; nothing where no history is at hand, or not the whole of it. */
export function dayChanged(slug: string, locale: string): string | undefined {
  return (changes ??= readChanges()).get(relative(projectRoot, entryFile(slug, locale)).replaceAll('\\', '/'))
}

/** The last day on which a passage of a translation was confirmed, as its lock holds it. */
export function dayConfirmed(slug: string, locale: string): string | undefined {
  const file = join(contentFolder, slug, `${locale}.lock.json`)
  if (!existsSync(file)) return undefined
  const days = [...readFileSync(file, 'utf8').matchAll(/"date":"(\d{4}-\d\d-\d\d)"/g)].map(([, day]) => day!)
  return days.sort().at(-1)
}

let changes: Map<string, string> | undefined

/** The last day of every file, in one call; a history that was cut off would date everything with its first commit. */
function readChanges(): Map<string, string> {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', maxBuffer: 1 << 28, stdio: 'pipe' })
  const days = new Map<string, string>()
  try {
    if (git('rev-parse', '--is-shallow-repository').trim() !== 'false') return days
    let day = ''
    const log = git(
      '-c',
      'core.quotepath=off',
      'log',
      '--format=@%cs',
      '--name-only',
      '--relative',
      '--',
      contentFolder,
    )
    for (const line of log.split('\n')) {
      if (line.startsWith('@')) day = line.slice(1)
      else if (line !== '' && !days.has(line)) days.set(line, day)
    }
  } catch {
    // No git here, or no history: the day stays unsaid.
  }
  return days
}
