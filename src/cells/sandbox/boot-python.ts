/** Boots CPython in a worker from what came with its port: the loader asks a network that is not there. */
import { loadPyodide } from 'pyodide'
import createPyodideModule from 'pyodide/pyodide.asm.mjs'
import { info } from 'pyodide/pyodide-lock.json'
import type { Pyodide } from '../../python/interpreter.ts'
import type { SeatMessage } from './protocol.ts'
import { wasmName } from './python-names.ts'

/** What CPython takes of memory at most, as the kernels do [bytes]. */
const mostMemory = 2 ** 30

/** Nothing can be installed here, so of the lock file there is what the loader checks and no packages. */
const lockFileContents = JSON.stringify({ info, packages: {} })

export async function bootPython({ modules = {}, files = {} }: SeatMessage): Promise<Pyodide> {
  const { fetch } = globalThis
  const { instantiateStreaming } = WebAssembly
  globalThis.fetch = (address) => {
    const name = String(address).replace(/^.*\//, '')
    return Promise.resolve(new Response(files[name] ?? null))
  }
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = modules[wasmName]!
    return { module, instance: await WebAssembly.instantiate(module, imports) }
  }
  try {
    const pyodide = await loadPyodide({
      indexURL: 'https://python.invalid/',
      lockFileContents,
      packageBaseUrl: 'https://python.invalid/',
      env: { HOME: '/home/reader', NO_COLOR: '1', PYTHONHASHSEED: '0' },
      createPyodideModule: createPyodideModule as never,
    })
    limitMemory((pyodide as unknown as { _module: { memory: WebAssembly.Memory } })._module.memory)
    return pyodide as unknown as Pyodide
  } finally {
    globalThis.fetch = fetch
    WebAssembly.instantiateStreaming = instantiateStreaming
  }
}

function limitMemory(memory: WebAssembly.Memory): void {
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * 65_536 > mostMemory)
      throw new RangeError('Python has all the memory it gets.')
    return grow(pages)
  }
}
