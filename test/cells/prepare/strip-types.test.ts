import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { parse, type Token } from 'acorn'
import { describe, expect, it } from 'vitest'
import { stripTypes } from '../../../src/cells/prepare/strip-types.ts'
import { tokenize } from '../../../src/cells/prepare/tokens.ts'

const strip = (code: string) => stripTypes(code, tokenize(code))

/** The tokens of JavaScript with their places; a semicolon put in for safety is no difference. */
function tokensOf(js: string): string[] {
  const tokens: string[] = []
  parse(js, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    onToken: (token: Token) => tokens.push(`${js.slice(token.start, token.end)}@${token.start}`),
  })
  return tokens.filter((token) => !token.startsWith(';@'))
}

const snippets = [
  'const x: number = 1, y = 2 as const, z = x!',
  'function f<T extends object = {}>(this: Window, a?: T, ...rest: T[]): asserts a is T {}',
  'const f = async <T,>(x: T): Promise<T> => x',
  'class A<T> extends B<T> implements C, D { private readonly x: T; static y?: number; declare z: 1; [key: string]: unknown; m?(): void; get v(): T { return this.x! } }',
  'abstract class A extends B { abstract m(): void; protected abstract readonly p: string; override n(): void {} }',
  'class A { declare readonly b: 2; private static c = 3 }',
  'interface A { b: 1 }\ntype C = { [K in keyof A]?: A[K] }\ndeclare function d(): void\ndeclare const e: number',
  'function f(a: string): void\nfunction f(a: number): void\nfunction f(a: any) {}',
  'let c = d satisfies E, f = (g as H).i, j = k as any as L',
  'const { a, b: [c] }: { a: 1; b: [2] } = d',
  'new Map<string, Array<number>>(); f<number>(1); a < b; (c > d)',
  'try {} catch (error: unknown) {}\nfor (const x of y as Z[]) {}',
  'let u: typeof v, w: `a${string}`, x: A extends infer B ? B : never, y: new () => void, z: unique symbol',
  'const g = (x: unknown): x is string => typeof x === "string"',
  'export type X = 1\nexport interface Y {}\nexport const q: number = 1',
  'label: for (;;) { break label }\nconst type = 1, of = 2, as = 3, declare = 4, namespace = 5\ntype = as',
  'a ? (b) : (c): d => e',
  'const x = a! + b!.c![d!](e!)',
  'class A { declare readonly [Symbol.iterator]: string; declare b: number; c = 1 }',
]

describe('types are blanked', () => {
  it.each(snippets)('as Node blanks them: %s', (code) => {
    expect(tokensOf(strip(code))).toEqual(tokensOf(stripTypeScriptTypes(code)))
  })

  it('as Node blanks them in all of our own source', () => {
    // The kernels are of another language, which looks alike.
    const files = globSync('src/{engine,cells,l10n,tools}/**/*.ts', {
      exclude: (name) => name.endsWith('.d.ts'),
    }).filter((file) => !file.replaceAll('\\', '/').includes('/assembly/'))
    expect(files.length).toBeGreaterThan(60)
    for (const file of files) {
      // Imports and re-exports are prepared elsewhere: here they are taken out of both.
      const code = readFileSync(file, 'utf8').replace(
        /^(?:import\s[^'()]*?from '.*'|import '.*'|export\s+(?:type\s+)?[{*][^'()]*?(?:from '.*'|\}))$/gm,
        (statement) => statement.replace(/[^\n]/g, ' '),
      )
      expect(tokensOf(strip(code)), file).toEqual(tokensOf(stripTypeScriptTypes(code)))
    }
  })

  it('without moving a line or a column', () => {
    for (const code of snippets) {
      const js = strip(code)
      expect(js).toHaveLength(code.length)
      expect(js.split('\n').map((line) => line.length)).toEqual(code.split('\n').map((line) => line.length))
    }
  })

  it('a declared field leaves no static behind', () => {
    expect(strip('class A { static declare a: 1; b = 2 }')).toBe(`class A {${' '.repeat(20)}; b = 2 }`)
  })

  it('a type that ended a statement still ends it', () => {
    expect(strip('const a = b\ntype T = 1\n(c)')).toBe('const a = b\n;         \n(c)')
    expect(strip('const a = b as T\n(c)')).toBe('const a = b ;   \n(c)')
    expect(strip('const a = b as T\n[c].d()')).toBe('const a = b ;   \n[c].d()')
  })

  it('a return type over several lines keeps its arrow on the line of the parenthesis', () => {
    expect(strip('const f = (x): a is\n number => x')).toBe(`const f = (x${' '.repeat(7)}\n      ) => x`)
  })
})

describe('TypeScript that is more than types is refused', () => {
  it.each([
    ['enum E { A }', 'enum', 0],
    ['const enum E { A }', 'enum', 6],
    ['namespace N { export const x = 1 }', 'namespace', 0],
    ['class A { constructor(private x: number) {} }', 'private x', 22],
    ['class A { constructor(a: 1, readonly x: number) {} }', 'readonly x', 28],
    ['@decorated class A {}', '@', 0],
  ])('%s', (code, syntax, offset) => {
    expect(() => strip(code)).toThrow(
      expect.objectContaining({ code: 'syntax-not-erasable', params: { syntax }, offset }),
    )
  })
})
