/**
 * What the site ships of Python besides its script: CPython in WebAssembly, the memory that it begins with, and its
 * standard library. The memory is taken when first asked for and kept in `.cache/python/` under a hash of all that it
 * comes from. [~5 s, then ~20 ms]
 */
import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import type { PythonFile, PythonFiles } from '../../cells/sandbox/load-python.ts'
import { libraryName, memoryName, wasmName } from '../../cells/sandbox/python-names.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const pyodide = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'))
const cache = join(root, '.cache/python')
const takeMemory = join(root, 'src/python/memory/take.ts')

export interface PythonBinaries {
  wasm: Uint8Array<ArrayBuffer>
  memory: Uint8Array<ArrayBuffer>
  library: Uint8Array<ArrayBuffer>
}

export function pythonBinaries(): PythonBinaries {
  const path = join(cache, `memory-${memoryKey()}.wasm`)
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true })
    // Builds and tests that start side by side may write the same file: each a copy of its own, put in place at once.
    const own = `${path}.${randomUUID()}`
    execFileSync(process.execPath, [takeMemory, own], { stdio: ['ignore', 'ignore', 'inherit'] })
    renameSync(own, path)
  }
  const read = (file: string) => new Uint8Array(readFileSync(file))
  return { wasm: read(join(pyodide, wasmName)), memory: read(path), library: read(join(pyodide, libraryName)) }
}

/** Of Python's side of the bridge the memory holds all, of the engine's the names. */
function memoryKey(): string {
  const files = globSync(['src/python/**/*.{ts,py,json}', 'src/engine/{index,methods}.ts', 'src/engine/**/index.ts'], {
    cwd: root,
  })
  const hash = createHash('sha256').update(readFileSync(join(pyodide, 'package.json')))
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

export type PythonParts<Part> = Readonly<Record<'script' | 'wasm' | 'memory' | 'library', Part>>

/** What a page is told of Python. */
export function describePython(
  { script, wasm, memory, library }: PythonParts<PythonFile>,
  transfer: number,
): PythonFiles {
  return {
    script,
    modules: { [wasmName]: wasm, [memoryName]: memory },
    files: { [libraryName]: library },
    transfer,
  }
}

/** What all of it takes on the way to a reader, from a host that compresses [bytes]. */
export function transferSize(contents: readonly (string | Uint8Array)[]): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 }
  return contents.reduce((sum, content) => sum + brotliCompressSync(content, { params }).length, 0)
}
