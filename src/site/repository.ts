/** The public address of the source, from package.json; nothing where it is not published. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../i18n/paths.ts'

const { repository: field }: { repository?: string | { url: string } } = JSON.parse(
  readFileSync(join(projectRoot, 'package.json'), 'utf8'),
)

export const repository = (typeof field === 'string' ? field : field?.url)?.replace(/^git\+|\.git$/g, '')
