/**
 * Where errors are reported. `bugs` in package.json may name an address for mail, which needs no account anywhere, and a page of
 * the forge, which does.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../i18n/paths.ts'
import { repository } from '../repository.ts'

interface Bugs {
  email?: string
  url?: string
}

const { bugs }: { bugs?: string | Bugs } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
const named: Bugs = typeof bugs === 'string' ? { url: bugs } : (bugs ?? {})

export const reportMail = named.email
export const reportPage = named.url ?? (repository && `${repository}/issues`)

/** A mail that is begun: RFC 6068 wants its line ends as CRLF. */
export function mailAddress(to: string, subject: string, body: string): string {
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`
}
