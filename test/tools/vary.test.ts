import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMdx, visit } from '../../src/cells/parse/mdx.ts'
import { findCells } from '../../src/cells/parse/find-cells.ts'
import { varyText } from '../../src/tools/scale/vary.ts'

const read = (locale: string) => readFileSync(`content/backpropagation/${locale}.mdx`, 'utf8')
const english = read('en')

const kinds = (text: string) => {
  const types: string[] = []
  visit(parseMdx(text, 'entry.mdx').tree!, (node) => types.push(node.type))
  return types
}
const withoutComments = (code: string) => code.replace(/^\s*(?:\/\/|#).*$/gm, '').replace(/f?'[^']*'/g, "''")
const codes = (text: string) => findCells(text, 'entry.mdx').cells.map(({ code }) => withoutComments(code))

test('a varied entry has the structure of its template and other numbers', () => {
  const varied = varyText(english, 7, 'Backpropagation 7')
  expect(kinds(varied)).toEqual(kinds(english))
  expect(varied).toContain('title: "Backpropagation 7"')
  expect(codes(varied)).not.toEqual(codes(english))
})

test('the same number gives the same entry, another number another one', () => {
  expect(varyText(english, 7, 'x')).toBe(varyText(english, 7, 'x'))
  expect(varyText(english, 7, 'x')).not.toBe(varyText(english, 8, 'x'))
})

test('cells get the same numbers in every language', () => {
  const expected = codes(varyText(english, 7, 'x'))
  for (const locale of ['fr', 'es', 'tr', 'ko']) expect(codes(varyText(read(locale), 7, 'x'))).toEqual(expected)
})

test('a twin in another language of code gets the numbers of its first cell', () => {
  const numbers = (code: string) =>
    code.match(/(?<=tensor\(\[)[-\d., ]+(?=\])|(?<=target = )\d+/g)!.map((list) => list.split(',').map(Number))
  const { cells } = findCells(varyText(english, 7, 'x'), 'entry.mdx')
  const [first, twin] = cells.filter(({ id }) => id === 'first-gradient')
  expect(twin!.language).toBe('python')
  expect(numbers(twin!.code)).toEqual(numbers(first!.code))
})

test('links, ids of cells and names of figures stay', () => {
  const kept = (text: string) => text.match(/\]\([^)]*\)|id=[\w-]+|name="[^"]*"/g)
  expect(kept(varyText(english, 7, 'x'))).toEqual(kept(english))
})
