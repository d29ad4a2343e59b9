/**
 * Starts CPython in a worker from what came with its port: Pyodide's loader asks a network that is not there. It begins
 * with the memory of an interpreter that has booted and imported `torch`, which takes a tenth of the time of booting.
 */
import { loadPyodide } from 'pyodide'
import createPyodideModule from 'pyodide/pyodide.asm.mjs'
import { info } from 'pyodide/pyodide-lock.json'
import { packageFiles } from 'virtual:python-files'
import {
  createEngineModule,
  createInterpreter,
  environment,
  type Interpreter,
  type Pyodide,
} from '../../python/interpreter.ts'
import { sectionName, unpackMemory, type ObjectTable } from '../../python/memory/image.ts'
import { makeObject, type Recipe } from '../../python/memory/objects.ts'
import type { SeatMessage } from './protocol.ts'
import { libraryName, memoryName, wasmName } from './python-names.ts'

/** What CPython takes of memory at most, as the kernels do [bytes]. */
const mostMemory = 2 ** 30

/** Nothing can be installed here, so of the lock file there is what the loader checks and no packages. */
const lockFileContents = JSON.stringify({ info, packages: {} })
const nowhere = 'https://python.invalid/'

/** What is used of Pyodide's module beyond what is public. */
interface PyodideModule {
  API: { restoreSnapshot(): ObjectTable }
  HEAP32: Int32Array
  HEAPU8: Uint8Array
  __PyRuntime: number
  __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number
}

type Write = (text: string, stream: 'stdout' | 'stderr') => void

export interface BootedPython {
  /** Makes the interpreter, once it is known where prints go to. */
  start(write: Write): Interpreter
  /** Sets who is told that a run needs the library, which is not here. */
  onWanting(tell: () => void): void
}

export async function bootPython({ modules = {}, files = {} }: SeatMessage): Promise<BootedPython> {
  const wasm = modules[wasmName]!
  let [packed] = WebAssembly.Module.customSections(modules[memoryName]!, sectionName)
  const module = createEngineModule()
  let begun: Uint8Array | undefined
  const { fetch } = globalThis
  const { instantiateStreaming } = WebAssembly
  globalThis.fetch = (address) => {
    const asked = String(address)
    return Promise.resolve(new Response(asked.endsWith(libraryName) ? files[libraryName] : null))
  }
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = await WebAssembly.instantiate(wasm, imports)
    const memory = instance.exports['memory'] as WebAssembly.Memory
    begun = new Uint8Array(memory.buffer.slice(0))
    limitMemory(memory)
    return { module: wasm, instance }
  }
  try {
    const pyodide = await loadPyodide({
      indexURL: nowhere,
      packageBaseUrl: nowhere,
      lockFileContents,
      env: { ...environment },
      // Any that is one: what is in it comes below.
      _loadSnapshot: new Uint8Array(1),
      _snapshotDeserializer: (recipe: Recipe) => makeObject(recipe, module.bridge),
      createPyodideModule: (async (settings: object) => {
        const made = (await createPyodideModule(settings)) as PyodideModule
        made.API.restoreSnapshot = () => {
          const objects = restore(made, begun!, packed!)
          // Tens of megabytes that nothing needs again.
          begun = packed = undefined
          return objects
        }
        return made
      }) as never,
    })
    const options = { module, restored: true, library: libraryName in files }
    return {
      start: (write) => createInterpreter(pyodide as unknown as Pyodide, packageFiles, write, options),
      onWanting: (tell) => void (module.onWanting = tell),
    }
  } finally {
    globalThis.fetch = fetch
    WebAssembly.instantiateStreaming = instantiateStreaming
  }
}

/** One word is the browser's own: where the function is by which CPython calls others, if there is one here. */
function restore(module: PyodideModule, begun: Uint8Array, packed: ArrayBuffer): ObjectTable {
  const { HEAP32, HEAPU8 } = module
  const offset = HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2]!
  const place = (module.__PyRuntime + offset) >>> 2
  const trampoline = HEAP32[place]!
  const objects = unpackMemory(packed, begun)
  HEAPU8.set(begun)
  HEAP32[place] = trampoline
  return objects
}

function limitMemory(memory: WebAssembly.Memory): void {
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * 65_536 > mostMemory)
      throw new RangeError('Python has all it gets of memory.')
    return grow(pages)
  }
}
