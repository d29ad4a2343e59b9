/** Which build this is: version, revision and its date, and a hash of the engine that its cells ran on. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { engineHash } from '../../cells/proof/hash.ts'
import { projectRoot } from '../../i18n/paths.ts'

export interface BuildInfo {
  version: string
  /** Short name of the revision; empty where the source is not under version control. */
  revision: string
  /** ISO 8601: of the revision, or of the build where there is none. */
  date: string
  engine: string
}

let known: Omit<BuildInfo, 'engine'> | undefined

export function buildInfo(): BuildInfo {
  known ??= readRevision()
  return { ...known, engine: engineHash().slice(0, 8) }
}

function readRevision(): Omit<BuildInfo, 'engine'> {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }
  try {
    const log = execFileSync('git', ['log', '-1', '--format=%h %cI'], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [revision = '', date = ''] = log.toString().trim().split(' ')
    return { version, revision, date }
  } catch {
    return { version, revision: '', date: new Date().toISOString() }
  }
}
