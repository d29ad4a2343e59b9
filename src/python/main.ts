/**
 * `npm run py -- file.py`: runs a Python program with `torch` on our engine, as a Python cell does. What it prints goes to
 * standard output; an exception that nobody caught, to standard error, and the exit code is 1. Plots are shown to nobody.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadPyodide } from 'pyodide'
import { createInterpreter, type Pyodide } from './interpreter.ts'
import { readPackageFiles } from './package-files.ts'

const { positionals } = parseArgs({ allowPositionals: true })
const [file] = positionals
if (!file) {
  console.error('npm run py -- file.py: which file? Give the path of a Python program.')
  process.exit(2)
}
let code: string
try {
  code = readFileSync(file, 'utf8')
} catch {
  console.error(`npm run py: ${file} cannot be read. Give the path of a Python program.`)
  process.exit(2)
}
const pyodide = (await loadPyodide()) as unknown as Pyodide
const { run } = createInterpreter(pyodide, readPackageFiles(), (text, stream) => void process[stream].write(text))
const { ok, traceback } = run(code, file)
if (traceback) process.stderr.write(`${traceback}\n`)
process.exitCode = ok ? 0 : 1
