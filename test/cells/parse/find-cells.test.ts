import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCells } from '../../../src/cells/parse/find-cells.ts'
import { codeFrame, formatProblems } from '../../../src/cells/parse/problem.ts'

const golden = 'test/golden/cells'

describe('the cells of a text', () => {
  it('come with the place of their code', () => {
    const source = '---\ntitle: 한글 😀\n---\n\n```ts live id=a\nconst x = 1\n```\n\n```ts\nnot live\n```\n'
    expect(findCells(source, 'a.mdx')).toEqual({
      problems: [],
      cells: [
        {
          id: 'a',
          language: 'typescript',
          code: 'const x = 1',
          line: 6,
          column: 1,
          fence: { line: 5, column: 1 },
          end: 7,
          expect: [],
          options: {},
        },
      ],
    })
  })

  it('in a list or a quotation begin at the column of their code', () => {
    const source = '- a\n\n  ```ts live id=a\n\n  const x = 1\n  ```\n\n> ~~~~ts live id=b\n> f()\n> ~~~~\n'
    const { cells, problems } = findCells(source, 'a.mdx')
    expect(problems).toEqual([])
    expect(cells.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, 3, '\nconst x = 1'],
      [9, 3, 'f()'],
    ])
  })

  it('have the same places with the line ends of Windows', () => {
    const source = 'a\r\n\r\n```ts live id=a expect="w = 1"\r\nconst x = 1\r\nx\r\n```\r\n'
    expect(findCells(source, 'a.mdx')).toMatchObject({ problems: [], cells: [{ line: 4, code: 'const x = 1\nx' }] })
  })

  it('may bear the same id in two languages of code', () => {
    const source = '```ts live id=a\nx\n```\n\n```python live id=a\nx\n```\n'
    expect(findCells(source, 'a.mdx')).toMatchObject({
      problems: [],
      cells: [{ language: 'typescript' }, { language: 'python' }],
    })
  })

  it('allow a comment in the text, and nothing else in braces', () => {
    expect(findCells('a {/* for translators */} b\n\n{/* c */}\n', 'a.mdx').problems).toEqual([])
  })
})

describe('bad input is told with file, line and column', () => {
  const inputs = globSync(`${golden}/*.mdx`).sort()

  it('has its files', () => {
    expect(inputs.length).toBeGreaterThan(10)
  })

  it.each(inputs)('%s', (path) => {
    const source = readFileSync(path, 'utf8')
    const file = basename(path)
    const { problems } = findCells(source, file)
    expect(problems).not.toEqual([])
    const text = formatProblems(problems, { [file]: source }) + '\n'
    const expected = path.replace(/\.mdx$/, '.txt')
    if (process.env.UPDATE_GOLDEN) writeFileSync(expected, text)
    expect(text).toBe(readFileSync(expected, 'utf8'))
  })
})

describe('a code frame', () => {
  it('points under the column, whatever stands before it', () => {
    expect(codeFrame('a\n\tb cd\n', 2, 4)).toBe('  1 | a\n> 2 | \tb cd\n    | \t  ^\n  3 |')
  })
})
