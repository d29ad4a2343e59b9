/** Every error that a cell can meet has a sentence, and the sentence asks for nothing that the error does not bring. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { localeCodes } from '../../../src/i18n/locales.ts'
import { readStrings } from '../../../src/i18n/translate.ts'

const root = join(import.meta.dirname, '../../../src')
const read = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')

/** By code, the parameters that every error with it brings. */
function parametersByCode(matches: Iterable<RegExpMatchArray>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [, code = '', list = ''] of matches) {
    const names = new Set(list.split(',').map((part) => part.replace(/[:?].*/, '').trim()))
    found.set(code, found.get(code)?.intersection(names) ?? names)
  }
  return found
}

const engine = parametersByCode(read('engine/**/*.ts').matchAll(/\bcode: '([a-z0-9-]+)'(?:,\s*params: \{([^}]*)\})?/g))
const unions = ['cells/prepare/errors.ts', 'cells/run/javascript-errors.ts'].map(read).join('\n')
const others = parametersByCode(unions.matchAll(/^ {2}\| '([a-z-]+)'(?: \/\/ \{([^}]*)\})?/gm))
const errors = [...engine, ...others]

test('the engine and the cells have enough errors for these tests to mean something', () => {
  expect(engine.size).toBeGreaterThan(30)
  expect(others.size).toBeGreaterThan(20)
})

describe.each(localeCodes)('in %s there is a sentence for', (locale) => {
  const sentences = readStrings(locale).errors as Record<string, string>

  test.each(errors)('%s', (code, parameters) => {
    const sentence = sentences[code]
    expect(sentence).toBeTypeOf('string')
    const asked = [...sentence!.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name!)
    expect(asked.filter((name) => !parameters.has(name))).toEqual([])
  })
})
