/**
 * The engine that a recorded result depends on, as a hash. Comments, white space and types change nothing that is
 * computed, so they change no hash.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { tokenize, TokenType } from '../prepare/tokens.ts'
import { projectRoot } from './paths.ts'
import { shortHash } from './short-hash.ts'

interface EngineHash {
  hash: string
  files: string[]
  /** Latest change of a file, and when it was last looked for [ms]. */
  modified: number
  checked: number
}

const engineHashes = new Map<string, EngineHash>()
/** A server for authors runs for hours and must see a change; a build asks ten thousand times. [ms] */
const checkEvery = 1000

/** Hash of every file of the engine that can be reached from `index.ts`. */
export function engineHash(index = join(projectRoot, 'src', 'engine', 'index.ts')): string {
  const known = engineHashes.get(index)
  const now = Date.now()
  if (known && (now - known.checked < checkEvery || known.modified === latestChange(known.files))) {
    if (now - known.checked >= checkEvery) known.checked = now
    return known.hash
  }
  const contents = new Map<string, string>()
  collect(index, contents)
  const files = [...contents.keys()].sort()
  const parts = files.map((file) => [relative(dirname(index), file).replaceAll('\\', '/'), contents.get(file)])
  const hash = shortHash(JSON.stringify(parts))
  engineHashes.set(index, { hash, files, modified: latestChange(files), checked: now })
  return hash
}

function latestChange(files: readonly string[]): number {
  return Math.max(...files.map((file) => (existsSync(file) ? statSync(file).mtimeMs : 0)))
}

/** A relative path in quotes: an import, or the address of a kernel that is loaded. */
const relativePath = /^['"](\.{1,2}\/[^'"]+\.\w+)['"]$/

function collect(file: string, files: Map<string, string>): void {
  if (files.has(file)) return
  if (!/\.[cm]?[jt]s$/.test(file)) {
    files.set(file, createHash('sha256').update(readFileSync(file)).digest('hex'))
    return
  }
  const tokens = tokenize(readFileSync(file, 'utf8')).filter((token) => !token.isType)
  files.set(file, tokens.map((token) => token.text).join(' '))
  for (const token of tokens) {
    const path = token.type === TokenType.string ? relativePath.exec(token.text)?.[1] : undefined
    if (!path) continue
    const target = resolve(dirname(file), path)
    if (existsSync(target)) collect(target, files)
  }
}
