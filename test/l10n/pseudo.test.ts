import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findCells } from '../../src/cells/parse/find-cells.ts'
import { parseMdx, visit } from '../../src/cells/parse/mdx.ts'
import { pseudoEntry } from '../../src/l10n/pseudo-entries.ts'
import { pseudoStrings, pseudoText } from '../../src/l10n/pseudo.ts'

const source = readFileSync('content/backpropagation/en.mdx', 'utf8')

describe('pseudo-translation', () => {
  test('turns letters round and leaves numbers and placeholders', () => {
    expect(pseudoText('Done in {{ms}} ms, 3 of 5')).toBe(
      '\u202EDone\u202C \u202Ein\u202C {{ms}} \u202Ems\u202C, 3 \u202Eof\u202C 5',
    )
  })

  test('keeps the keys of a tree of strings', () => {
    expect(pseudoStrings({ cell: { run: 'Run' } })).toEqual({ cell: { run: '\u202ERun\u202C' } })
  })

  test('keeps cells, formulas, links and the tree of an entry', () => {
    const turned = pseudoEntry(source)
    expect(turned).not.toBe(source)
    const codes = (text: string) => findCells(text, 'x.mdx').cells.map(({ code }) => code)
    expect(codes(turned)).toEqual(codes(source))
    expect(shape(turned)).toEqual(shape(source))
  })
})

function shape(text: string): string[] {
  const types: string[] = []
  const { tree } = parseMdx(text, 'x.mdx')
  if (!tree) return types
  visit(tree, (node) => types.push(node.type === 'link' ? `link ${node.url}` : node.type))
  return types
}
