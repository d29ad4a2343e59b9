/**
 * What the bundle of the Python worker needs: `virtual:python-files`, the Python files that the interpreter imports, as
 * text; and Pyodide without the address of its WebAssembly, which the bundler would write into the script as data.
 */
import type { Plugin } from 'vite'
import { readPackageFiles } from '../../python/package-files.ts'

const wasmAddress = 'new URL("pyodide.asm.wasm",import.meta.url).href'
const virtualModule = 'virtual:python-files'

export function pythonPackage(): Plugin {
  return {
    name: 'python-package',
    resolveId: (id) => (id === virtualModule ? `\0${virtualModule}` : undefined),
    load: (id) =>
      id === `\0${virtualModule}` ? `export const packageFiles = ${JSON.stringify(readPackageFiles())}\n` : undefined,
    transform: (code, id) => (id.endsWith('/pyodide.asm.mjs') ? code.replaceAll(wasmAddress, 'undefined') : undefined),
  }
}
