/** CPython with `torch` on our engine: in the reader's worker and in Node alike. */
import { createBridge } from './bridge.ts'
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
  setStdout(options: { write(buffer: Uint8Array): number; isatty?: boolean }): void
  setStderr(options: { write(buffer: Uint8Array): number; isatty?: boolean }): void
}

/** How a program ended. */
export interface PythonResult {
  ok: boolean
  /** As CPython prints it, with the program's own lines alone. */
  traceback: string
  error?: PythonError
}

export interface PythonError {
  type: string
  message: string
  /** The engine's code and parameters, where the error is the engine's. */
  code: string
  params: Record<string, unknown>
  line?: number
  column?: number
}

export interface Interpreter {
  run(code: string, name: string): PythonResult
}

const folder = '/lib/lexigrad'

/** @param write  takes what a program prints, as it comes */
export function createInterpreter(
  pyodide: Pyodide,
  files: PackageFiles,
  write: (text: string, stream: 'stdout' | 'stderr') => void,
): Interpreter {
  pyodide.registerJsModule('_lexigrad', createBridge())
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
  pyodide.setStdout(writer('stdout'))
  pyodide.setStderr(writer('stderr'))
  pyodide.runPython(`import sys; sys.path.insert(0, '${folder}')`)
  const run = pyodide.runPython(runProgram) as (code: string, name: string) => string
  return { run: (code, name) => JSON.parse(run(code, name)) as PythonResult }
}
