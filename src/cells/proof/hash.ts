/**
 * The engine and the data that a recorded result depends on, as hashes. Comments, white space and types change nothing
 * that is computed, so they change no hash.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Cell } from '../parse/find-cells.ts'
import { tokenize, TokenType } from '../prepare/tokens.ts'
import { projectRoot } from './paths.ts'
import { shortHash } from './short-hash.ts'

const engineIndex = join(projectRoot, 'src', 'engine', 'index.ts')
const dataIndex = join(projectRoot, 'src', 'cells', 'library', 'data', 'index.ts')

/** Hash of every file of the engine that can be reached from `index.ts`. */
export function engineHash(index = engineIndex): string {
  return hashFrom(index)
}

/** Hash of the data sets, and of what makes tensors of them; nothing where no cell of the chain imports them. */
export function dataHash(chain: readonly Pick<Cell, 'code'>[], index = dataIndex): string {
  return chain.some(({ code }) => /['"]lexigrad\/data['"]/.test(code)) ? hashFrom(index) : ''
}

interface KnownHash {
  hash: string
  files: string[]
  /** Latest change of a file, and when it was last looked for [ms]. */
  modified: number
  checked: number
}

const hashes = new Map<string, KnownHash>()
/** A server for authors runs for hours and must see a change; a build asks ten thousand times. [ms] */
const checkEvery = 1000

/** Hash of every file of the folder of `index` that can be reached from there. */
function hashFrom(index: string): string {
  const known = hashes.get(index)
  const now = Date.now()
  if (known && (now - known.checked < checkEvery || known.modified === latestChange(known.files))) {
    if (now - known.checked >= checkEvery) known.checked = now
    return known.hash
  }
  const contents = new Map<string, string>()
  collect(index, dirname(index), contents)
  const files = [...contents.keys()].sort()
  const parts = files.map((file) => [relative(dirname(index), file).replaceAll('\\', '/'), contents.get(file)])
  const hash = shortHash(JSON.stringify(parts))
  hashes.set(index, { hash, files, modified: latestChange(files), checked: now })
  return hash
}

function latestChange(files: readonly string[]): number {
  return Math.max(...files.map((file) => (existsSync(file) ? statSync(file).mtimeMs : 0)))
}

/** A relative path in quotes: an import, or the address of a kernel that is loaded. */
const relativePath = /^['"](\.{1,2}\/[^'"]+\.\w+)['"]$/

function collect(file: string, folder: string, files: Map<string, string>): void {
  // What data sets use of the engine is hashed with the engine.
  if (files.has(file) || relative(folder, file).startsWith('..')) return
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
    if (existsSync(target)) collect(target, folder, files)
  }
}
