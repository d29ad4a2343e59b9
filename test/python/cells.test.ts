/**
 * The entries' Python cells print here what PyTorch prints. What our interpreter printed stands in the store of results,
 * and is proved by test/cells/proof/content.test.ts; what PyTorch printed was recorded from it.
 */
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { listEntries } from '../../src/cells/proof/entries.ts'
import { readResults } from '../../src/cells/proof/store.ts'
import { findByCode } from '../../src/cells/proof/stored.ts'
import { listCells, readRecorded } from './recorded-cells.ts'

const entries = listEntries('content').filter((slug) => listCells(slug, 'content').length > 0)

test('there are cells to compare, and nothing is recorded of entries that have none', () => {
  expect(entries).toContain('backpropagation')
  const recorded = globSync('test/python/cells/*.json').map((path) => basename(path, '.json'))
  expect(recorded.filter((slug) => !entries.includes(slug))).toEqual([])
})

test.each(entries)('%s', (slug) => {
  const { made_with: maker, cells: recorded } = readRecorded(slug)
  const cells = listCells(slug, 'content')
  // A translation has the code of the English cell, as the proof holds; who translates need not have PyTorch.
  const needed = cells.filter(({ name, code }) => / en$/.test(name) && recorded[name]?.code !== code)
  const places = needed.map(({ at }) => at)
  expect(places, `Not recorded as they stand. Run: npm run record:python -- ${slug}`).toEqual([])
  expect(maker).toMatch(/^PyTorch \d/)
  for (const { name, code, at, tolerance } of cells) {
    const ours = findByCode(readResults('content', slug), code)
    if (!ours || recorded[name]?.code !== code) continue
    const printed = ours.output.map(({ text }) => `${text}\n`).join('')
    const { output } = recorded[name]
    if (!isSame(printed, output, tolerance)) expect([at, printed]).toEqual([at, output])
  }
})

const number = /-?\d+\.?\d*(?:e[-+]\d+)?/g

/** The same text, but for numbers that are as near as the cell declares. */
function isSame(ours: string, theirs: string, tolerance: number): boolean {
  if (ours === theirs || tolerance === 0) return ours === theirs
  if (ours.replace(number, '#') !== theirs.replace(number, '#')) return false
  const [a, b] = [ours, theirs].map((text) => (text.match(number) ?? []).map(Number)) as [number[], number[]]
  return a.every((x, i) => Math.abs(x - b[i]!) <= tolerance * Math.max(1, Math.abs(x), Math.abs(b[i]!)))
}
