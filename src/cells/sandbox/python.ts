/** Python cells in the worker. A cell that uses the names of others runs after them, in one `__main__`. */
import { packageFiles } from 'virtual:python-files'
import { createInterpreter, type Pyodide } from '../../python/interpreter.ts'
import { createPythonRunner } from '../run/run-python.ts'
import { takeKernels } from './take-kernels.ts'
import type { LanguageRuntime } from './worker-runs.ts'

export function pythonRuntime(pyodide: Pyodide): LanguageRuntime {
  const runner = createPythonRunner((write) => createInterpreter(pyodide, packageFiles, write))
  return {
    prepare: ({ cell, code, before = [], assets, trace, seed }) => {
      takeKernels(assets['kernels'])
      const chain = [...before, { cell, code }].map((text) => ({ id: text.cell, code: text.code }))
      return async (emit, now) => void runner.run(chain, { emit, now, ...(trace && { trace }), ...(seed && { seed }) })
    },
  }
}
