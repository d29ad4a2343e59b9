import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { findCells, type Cell } from '../../../src/cells/parse/find-cells.ts'
import { closeRunner, loadResult } from '../../../src/cells/proof/load-result.ts'
import { prove } from '../../../src/cells/proof/prove.ts'
import { resultsPath } from '../../../src/cells/proof/store.ts'
import { cell, contentOf } from './folder.ts'

afterAll(closeRunner)

function cellOf(folder: string, id = 'a'): Cell {
  const found = findCells(readFileSync(join(folder, 'sample', 'en.mdx'), 'utf8'), 'en.mdx').cells.find(
    (c) => c.id === id,
  )
  if (!found) throw new Error(`no cell ${id}`)
  return found
}

const quick = cell("const a = 1\nconsole.log('one', a)")

describe('the result of a cell for the build', () => {
  it('comes from the store where it is there', async () => {
    const folder = contentOf({ en: quick })
    await prove({ folder, record: true })
    const path = resultsPath(folder, 'sample')
    writeFileSync(path, readFileSync(path, 'utf8').replace('one 1', 'from the store'))
    const { output } = await loadResult('sample', 'en', cellOf(folder), { folder })
    expect(output).toEqual([{ type: 'output', level: 'log', text: 'from the store' }])
  })

  it('is run where it is missing and quick, and leaves the store alone', async () => {
    const folder = contentOf({ en: quick })
    const result = await loadResult('sample', 'en', cellOf(folder), { folder })
    expect(result).toEqual({
      output: [{ type: 'output', level: 'log', text: 'one 1' }],
      variables: [{ name: 'a', kind: 'number', text: '1', value: 1 }],
      speed: 'quick',
    })
    expect(existsSync(resultsPath(folder, 'sample'))).toBe(false)
  })

  it('is recorded for an author, in place of what the cell gave before', async () => {
    const folder = contentOf({ en: quick })
    await loadResult('sample', 'en', cellOf(folder), { folder, record: true })
    const changed = { ...cellOf(folder), code: "console.log('two')" }
    await loadResult('sample', 'en', changed, { folder, record: true })
    const text = readFileSync(resultsPath(folder, 'sample'), 'utf8')
    expect(text).toContain('"output":["two"]')
    expect(text).not.toContain('one')
  })

  it('of a cell on another cell is that of both', async () => {
    const folder = contentOf({ en: `${cell('const w = 2')}\n${cell('console.log(w * 3)', 'id=b after=a')}` })
    expect((await loadResult('sample', 'en', cellOf(folder, 'b'), { folder })).output).toEqual([
      { type: 'output', level: 'log', text: '6' },
    ])
  })

  it('of another engine is taken where that is asked for, and not otherwise', async () => {
    const folder = contentOf({ en: quick })
    await loadResult('sample', 'en', cellOf(folder), { folder, record: true })
    const path = resultsPath(folder, 'sample')
    const [[, result]] = Object.entries(JSON.parse(readFileSync(path, 'utf8'))) as [[string, object]]
    writeFileSync(path, JSON.stringify({ 'of another engine': { ...result, output: ['as it was'] } }))
    const output = async () => (await loadResult('sample', 'en', cellOf(folder), { folder })).output[0]!.text
    expect(await output()).toBe('one 1')
    vi.stubEnv('LEXIGRAD_UNPROVED', '1')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await output()).toBe('as it was')
  })

  it('is refused where it is missing and slow, naming the command', { timeout: 20_000 }, async () => {
    const folder = contentOf({ en: `Text.\n\n${cell('while (true) {}')}` })
    await expect(loadResult('sample', 'en', cellOf(folder), { folder })).rejects.toThrow(
      expect.objectContaining({
        problems: [
          {
            file: join(folder, 'sample', 'en.mdx'),
            line: 3,
            column: 1,
            rule: 'cell-not-recorded',
            message: 'the result of "a" is not in the store, and the cell is too slow for the build',
            hint: expect.stringContaining('npm run cells -- --entry sample --record'),
          },
        ],
      }),
    )
  })

  it('is refused at once where an older record says that it is slow', async () => {
    const folder = contentOf({ en: quick })
    await prove({ folder, record: true })
    const path = resultsPath(folder, 'sample')
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace('"speed":"quick"', '"speed":"slow"')
        .replace(/"\w{16}": /, '"0123456789abcdef": '),
    )
    await expect(loadResult('sample', 'en', cellOf(folder), { folder })).rejects.toThrow('cell-not-recorded')
  })

  it('is refused where the cell fails, at the line of the file', async () => {
    const folder = contentOf({
      en: `Text.\n\n${cell("import { tensor } from 'lexigrad'\n\ntensor([1]).matmul(tensor([[1, 2], [3, 4]]))")}`,
    })
    await expect(loadResult('sample', 'en', cellOf(folder), { folder })).rejects.toThrow(
      /en\.mdx:6:13 cell-failed ShapeError: matmul/,
    )
  })
})
