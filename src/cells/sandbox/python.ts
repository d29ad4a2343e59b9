/** Python cells in the worker. A cell that uses the names of others runs after them, in one `__main__`. */
import type { Interpreter } from '../../python/interpreter.ts'
import { createPythonRunner } from '../run/run-python.ts'
import { hide } from './harden.ts'
import { takeKernels } from './take-kernels.ts'
import type { LanguageRuntime } from './worker-runs.ts'

type Start = (write: (text: string, stream: 'stdout' | 'stderr') => void) => Interpreter

export function pythonRuntime(start: Start): LanguageRuntime {
  const runner = createPythonRunner(start)
  return {
    prepare: ({ cell, code, before = [], assets, trace, seed }) => {
      takeKernels(assets['kernels'])
      // The kernels were the last to need it.
      hide(globalThis, 'WebAssembly')
      const chain = [...before, { cell, code }].map((text) => ({ id: text.cell, code: text.code }))
      return async (emit, now) => void runner.run(chain, { emit, now, ...(trace && { trace }), ...(seed && { seed }) })
    },
  }
}
