/** By the names of Pyodide's package, what its loader asks for. */
export const wasmName = 'pyodide.asm.wasm'
export const libraryName = 'python_stdlib.zip'
/** And what we add: the memory that it begins with. */
export const memoryName = 'memory.wasm'
