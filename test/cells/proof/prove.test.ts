import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prove, type ProofOptions } from '../../../src/cells/proof/prove.ts'
import { resultsPath, speedOf } from '../../../src/cells/proof/store.ts'
import { cell, contentOf, replaceIn } from './folder.ts'

const rules = async (options: ProofOptions) => {
  const { problems } = await prove(options)
  return problems.map(
    ({ file, line, column, rule, message }) => `${file.split('/').at(-1)}:${line}:${column} ${rule} ${message}`,
  )
}

describe('the proof of an entry', () => {
  it('gives values and gradients by name, and what was printed', async () => {
    const folder = contentOf({
      en: cell(`import { tensor } from 'lexigrad'
const w = tensor([[1, 2]], { requiresGrad: true })
const n = 3
const a = [[1, NaN], [Infinity, true]]
const text = 'no number'
w.mul(n).sum().backward()
console.log('a\\nb'); console.warn('c')`),
    })
    const { rows } = await prove({ folder })
    expect(rows).toEqual([
      {
        entry: 'sample',
        locale: 'en',
        id: 'a',
        language: 'typescript',
        ok: true,
        stdout: 'a\nb\nc\n',
        gradients: { w: [[3, 3]] },
        values: { w: [[1, 2]], n: 3, a: [[1, 'nan'], ['inf', true]] }, // prettier-ignore
        ms: expect.any(Number),
        error: null,
      },
    ])
  })

  it('gives a cell the data sets', async () => {
    const code =
      "import { shapes } from 'lexigrad/data'\nconst { images, boxes } = shapes({ count: 2 })\nconst n = boxes.length"
    expect(await rules({ folder: contentOf({ en: cell(code, 'id=a expect="n = 2"') }) })).toEqual([])
  })

  it('lets comments and printed strings be translated', async () => {
    const folder = contentOf({
      en: cell("// Loss\nconst a = 1\nconsole.log('loss', a, `step ${a}`)"),
      fr: cell("// Perte\nconst a = 1\nconsole.log('perte', a, `étape ${a}`)"),
    })
    expect(await rules({ folder })).toEqual([])
  })

  it('tells a cell that fails by the line of its file', async () => {
    const folder = contentOf({
      en: `Text.\n\n- In a list:\n\n  ${cell('const a = 1\na.b.c()').replaceAll('\n', '\n  ')}`,
    })
    expect(await rules({ folder })).toEqual([
      "en.mdx:7:7 cell-failed TypeError: Cannot read properties of undefined (reading 'c')",
    ])
  })

  it('tells a cell that does not parse by the line of its file, be it found late', async () => {
    expect(await rules({ folder: contentOf({ en: cell('const a = 1\nconst b = (') }) })).toEqual([
      'en.mdx:3:12 cell-failed SyntaxError: Unexpected token',
    ])
    expect(await rules({ folder: contentOf({ en: cell('const a = 1\nlet b = 08n') }) })).toEqual([
      'en.mdx:3:9 cell-failed SyntaxError: Invalid number',
    ])
  })

  it('ends a cell that does not end, and goes on with the next', async () => {
    const folder = contentOf({
      en: `${cell('while (true) {}', 'id=a limit=0.2')}\n${cell('const b = 1', 'id=b expect="b = 1"')}`,
    })
    const { rows } = await prove({ folder })
    expect(rows.map(({ id, ok, error }) => [id, ok, error])).toEqual([
      ['a', false, expect.stringContaining('cell-time-limit Error: the cell was still running after 0.2 s')],
      ['b', true, null],
    ])
  })

  it('misses no cell, and wants none too many', async () => {
    const folder = contentOf({ en: cell('1'), fr: `Texte.\n\n${cell('1', 'id=b')}` })
    expect(await rules({ folder })).toEqual([
      'fr.mdx:3:1 cell-extra the English text has no typescript cell "b"',
      'fr.mdx:5:1 cell-missing the typescript cell "a" of the English text is missing',
    ])
  })

  it('wants the options of the English fence', async () => {
    const folder = contentOf({ en: cell('const a = 1', 'id=a expect="a = 1"'), fr: cell('const a = 1') })
    expect(await rules({ folder })).toEqual([
      'fr.mdx:1:1 cell-fence-differs the options of a are not those of the English cell: ```ts live id=a',
    ])
  })

  it('runs first what a cell stands on', async () => {
    const folder = contentOf({
      en: `${cell('const w = 2')}\n${cell('const v = w * 3', 'id=b after=a expect="v = 6"')}`,
    })
    expect(await rules({ folder })).toEqual([])
  })

  it('compares only the probe where the data vary with the language', async () => {
    // A random number stands for what one language's data give and another's do not.
    const both = (options: string) => {
      const text = cell('const data = Math.random()\nconst fixed = 1', `id=a ${options}`)
      return rules({ folder: contentOf({ en: text, fr: text }) })
    }
    expect(await both('varies=data probe=fixed')).toEqual([])
    expect(await both('varies=data probe=fixed,data')).toEqual([
      expect.stringMatching(/^fr.mdx:2:7 cell-value-differs data is/),
    ])
    expect(await both('')).toEqual([expect.stringMatching(/^fr.mdx:2:7 cell-value-differs data is/)])
  })
})

