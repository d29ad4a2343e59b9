import { typescriptLanguage } from '@codemirror/lang-javascript'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { findSyntaxFault } from '../../../../src/cells/element/editor/syntax.ts'
import { listEntries, listLocales, readEntry } from '../../../../src/cells/proof/entries.ts'
import { sourceContentFolder } from '../../../../src/i18n/paths.ts'

const faultIn = (code: string) => findSyntaxFault(EditorState.create({ doc: code, extensions: [typescriptLanguage] }))

test.each([
  ["const s = 'abc\nconst y = 2", 'syntax-unclosed-string', "'abc"],
  ['const s = `abc\nconst y', 'syntax-unclosed-template', '`a'],
  ['let x = 1 /* abc', 'syntax-unclosed-comment', '/*'],
  ['for (let i = 0; i < 3; i++ {\n}', 'syntax-expected', '{'],
  ['const w = = 3', 'syntax-unexpected', '='],
  ['if (a) {\n  f(\n', 'syntax-end', '('],
])('%j is %s at %j', (code, expected, marked) => {
  const fault = faultIn(code)
  expect(fault?.code).toBe(expected)
  expect(code.slice(fault!.from, fault!.to)).toBe(marked)
})

test('no published cell has a fault', () => {
  for (const slug of listEntries(sourceContentFolder)) {
    for (const locale of listLocales(sourceContentFolder, slug)) {
      for (const { id, code, language } of readEntry(sourceContentFolder, slug, locale).cells) {
        if (language !== 'typescript') continue
        expect([slug, locale, id, faultIn(code)]).toEqual([slug, locale, id, undefined])
      }
    }
  }
})
