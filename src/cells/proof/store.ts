/**
 * The committed results: `content/<slug>/results.json`, one line a result, sorted. A result is found by a key that is made
 * of everything it depends on; so a key that is there is right, and one that is missing must be run.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cell } from '../parse/find-cells.ts'
import { codeHash } from './code-hash.ts'
import { dataHash, engineHash } from './hash.ts'
import { pythonHash } from './python-hash.ts'
import { shortHash } from './short-hash.ts'
import { parseResults, toStored, type Results, type Speed, type StoredResult } from './stored.ts'

/** Elements of a tensor beyond which the store keeps its text and no numbers. */
export const storedElements = 1000

export interface ResultKey {
  key: string
  code: string
}

/** @param chain  the cell, last, after those whose names it uses */
export function keyOf(chain: readonly Pick<Cell, 'language' | 'code' | 'options'>[], locale: string): ResultKey {
  const code = codeHash(chain, locale)
  const data = dataHash(chain)
  const interpreter = chain.at(-1)?.language === 'python' ? ` ${pythonHash()}` : ''
  return { key: shortHash(`${code} ${engineHash()}${data && ` ${data}`}${interpreter}`), code }
}

/** A build of thousands of entries reads each store a few times, and must not hold them all. */
const cachedEntries = 100
const cache = new Map<string, { modified: number; results: Results }>()

export function readResults(folder: string, slug: string): Results {
  const path = resultsPath(folder, slug)
  if (!existsSync(path)) return new Map()
  const modified = statSync(path).mtimeMs
  const known = cache.get(path)
  if (known?.modified === modified) return known.results
  if (cache.size >= cachedEntries) cache.clear()
  const results = parseResults(readFileSync(path, 'utf8'))
  cache.set(path, { modified, results })
  return results
}

/** Writes the results of an entry; a file that would be the same is left alone. */
export function writeResults(folder: string, slug: string, results: Results): void {
  const rows = [...results].sort(([, a], [, b]) => compare(sortKey(a), sortKey(b)))
  const lines = rows.map(([key, result]) => `  ${JSON.stringify(key)}: ${JSON.stringify(toStored(result))}`)
  const text = lines.length > 0 ? `{\n${lines.join(',\n')}\n}\n` : '{}\n'
  const path = resultsPath(folder, slug)
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  // Two writes may fall into one tick of the file's clock.
  cache.set(path, { modified: statSync(path).mtimeMs, results })
}

/** The results with one more; what its cell gave in those locales before, as other code or on another engine, goes. */
export function withResult(results: Results, key: string, added: StoredResult): Results {
  const next: Results = new Map()
  for (const [otherKey, other] of results) {
    const isSameCell = other.cell === added.cell && other.language === added.language
    const locales = isSameCell ? other.locales.filter((locale) => !added.locales.includes(locale)) : other.locales
    if (locales.length > 0) next.set(otherKey, { ...other, locales })
  }
  const locales = [...new Set([...(next.get(key)?.locales ?? []), ...added.locales])].sort()
  return next.set(key, { ...added, locales })
}

export function resultsPath(folder: string, slug: string): string {
  return join(folder, slug, 'results.json')
}

/** A cell near the border keeps the class it had. [ms] */
export function speedOf(ms: number, before?: Speed): Speed {
  if (ms < 500) return 'quick'
  if (ms > 1000) return 'slow'
  return before ?? 'quick'
}

function sortKey({ cell, language, locales }: StoredResult): string {
  return `${cell} ${language} ${locales.join(' ')}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
