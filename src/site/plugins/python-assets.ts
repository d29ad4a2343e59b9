/** What the site ships of Pyodide: CPython in WebAssembly, and its standard library. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { constants, brotliCompressSync } from 'node:zlib'
import type { PythonFile, PythonFiles } from '../../cells/sandbox/load-python.ts'
import { libraryName, wasmName } from '../../cells/sandbox/python-names.ts'

const folder = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'))

export interface PyodideFiles {
  wasm: Uint8Array<ArrayBuffer>
  library: Uint8Array<ArrayBuffer>
}

export function readPyodide(): PyodideFiles {
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
  return { wasm: read(wasmName), library: read(libraryName) }
}

/** What a page is told of Python. @param fileOf  address and size of the script, CPython and the library */
export function describePython(
  [script, wasm, library]: readonly [PythonFile, PythonFile, PythonFile],
  transfer: number,
): PythonFiles {
  return { script, modules: { [wasmName]: wasm }, files: { [libraryName]: library }, transfer }
}

/** What all of it takes on the way to a reader, from a host that compresses [bytes]. */
export function transferSize(contents: readonly (string | Uint8Array)[]): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 }
  return contents.reduce((sum, content) => sum + brotliCompressSync(content, { params }).length, 0)
}
