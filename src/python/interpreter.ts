/** CPython with `torch` on our engine: in the reader's worker and in Node alike. */
import { createBridge, type Bridge } from './bridge.ts'
import { parseNumbers } from './numbers.ts'
import type { Nested, Tensor } from '../engine/index.ts'
import type { PythonPicture } from './picture.ts'
import type { PackageFiles } from './package-files.ts'
import { runProgram } from './program.ts'

/** What this needs of Pyodide. */
export interface Pyodide {
  FS: {
    mkdirTree(path: string): void
    writeFile(path: string, text: string): void
  }
  registerJsModule(name: string, module: object): void
  runPython(code: string, options?: { globals?: unknown }): any
  setStdin(options: { stdin(): null }): void
  setStdout(options: { write(buffer: Uint8Array): number; isatty?: boolean }): void
  setStderr(options: { write(buffer: Uint8Array): number; isatty?: boolean }): void
}

type Run = (code: string, name: string, continues: boolean, seed: number) => string

/** How a program ended. */
export interface PythonResult {
  ok: boolean
  /** As CPython prints it, with the program's own lines alone. */
  traceback: string
  error?: PythonError
  /** What it assigned at its top, in the order of its text. */
  variables: DeclaredVariable[]
}

/** A variable of Python: a tensor as the engine has it, anything else as text and, of numbers, as JSON. */
export interface DeclaredVariable {
  name: string
  kind: 'tensor' | 'module' | 'number' | 'boolean' | 'string' | 'array' | 'object'
  /** As Python's `repr` writes it; empty of a tensor. */
  text: string
  value?: Tensor | Nested
}

export interface PythonError {
  type: string
  message: string
  /** The engine's code and parameters, where the error is the engine's. */
  code: string
  params: Record<string, unknown>
  /** The name of the program whose line it is: another, perhaps, in whose names it continued. */
  program?: string
  line?: number
  column?: number
}

export type Show = (picture: PythonPicture, data: readonly Nested[]) => void

export interface Interpreter {
  /**
   * @param options.continues  in the names that the program before left
   * @param options.seed  of Python's own random numbers; 0 if absent
   * @param options.show  takes the pictures of `matplotlib.pyplot`; without it they are shown to nobody
   */
  run(code: string, name: string, options?: { continues?: boolean; seed?: number; show?: Show }): PythonResult
}

/** What Python imports as `_lexigrad`, and what it has said there. */
export interface EngineModule {
  bridge: Bridge
  variables: DeclaredVariable[]
  /** A program imports of the library what is not here. */
  onWanting(): void
  show?: Show | undefined
}

export function createEngineModule(): EngineModule {
  const declare = (name: string, kind: DeclaredVariable['kind'], text: string, value: Tensor | string | null) => {
    const known = typeof value === 'string' ? parseNumbers(value) : value
    module.variables.push({ name, kind, text, ...(known !== null && { value: known }) })
  }
  const show: Show = (picture, data) => module.show?.(picture, data)
  const module: EngineModule = {
    bridge: { ...createBridge(show), declare, wantLibrary: () => module.onWanting() },
    variables: [],
    onWanting() {},
  }
  return module
}

/** How Python is started everywhere: the order of sets is one order. */
export const environment = { HOME: '/home/reader', NO_COLOR: '1', PYTHONHASHSEED: '0' }

const folder = '/lib/lexigrad'

export interface InterpreterOptions {
  module?: EngineModule
  /** Its memory is that of one which had all of this already (memory/image.ts). */
  restored?: boolean
  /** Whether the library is here, beyond what the memory holds of it; true if absent. */
  library?: boolean
}

/** @param write  takes what a program prints, as it comes */
export function createInterpreter(
  pyodide: Pyodide,
  files: PackageFiles,
  write: (text: string, stream: 'stdout' | 'stderr') => void,
  { module = createEngineModule(), restored = false, library = true }: InterpreterOptions = {},
): Interpreter {
  for (const [path, text] of Object.entries(files)) {
    const full = `${folder}/${path}`
    pyodide.FS.mkdirTree(full.slice(0, full.lastIndexOf('/')))
    pyodide.FS.writeFile(full, text)
  }
  const writer = (stream: 'stdout' | 'stderr') => {
    const decoder = new TextDecoder()
    return {
      write(buffer: Uint8Array) {
        write(decoder.decode(buffer, { stream: true }), stream)
        return buffer.length
      },
    }
  }
  // Nobody is asked: the end of the text, at once.
  pyodide.setStdin({ stdin: () => null })
  pyodide.setStdout(writer('stdout'))
  pyodide.setStderr(writer('stderr'))
  if (!restored) {
    pyodide.registerJsModule('_lexigrad', module.bridge)
    pyodide.runPython(`import sys; sys.path.insert(0, '${folder}')`)
    pyodide.runPython(runProgram)
  }
  if (!library) pyodide.runPython('import _lexigrad_program; _lexigrad_program.watch_library()')
  // A line is told when it is whole.
  pyodide.runPython(
    'import sys; sys.stdout.reconfigure(line_buffering=True); sys.stderr.reconfigure(line_buffering=True)',
  )
  const run = pyodide.runPython('import _lexigrad_program; _lexigrad_program.run') as Run
  return {
    run(code, name, { continues = false, seed = 0, show } = {}) {
      module.variables = []
      module.show = show
      const answer = JSON.parse(run(code, name, continues, seed)) as Omit<PythonResult, 'variables'>
      return { ...answer, variables: module.variables }
    },
  }
}
