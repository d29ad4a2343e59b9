import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readText } from '../../src/l10n/read-text.ts'
import { splice, spliceOf, withTexts } from '../../src/l10n/splice.ts'
import { encode } from '../../src/l10n/encoding.ts'
import { files, readFile, shapeOf } from './texts.ts'

const blocksOf = (source: string) =>
  readText(source, 'x.mdx').blocks.map(({ id, kind, text, line, column }) => [id, kind, text, line, column])

describe('the blocks of a text', () => {
  test('are paragraphs, headings, list items, cells of tables and prose of the front matter', () => {
    const source = '---\ntitle: "A: b"\n---\n\n## H\n\nP *q*\n\n- i\n\n| a |\n| - |\n| b |\n'
    expect(blocksOf(source)).toEqual([
      ['title', 'frontMatter', 'A: b', 2, 8],
      ['1', 'heading', 'H', 5, 4],
      ['2', 'paragraph', 'P *q*', 7, 1],
      ['3', 'listItem', 'i', 9, 3],
      ['4', 'tableCell', 'a', 11, 3],
      ['5', 'tableCell', 'b', 13, 3],
    ])
  })

  test('are the prose of attributes, decoded, and of code its comments and printed strings', () => {
    const source = `<Figure name="n" alt="say &quot;hi&quot;" />\n\n\`\`\`ts live id=a\n// One\n// two\nconsole.log('it\\'s', x['k'])\n\`\`\`\n`
    expect(blocksOf(source)).toEqual([
      ['1', 'component', 'Figure name="n"', 1, 1],
      ['1.alt', 'attribute', 'say "hi"', 1, 23],
      ['2', 'code', 'ts live id=a', 3, 1],
      ['2.1', 'comment', 'One\ntwo', 4, 4],
      ['2.2', 'string', "it's", 6, 14],
    ])
  })

  test('of Python code are its comments and what it prints', () => {
    const source = "```python live id=a\n# One\nd['key'] = 'kept'  # Two\nprint('out', f'{x} in')\n```\n"
    expect(blocksOf(source).slice(1)).toEqual([
      ['1.1', 'comment', 'One', 2, 3],
      ['1.2', 'comment', 'Two', 3, 22],
      ['1.3', 'string', 'out', 4, 8],
      ['1.4', 'string', ' in', 4, 19],
    ])
  })

  test('of an f-string of Python are its texts alone, braces as a reader sees them', () => {
    const source = "```python live id=a\nprint(f'the set {{{x:.2f}}} is')\n```\n"
    const text = readText(source, 'x.mdx')
    expect(text.blocks.slice(1).map(({ text }) => text)).toEqual(['the set {', '} is'])
    expect(withTexts(source, [[text.blocks[1]!, "l'ensemble {"]])).toBe(source.replace('the set {{', "l\\'ensemble {{"))
  })

  test('leave the mark of what is still to be translated outside', () => {
    const { blocks } = readText('- {/* to translate */} An item\n', 'x.mdx')
    expect(blocks).toMatchObject([{ text: 'An item', start: 23, mark: { start: 2, end: 23 } }])
    expect(withTexts('- {/* to translate */} An item\n', [[blocks[0]!, 'Un point']])).toBe('- Un point\n')
  })
})

describe.each(files)('%s', (file) => {
  const text = readFile(file)

  test('parses', () => {
    expect(text.problems.filter(({ rule }) => rule === 'mdx-syntax')).toEqual([])
  })

  test('comes back byte for byte when every block is given the text it has', () => {
    expect(
      withTexts(
        text.source,
        prose(text).map((block) => [block, block.text]),
      ),
    ).toBe(text.source)
    const raw = text.blocks.filter(({ frame }) => !frame)
    const same = raw.map(({ start, end }) => ({ start, end, text: text.source.slice(start, end) }))
    expect(splice(text.source, same)).toBe(text.source)
  })

  test('gives each block again what was encoded for its place', () => {
    for (const block of prose(text).filter(({ encoding }) => encoding.in !== 'markdown')) {
      const changed = `x: "y" 'z' & ${block.text}`
      const again = readText(withTexts(text.source, [[block, changed]]), file)
      expect(again.blocks.find(({ id }) => id === block.id)?.text).toBe(changed)
    }
  })

  test('keeps its tree, its code and its formulas when all its words change at random', () => {
    const words = fc.array(fc.stringMatching(/^[a-zà-üÀ-Ü가-힣 ’“”«»,.!?;:0-9]{1,12}$/), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.infiniteStream(words), (stream) => {
        const next = () => `x${stream.next().value!.join(' ')}x`
        const changes = prose(text).map((block) => [block, next()] as const)
        const again = readText(withTexts(text.source, changes), file)
        expect(shapeOf(again)).toEqual(shapeOf(text))
        expect(again.blocks.filter(({ frame }) => !frame).map(({ text }) => text.replace(/\s+/g, ' '))).toEqual(
          changes.map(([, changed]) => changed.replace(/\s+/g, ' ')),
        )
      }),
      { numRuns: 20, seed: 7 },
    )
  }, 60_000)
})

test('a change of a frame is refused', () => {
  const { blocks, source } = readText('$$\nx\n$$\n', 'x.mdx')
  expect(() => spliceOf(blocks[0]!, 'y', source)).toThrow('Block 1 is a math')
})

test('splices that overlap are refused', () => {
  expect(() =>
    splice('abc', [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ]),
  ).toThrow(/\[1, 3\]/)
})

test('what YAML would read otherwise is put in quotation marks', () => {
  const yaml = (text: string) => encode(text, { in: 'yaml' })
  expect([yaml('plain'), yaml('a: b'), yaml('12'), yaml('- a'), yaml('« a »')]).toEqual([
    'plain',
    '"a: b"',
    '"12"',
    '"- a"',
    '« a »',
  ])
})

function prose({ blocks }: ReturnType<typeof readFile>) {
  return blocks.filter(({ frame }) => !frame)
}
