/** One interpreter for the tests of a file: it takes two seconds to start. */
import { loadPyodide } from 'pyodide'
import { createInterpreter, type PythonResult, type Pyodide } from '../../src/python/interpreter.ts'
import { readPackageFiles } from '../../src/python/package-files.ts'

export async function startPython(): Promise<(code: string, name?: string) => PythonResult & { output: string }> {
  let output = ''
  const pyodide = (await loadPyodide()) as unknown as Pyodide
  const { run } = createInterpreter(pyodide, readPackageFiles(), (text) => void (output += text))
  return (code, name = 'program.py') => {
    output = ''
    const result = run(code, name)
    return { ...result, output }
  }
}
