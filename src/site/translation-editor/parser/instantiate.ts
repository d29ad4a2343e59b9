/**
 * The site's parser of MDX (Sätteri) as WebAssembly: the same Rust as the native one that builds the site, so a text has
 * the same tree in a browser. Of a system it is given a clock, chance and a place for its last words, and nothing else.
 */
import { instantiateNapiModule } from '@emnapi/core'
import { createContext } from '@emnapi/runtime'

/** The native functions that Sätteri's own JavaScript calls, by name. */
export type Binding = Record<string, unknown>

/** Pages of 64 KiB that the module asks for, and that it may grow to. */
const memoryPages = { initial: 985, maximum: 65536 }

export async function instantiateParser(wasm: BufferSource): Promise<Binding> {
  const memory = new WebAssembly.Memory(memoryPages)
  const system = systemFor(memory)
  const { napiModule } = await instantiateNapiModule(wasm, {
    context: createContext(),
    // Threads serve functions that answer later; here all answer at once.
    asyncWorkPoolSize: 0,
    overwriteImports: (imports) => ({
      ...imports,
      env: { ...imports.env, ...imports.napi, ...imports.emnapi, memory },
      wasi_snapshot_preview1: system,
    }),
    beforeInit: ({ instance }) => {
      ;(instance.exports._initialize as (() => void) | undefined)?.()
      for (const [name, register] of Object.entries(instance.exports)) {
        if (name.startsWith('__napi_register__')) (register as () => void)()
      }
    },
  })
  return napiModule.exports as Binding
}

/** What the module asks of WASI. All answer 0, for success. */
function systemFor(memory: WebAssembly.Memory) {
  const view = () => new DataView(memory.buffer)
  const bytes = (start: number, length: number) => new Uint8Array(memory.buffer, start, length)
  return {
    random_get: (start: number, length: number) => {
      crypto.getRandomValues(bytes(start, length))
      return 0
    },
    environ_get: () => 0,
    environ_sizes_get: (count: number, size: number) => {
      view().setUint32(count, 0, true)
      view().setUint32(size, 0, true)
      return 0
    },
    clock_time_get: (_clock: number, _precision: bigint, time: number) => {
      view().setBigUint64(time, BigInt(Math.round(performance.now() * 1e6)), true)
      return 0
    },
    fd_write: (_file: number, parts: number, count: number, written: number) => {
      let length = 0
      for (let part = parts; part < parts + 8 * count; part += 8) {
        const [start, size] = [view().getUint32(part, true), view().getUint32(part + 4, true)]
        console.error(new TextDecoder().decode(bytes(start, size)))
        length += size
      }
      view().setUint32(written, length, true)
      return 0
    },
    proc_exit: (code: number) => {
      throw new Error(`The parser has ended with code ${code}.`)
    },
    sched_yield: () => 0,
  }
}
