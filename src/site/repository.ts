/** The public address of the source, from package.json; nothing where it is not published. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../i18n/paths.ts'

const { repository: field }: { repository?: string | { url: string } } = JSON.parse(
  readFileSync(join(projectRoot, 'package.json'), 'utf8'),
)

export const repository = (typeof field === 'string' ? field : field?.url)?.replace(/^git\+|\.git$/g, '')

/** Where a forge opens a file of the project for a change, at a line; nothing where the source is not published. */
export function editAddress(file: string, line?: number, forge = repository): string | undefined {
  if (!forge) return undefined
  const verb = /^https:\/\/(?:codeberg\.org|[^/]*(?:forgejo|gitea))/.test(forge)
    ? '_edit'
    : /^https:\/\/[^/]*gitlab/.test(forge)
      ? '-/edit'
      : 'edit'
  return `${forge}/${verb}/main/${file}${line === undefined ? '' : `#L${line}`}`
}