describe('the store', () => {
  const english = cell("const a = 1\nconsole.log('one')")

  it('is one line a result, the same after every recording', async () => {
    const folder = contentOf({ en: english, fr: english.replace("'one'", "'un'"), es: english })
    await prove({ folder, record: true })
    const text = readFileSync(resultsPath(folder, 'sample'), 'utf8')
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toContain('"locales":["en","es"]')
    await prove({ folder, record: true })
    expect(readFileSync(resultsPath(folder, 'sample'), 'utf8')).toBe(text)
  })

  it('keeps what other languages gave when one is recorded', async () => {
    const folder = contentOf({ en: english, fr: english })
    await prove({ folder, record: true })
    replaceIn(join(folder, 'sample', 'fr.mdx'), "'one'", "'un'")
    await prove({ folder, record: true, locales: ['fr'] })
    const lines = readFileSync(resultsPath(folder, 'sample'), 'utf8').trimEnd().split('\n')
    expect(lines.slice(1, -1).map((line) => /"locales":\[[^\]]*\]/.exec(line)?.[0])).toEqual([
      '"locales":["en"]',
      '"locales":["fr"]',
    ])
  })

  it('does not take what is not proved', async () => {
    const folder = contentOf({ en: english, fr: english.replace('a = 1', 'a = 2') })
    await prove({ folder, record: true })
    expect(readFileSync(resultsPath(folder, 'sample'), 'utf8')).not.toContain('fr')
  })

  it('turns the proof red where it tells otherwise, also by an older engine', async () => {
    const folder = contentOf({ en: english })
    await prove({ folder, record: true })
    const path = resultsPath(folder, 'sample')
    const recorded = readFileSync(path, 'utf8')
    writeFileSync(path, recorded.replace('"one"', '"two"'))
    expect(await rules({ folder })).toEqual([
      'en.mdx:1:1 cell-recorded a: line 1 of the output was "two", now it is "one"',
    ])
    writeFileSync(path, recorded.replace(/"value":1/, '"value":7').replace(/"\w{16}": /, '"0123456789abcdef": '))
    expect(await rules({ folder })).toEqual(['en.mdx:1:1 cell-recorded a: a was 7, now it is 1'])
  })

  it('spares slow cells, until all are asked for', async () => {
    const folder = contentOf({ en: english })
    await prove({ folder, record: true })
    const path = resultsPath(folder, 'sample')
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('"speed":"quick"', '"speed":"slow"').replace('"one"', '"kept"'),
    )
    const spared = await prove({ folder })
    expect(spared.rows[0]).toMatchObject({ ok: true, stdout: 'kept\n', ms: 0 })
    expect(await rules({ folder, all: true })).toEqual([
      'en.mdx:1:1 cell-recorded a: line 1 of the output was "kept", now it is "one"',
    ])
  })

  it('counts the time of the cells before it, which each proof runs again', async () => {
    const long = cell('const end = Date.now() + 1100\nwhile (Date.now() < end);', 'id=long')
    const folder = contentOf({ en: `${long}\n${cell('const a = 1', 'id=short after=long')}` })
    await prove({ folder, record: true })
    const recorded = readFileSync(resultsPath(folder, 'sample'), 'utf8')
    expect(recorded.match(/"speed":"\w+"/g)).toEqual(['"speed":"slow"', '"speed":"slow"'])
    // What was taken from the store took no time, and is slow all the same.
    await prove({ folder, record: true })
    expect(readFileSync(resultsPath(folder, 'sample'), 'utf8')).toBe(recorded)
  })

  it('classes a cell by its time, and near the border as before', () => {
    expect([speedOf(100), speedOf(100, 'slow'), speedOf(700), speedOf(700, 'slow'), speedOf(2000, 'quick')]).toEqual([
      'quick',
      'quick',
      'quick',
      'slow',
      'slow',
    ])
  })
})
