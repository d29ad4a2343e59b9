/** Every error that a cell can meet has a sentence, its own or that of its class, and asks for nothing that it does not bring. */
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

const engineText = read('engine/**/*.ts')
const engine = parametersByCode(engineText.matchAll(/\bcode: '([a-z0-9-]+)'(?:,\s*params: \{([^}]*)\})?/g))
const classes = [...engineText.matchAll(/class (\w+) extends EngineError/g)].map(([, name]) => name!)
const unions = ['cells/prepare/errors.ts', 'cells/run/javascript-errors.ts'].map(read).join('\n')
const others = parametersByCode(unions.matchAll(/^ {2}\| '([a-z-]+)'(?: \/\/ \{([^}]*)\})?/gm))

test('the engine and the cells have enough errors for these tests to mean something', () => {
  expect(engine.size).toBeGreaterThan(30)
  expect(classes.length).toBeGreaterThan(4)
  expect(others.size).toBeGreaterThan(20)
})

describe.each(localeCodes)('in %s', (locale) => {
  const sentences = readStrings(locale).errors as Record<string, string>

  test.each([...others.keys(), ...classes])('there is a sentence for %s', (code) => {
    expect(sentences[code]).toBeTypeOf('string')
  })

  test('the errors of the core operations have sentences of their own', () => {
    const explained = [...engine.keys()].filter((code) => sentences[code])
    expect(explained.length).toBeGreaterThan(50)
  })

  test.each([...engine, ...others].filter(([code]) => sentences[code]))(
    'the sentence for %s asks for nothing that the error does not bring',
    (code, parameters) => {
      const asked = [...sentences[code]!.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name!)
      expect(asked.filter((name) => !parameters.has(name))).toEqual([])
    },
  )
})
