/** The works of others and their licences, with every copy of the site. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../i18n/paths.ts'

export function GET(): Response {
  return new Response(readFileSync(join(projectRoot, 'THIRD_PARTY.md'), 'utf8'))
}
