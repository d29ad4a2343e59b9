import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateSyntaxError } from '../../../src/cells/prepare/locate-syntax-error.ts'
import { prepareTypeScript, type PreparedCell, type PrepareOptions } from '../../../src/cells/prepare/typescript.ts'

const modules = { lexigrad: ['tensor', 'noGrad', 'nn', 'Tensor'] }

function prepared(code: string, options: PrepareOptions = { modules }): PreparedCell {
  const result = prepareTypeScript(code, options)
  if (!result.ok) throw new Error(`${result.error.code} at ${result.error.line}:${result.error.column}`)
  return result
}

function fault(code: string, options: PrepareOptions = { modules }) {
  const result = prepareTypeScript(code, options)
  if (result.ok) throw new Error('it was prepared')
  const { code: name, params, line, column } = result.error
  return { code: name, params, place: `${line}:${column}` }
}

describe('a prepared cell', () => {
  it('keeps the lines of the reader, one lower, and their columns', () => {
    const code = "import { tensor } from 'lexigrad'\nconst w: number = 2\n  const é = tensor([w as number])"
    const { js, linesBefore } = prepared(code)
    const lines = js.split('\n').slice(linesBefore)
    expect(lines[1]).toBe('const w         = 2')
    expect(lines[2]).toBe('  const é = tensor([w          ])')
  })

  it('names the modules it imports, and what it takes from them', () => {
    const { imports, bindings } = prepared(
      "import { tensor as t, type Tensor, noGrad } from 'lexigrad'\nimport * as all from 'lexigrad'; import 'lexigrad'\nt(1)",
    )
    expect(imports).toEqual(['lexigrad'])
    expect(
      bindings.map(({ imported, local, typeOnly, line, column }) => [imported, local, typeOnly, line, column]),
    ).toEqual([
      ['tensor', 't', false, 1, 10],
      ['Tensor', 'Tensor', true, 1, 28],
      ['noGrad', 'noGrad', false, 1, 36],
      ['*', 'all', false, 2, 8],
    ])
  })

  it('needs nothing from a module for a name that is used in types alone', () => {
    const { bindings } = prepared("import { Shape } from 'lexigrad'\nconst s: Shape = [1]")
    expect(bindings[0]?.typeOnly).toBe(true)
  })

  it('knows the names declared at its top, and no others', () => {
    const code = `
      const { a, b: [c = 1], ...d } = x, e = (p) => { const q = p }
      let f; var g
      function h(r) { var s }
      class I { j = 1 }
      for (const k of y) { let l; var m }
      { const n = 1 }
      const o = async <T>(t: T) => t
      try {} catch (u) {}
      type V = 1; interface W {}; declare const Z: 1
      export const aa = 1`
    expect(prepared(code).variables).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'h', 'I', 'o', 'aa'])
  })

  it('has a semicolon where an import kept two lines apart', () => {
    expect(prepared("f()\nimport 'lexigrad'\n(g)").js).toContain(`f()\n;${' '.repeat(16)}\n(g)`)
  })

  it('may use the names that an earlier cell defined', () => {
    expect(prepared('const y = w', { modules, given: ['w'] }).js).toContain('const { w } = $cell.given;')
  })

  it('is valid JavaScript for any mixture of statements', () => {
    const statement = fc.constantFrom(
      "import { tensor } from 'lexigrad'",
      'type T = { a: 1 }',
      'const NAME: T = { a: 1 } as T',
      'let NAME = <T>1',
      'interface U { x(): void }',
      'f<number>(NAME!)',
      ';[1 as const].map((x: number): number => x)',
      '`a${b as string}c`',
      '// a comment',
      'class NAME { private x?: T; constructor(readonly: T) {} }',
      'export function NAME<T>(x?: T): x is T { return x! }',
    )
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', ';\n'),
        (statements, separator) => {
          // Each name once; an import once too, for it declares one.
          const code = statements
            .map((text, i) => text.replaceAll('NAME', `v${i}`).replace('{ tensor }', `{ tensor as t${i} }`))
            .map((text) => (text.startsWith('f<') ? 'f<number>(1!)' : text))
            .join(separator)
          const result = prepared(code)
          expect(locateSyntaxError(result)).toBeUndefined()
          const lines = result.js.split('\n').slice(1, -4)
          const readers = code.split('\n')
          readers.forEach((line, i) => expect(lines[i] ?? '').toHaveLength(i < lines.length ? line.length : 0))
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })
})

describe('what cannot run is refused at its place', () => {
  it.each([
    ['const x = {a: 1\n', 'syntax-end', {}, '1:16'],
    ['f(1', 'syntax-end', {}, '1:4'],
    ['x = 3 3', 'syntax-unexpected', { found: '3' }, '1:7'],
    ['const = 1', 'syntax-unexpected', { found: '=' }, '1:7'],
    ['a ? b }', 'syntax-expected', { expected: ':', found: '}' }, '1:7'],
    ["let s = 'abc\n", 'syntax-unclosed-string', {}, '1:9'],
    ['let s = `abc', 'syntax-unclosed-template', {}, '1:9'],
    ['a\n/* b', 'syntax-unclosed-comment', {}, '2:1'],
    ['let r = /b', 'syntax-unclosed-regexp', {}, '1:9'],
    ['print(“a”)', 'syntax-character', { character: '“' }, '1:7'],
    ['const a = 5 − 3', 'syntax-character', { character: '−' }, '1:13'],
    ['if (x) {\n  return\n}', 'syntax-return', {}, '2:3'],
    ['const a = 1\nfunction a() {}', 'name-declared-twice', { name: 'a', line: 1 }, '2:10'],
    ["import { tensor } from 'lexigrad'\nlet tensor = 1", 'name-declared-twice', { name: 'tensor', line: 1 }, '2:5'],
    [
      "import { tensr } from 'lexigrad'",
      'import-unknown-name',
      { name: 'tensr', module: 'lexigrad', suggestion: 'tensor' },
      '1:10',
    ],
    ["import x from 'lexigrad'", 'import-unknown-name', { name: 'default', module: 'lexigrad', suggestion: '' }, '1:8'],
    ["import fs from 'fs'", 'import-unknown-module', { module: 'fs', known: 'lexigrad' }, '1:16'],
    ["await import('lexigrad')", 'import-dynamic', {}, '1:7'],
    ['export default 1', 'export-unsupported', {}, '1:1'],
    ['const a = 1\nexport { a }', 'export-unsupported', {}, '2:1'],
    ['type A = 1\nexport type { A }', 'export-unsupported', {}, '2:1'],
    ['enum A { B }', 'syntax-not-erasable', { syntax: 'enum' }, '1:1'],
  ])('%j', (code, name, params, place) => {
    expect(fault(code)).toEqual({ code: name, params, place })
  })

  it('lets var and function be declared again, as JavaScript does', () => {
    expect(prepared('var a = 1\nvar a = 2\nfunction b() {}\nfunction b() {}').variables).toEqual(['a', 'b'])
  })

  it('leaves unknown names to the runner where the exports are not known', () => {
    expect(prepareTypeScript("import { anything } from 'lexigrad'").ok).toBe(true)
  })
})

describe('what only the engine’s own parser refuses', () => {
  it.each([
    ['const a = 1\nlet x = 08n', '2:9'],
    ['f() = 3', '1:1'],
    ['  break', '1:3'],
  ])('%j is found at its place by the second parser', (code, place) => {
    const found = locateSyntaxError(prepared(code))
    expect(`${found?.line}:${found?.column}`).toBe(place)
  })
})
