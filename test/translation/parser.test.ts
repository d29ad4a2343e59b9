/** The parser that runs in a browser reads what the one that builds the site reads, to the byte. */
import { globSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { mdxFeatures } from '../../src/cells/parse/mdx.ts'
import { instantiateParser } from '../../src/site/translation-editor/parser/instantiate.ts'
import { unpackParser } from '../../src/site/translation-editor/parser/unpack.ts'

interface Binding {
  createMdxMdastHandle: (source: string, options: number, positions: boolean) => unknown
  serializeHandle: (handle: unknown) => Uint8Array
}

let native: Binding
let browser: Binding
let options: number

beforeAll(async () => {
  // What Sätteri's own JavaScript calls; its package does not name these files to others.
  const inside = '../../node_modules/satteri'
  native = (await import(`${inside}/index.js`)) as Binding
  const { featuresToNative } = (await import(`${inside}/dist/compile.js`)) as {
    featuresToNative: (features: typeof mdxFeatures) => { parseOptions: number }
  }
  options = featuresToNative(mdxFeatures).parseOptions
  browser = (await instantiateParser(unpackParser())) as unknown as Binding
})

/** The whole tree as the parser hands it over, or its error. */
function read(binding: Binding, source: string): string {
  try {
    return Buffer.from(binding.serializeHandle(binding.createMdxMdastHandle(source, options, true))).toString('latin1')
  } catch (error) {
    return (error as Error).message
  }
}

const files = ['content/*/*.mdx', 'test/golden/**/*.mdx'].flatMap((pattern) => globSync(pattern)).sort()

test('texts, right and wrong, have the same tree or the same error', () => {
  expect(files.length).toBeGreaterThan(20)
  for (const file of files) {
    const source = readFileSync(file, 'utf8')
    expect(read(browser, source), file).toBe(read(native, source))
  }
})

test('so have texts that are cut in the middle, as one types', () => {
  const source = readFileSync('content/backpropagation/ko.mdx', 'utf8')
  for (let end = 0; end < source.length; end += 97) {
    const cut = source.slice(0, end)
    expect(read(browser, cut), `${end} characters`).toBe(read(native, cut))
  }
})
