import { expect, test } from 'vitest'
import { describe as describeFiles } from '../../src/site/api/load-api.ts'
import { readFile } from '../../src/site/api/read-file.ts'
import { signatureHtml } from '../../src/site/api/signature-html.ts'

/** What a reader sees of the functions that these files export. */
function signatures(files: Record<string, string>): Record<string, string[]> {
  const api = describeFiles(new Map(Object.entries(files).map(([path, text]) => [path, readFile(path, text)])))
  const plain = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&gt;', '>')
  return Object.fromEntries(
    [...api.byName].map(([name, entry]) => [
      name,
      entry.signatures.map((signature) => plain(signatureHtml(name, signature))),
    ]),
  )
}

const index = (...names: string[]) => `export { ${names.join(', ')} } from './ops/f.ts'`

test.each([
  [
    'options taken apart where they come in',
    'export function f(x: Tensor, { dim = 0 }: { dim?: number } = {}): Tensor {}',
    'f(x: Tensor, { dim?: number }): Tensor',
  ],
  [
    'options that have a name',
    'interface O extends P { a?: boolean }\ninterface P { b?: number }\nexport function f(options: O = {}): void {}',
    'f({ a?: boolean, b?: number }): void',
  ],
  [
    'arguments in a row or by name',
    'export function f(x: Tensor, ...args: Call<[dim: number, keepdim: boolean], { dim?: number; keepdim?: boolean }>): Tensor {}',
    'f(x: Tensor, dim: number, keepdim: boolean): Tensor',
  ],
  [
    'a choice of words behind a name',
    "type Mode = 'a' | 'b'\nexport const f = (mode: Mode): readonly Tensor[] => []",
    "f(mode: 'a' | 'b'): Tensor[]",
  ],
  [
    'the words of a list',
    "const modes = ['a', 'b'] as const\nexport const f = (mode: (typeof modes)[number]) => {}",
    "f(mode: 'a' | 'b')",
  ],
  [
    'a function that another one makes',
    'const unary = (f: (a: number) => number): ((x: Tensor) => Tensor) => f\nexport const f = unary(Math.sin)',
    'f(x: Tensor): Tensor',
  ],
  [
    'the same through a maker of its own',
    'const unary = (f: any): ((x: Tensor) => Tensor) => f\nconst test = (name: string) => unary(name)\nexport const f = test("f")',
    'f(x: Tensor): Tensor',
  ],
  [
    'an open type by its limit',
    'export function f<O extends { dim?: number }>(x: Tensor, options?: O): Tensor {}',
    'f(x: Tensor, { dim?: number }): Tensor',
  ],
])('%s', (_, code, shown) => {
  expect(signatures({ 'index.ts': index('f'), 'ops/f.ts': code })).toEqual({ f: [shown] })
})

test('a docstring says which arguments stand in the row', () => {
  const code = `/**
 * @param dim  the dimension
 * @param options.keepdim  keep it; default false
 */
export function f(x: Tensor, ...args: Call<[dim: number, keepdim: boolean], { dim?: number; keepdim?: boolean }>): Tensor {}`
  expect(signatures({ 'index.ts': index('f'), 'ops/f.ts': code })).toEqual({
    f: ['f(x: Tensor, dim: number, { keepdim?: boolean }): Tensor'],
  })
})

test('overloads are ways to call; what their body takes is not', () => {
  const code =
    'export function f(x: Tensor): Tensor\nexport function f(a: number, b: number): number\nexport function f(...args: any[]): any {}'
  // The first signature is counted where it stands.
  expect(signatures({ 'index.ts': index('f'), 'ops/f.ts': code }).f).toEqual([
    'f(x: Tensor): Tensor',
    'f(a: number, b: number): number',
  ])
})

test('names are found through namespaces, stars and other names', () => {
  const files = {
    'index.ts': "export { f as g } from './ops/f.ts'\nexport * as nn from './nn.ts'\nexport * from './more.ts'",
    'nn.ts': "export * as init from './init.ts'\nexport { f } from './ops/f.ts'",
    'init.ts': 'export function zeros_(x: Tensor): Tensor {}',
    'more.ts': 'export function h(): void {}',
    'ops/f.ts': 'export function f(): void {}',
  }
  expect(Object.keys(signatures(files)).sort()).toEqual(['g', 'h', 'nn.f', 'nn.init.zeros_'])
})
