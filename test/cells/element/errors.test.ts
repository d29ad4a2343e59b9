/** Every error that a cell can meet has a sentence of its own, which asks for nothing that the error does not bring. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { localeCodes } from '../../../src/i18n/locales.ts'
import { readStrings } from '../../../src/i18n/translate.ts'
import { readThrows, throwsIn } from './read-throws.ts'

const root = join(import.meta.dirname, '../../../src')
const read = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')

/** By code, the parameters that every error with it brings. */
function parametersByCode(
  errors: Iterable<readonly [code: string, names: readonly string[]]>,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [code, names] of errors) {
    const set = new Set(names)
    found.set(code, found.get(code)?.intersection(set) ?? set)
  }
  return found
}

const places = [...readThrows(join(root, 'engine')), ...readThrows(join(root, 'cells/library'))]
const engine = parametersByCode(places.flatMap(({ code, params }) => (code && params ? [[code, params] as const] : [])))
const classes = [...read('engine/**/*.ts').matchAll(/class (\w+) extends EngineError/g)].map(([, name]) => name!)
const unions = ['cells/prepare/errors.ts', 'cells/run/javascript-errors.ts'].map(read).join('\n')
const others = parametersByCode(
  [...unions.matchAll(/^ {2}\| '([a-z-]+)'(?: \/\/ \{([^}]*)\})?/gm)].map(([, code = '', list = '']) => [
    code,
    list.split(',').map((part) => part.replace(/[:?].*/, '').trim()),
  ]),
)
const all = [...engine, ...others]

test('the engine and the cells have enough errors for these tests to mean something', () => {
  expect(engine.size).toBeGreaterThan(150)
  expect(classes.length).toBeGreaterThan(4)
  expect(others.size).toBeGreaterThan(20)
})

test('each error of the engine spells its code and the names of its parameters out where it is made', () => {
  expect(places.filter(({ code, params }) => code === null || params === null)).toEqual([])
})

test('errors are read from the source with their parameters, and what is computed is seen to be', () => {
  const text = `fail({ code: 'a', params: { x, y: f({ z: 1 }, 2) } }); fail({ code: 'b' })
fail({ code, params }); fail({ code: \`c\`, params: { ...rest } })`
  const source = ts.createSourceFile('example.ts', text, ts.ScriptTarget.Latest, true)
  expect(throwsIn(source)).toEqual([
    { code: 'a', params: ['x', 'y'], place: 'example.ts:1' },
    { code: 'b', params: [], place: 'example.ts:1' },
    { code: null, params: null, place: 'example.ts:2' },
    { code: null, params: null, place: 'example.ts:2' },
  ])
})

describe.each(localeCodes)('in %s', (locale) => {
  const sentences = readStrings(locale).errors as Record<string, string>

  test.each([...all.map(([code]) => code), ...classes])('there is a sentence for %s', (code) => {
    expect(sentences[code]).toBeTypeOf('string')
  })

  test.each(all.filter(([code]) => sentences[code]))(
    'the sentence for %s asks for nothing that the error does not bring',
    (code, parameters) => {
      const asked = [...sentences[code]!.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name!)
      expect(asked.filter((name) => !parameters.has(name))).toEqual([])
    },
  )
})
