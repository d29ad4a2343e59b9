import { expect, test } from 'vitest'
import { loadPyodide } from 'pyodide'
import type { RunEvent } from '../../../src/cells/run/events.ts'
import { createPythonRunner } from '../../../src/cells/run/run-python.ts'
import { createInterpreter, environment, type Pyodide } from '../../../src/python/interpreter.ts'
import { readPackageFiles } from '../../../src/python/package-files.ts'

const pyodide = (await loadPyodide({ env: { ...environment } })) as unknown as Pyodide
const runner = createPythonRunner((write) => createInterpreter(pyodide, readPackageFiles(), write))

function run(code: string, options: { trace?: boolean; seed?: number } = {}): RunEvent[] {
  const events: RunEvent[] = []
  runner.run([{ id: 'cell', code }], {
    emit: (event) => void events.push(event),
    now: () => performance.now(),
    ...options,
  })
  return events
}

test('a traced run tells the graph of its results, and of no other run', () => {
  const code = 'import torch\nw = torch.tensor(2.0, requires_grad=True)\nloss = (w * 3 - 10) ** 2\nloss.backward()'
  const tape = run(code, { trace: true }).find(({ type }) => type === 'tape') as { data: { tapes: unknown[] } }
  expect(tape.data.tapes).toHaveLength(1)
  expect(JSON.stringify(tape.data)).toContain('"loss"')
  expect(run(code).some(({ type }) => type === 'tape')).toBe(false)
})

test('the seed is that of torch and of Python itself', () => {
  const code = 'import random, torch\nprint(random.random(), torch.rand(1).item())'
  const printed = (seed: number) => (run(code, { seed }).find(({ type }) => type === 'output') as { text: string }).text
  expect(printed(1)).toBe(printed(1))
  expect(printed(1)).not.toBe(printed(2))
})

test('what goes to standard error is told as a warning', () => {
  expect(run('import sys\nprint("a", file=sys.stderr)')[0]).toEqual({ type: 'output', level: 'warn', text: 'a' })
})
