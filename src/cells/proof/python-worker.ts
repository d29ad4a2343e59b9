/** The thread in which the proof runs Python cells: one interpreter, started once. */
import { parentPort } from 'node:worker_threads'
import { loadPyodide } from 'pyodide'
import { createInterpreter, type Pyodide } from '../../python/interpreter.ts'
import { readPackageFiles } from '../../python/package-files.ts'
import { createPythonRunner } from '../run/run-python.ts'
import { collector } from './collector.ts'
import type { RunReply, RunRequest } from './runner.ts'
import type { Shown } from './shown.ts'
import type { OutputEvent } from '../run/events.ts'

const pyodide = (await loadPyodide()) as unknown as Pyodide
const runner = createPythonRunner((write) => createInterpreter(pyodide, readPackageFiles(), write))
// The first program imports torch, which no cell's time is to pay for.
runner.run([{ id: 'first', code: 'import torch, torch.nn' }], { emit: () => undefined, now: () => performance.now() })

parentPort?.on('message', ({ chain, elementLimit }: RunRequest) => {
  const output: OutputEvent[] = []
  const shown: Shown = {}
  const emit = collector(output, shown)
  const { ms, variables, error, errorIn } = runner.run(chain, { emit, now: () => performance.now(), elementLimit })
  parentPort?.postMessage({ output, ...shown, variables, ms, error, errorIn } satisfies RunReply)
})

parentPort?.postMessage('ready')
