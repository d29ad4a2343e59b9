import { Linter } from 'eslint'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import tseslint from 'typescript-eslint'
import { importDirections, roomOf } from '../../src/tools/lint/import-directions.ts'

function lint(file: string, code: string): string[] {
  const linter = new Linter()
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser as Linter.Parser },
    plugins: { lexigrad: { rules: { 'import-directions': importDirections } } },
    rules: { 'lexigrad/import-directions': 'error' as const },
  }
  return linter.verify(code, config, join(process.cwd(), file)).map(({ message }) => message)
}

test('the longest folder names the room', () => {
  expect(roomOf('cells/parse/fence.ts')).toBe('cells/parse')
  expect(roomOf('cells/run/format.ts')).toBe('cells')
  expect(roomOf('engineering/x.ts')).toBeUndefined()
})

test.each([
  ['src/engine/tensor.ts', `import { run } from '../cells/run/run-cell.ts'`],
  ['src/cells/parse/fence.ts', `import { tensor } from '../../engine/index.ts'`],
  ['src/cells/parse/fence.ts', `import { tensor } from 'lexigrad'`],
  ['src/cells/run/run-cell.ts', `export { translator } from '../../i18n/translate.ts'`],
  ['src/cells/run/run-cell.ts', `export * from '../../site/locale-of.ts'`],
  ['src/cells/element/live-cell.ts', `const t = await import('../../i18n/translate.ts')`],
  ['src/cells/element/live-cell.ts', `let x: import('../../l10n/segment.ts').Block`],
  ['src/l10n/segment.ts', `import '../cells/run/run-cell.ts'`],
  ['src/cells/prepare/tokens.ts', `import '../run/run-cell.ts'`],
  ['src/i18n/links.ts', `import '../site/locale-of.ts'`],
  ['src/site/locale-of.ts', `import '../pages/index.ts'`],
])('%s may not say %s', (file, code) => {
  expect(lint(file, code)).toEqual([expect.stringContaining('may not import')])
})

test.each([
  ['src/cells/run/run-cell.ts', `import '../../engine/index.ts'; import '../parse/fence.ts'; import 'lexigrad'`],
  ['src/l10n/blocks.ts', `import '../cells/parse/mdx.ts'`],
  ['src/site/content/entries.ts', `import '../../i18n/locales.ts'; import 'node:fs'; import 'yaml'`],
  ['test/cells/run.test.ts', `import '../../src/cells/run/run-cell.ts'`],
])('%s may say %s', (file, code) => {
  expect(lint(file, code)).toEqual([])
})

test('a relative import without its extension is named', () => {
  expect(lint('src/engine/tensor.ts', `import './shape'`)).toEqual([expect.stringContaining('"./shape.ts"')])
})
