/**
 * The parser of MDX for a worker's bundle: where Sätteri asks for its native part, it gets the WebAssembly one, loaded from
 * a file of its own beside the worker.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { projectRoot } from '../../i18n/paths.ts'
import { unpackParser } from '../translation-editor/parser/unpack.ts'

const binding = '\0satteri-binding'
const instantiate = fileURLToPath(new URL('../translation-editor/parser/instantiate.ts', import.meta.url))

export function browserParser(): Plugin {
  return {
    name: 'browser-parser',
    enforce: 'pre',
    resolveId: (id, importer) => (id === '#binding' && /[\\/]satteri[\\/]/.test(importer ?? '') ? binding : undefined),
    load(id) {
      if (id !== binding) return undefined
      const folder = join(projectRoot, '.cache', 'parser')
      const file = join(folder, 'mdx-parser.wasm')
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, unpackParser())
      return [
        `import url from ${JSON.stringify(`${file.replaceAll('\\', '/')}?url`)}`,
        `import { instantiateParser } from ${JSON.stringify(instantiate.replaceAll('\\', '/'))}`,
        `const binding = await instantiateParser(await (await fetch(url)).arrayBuffer())`,
        ...bindingNames().map((name) => `export const ${name} = binding.${name}`),
      ].join('\n')
    },
  }
}

/** The functions that Sätteri's JavaScript imports from its native part. */
function bindingNames(): string[] {
  const file = join(projectRoot, 'node_modules', 'satteri', 'dist', 'binding.browser.js')
  const list = /export \{([^}]*)\}/.exec(readFileSync(file, 'utf8'))![1]!
  return list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
}
