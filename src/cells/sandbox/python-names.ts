/** By the names of Pyodide's package, what its loader asks for. */
export const wasmName = 'pyodide.asm.wasm'
export const libraryName = 'python_stdlib.zip'
