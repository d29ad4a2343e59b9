/** Programs that PyTorch has run (test/oracle/record-programs.py): here they print the same, byte for byte. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { startPython } from './interpreter.ts'

const run = await startPython()
const programs = globSync('test/python/corpus/*.py').sort()

test('there are programs to run', () => {
  expect(programs.length).toBeGreaterThanOrEqual(60)
})

test.each(programs.map((path) => basename(path, '.py')))('%s prints what PyTorch prints', (name) => {
  const path = `test/python/corpus/${name}.py`
  const { output, traceback } = run(readFileSync(path, 'utf8'), path)
  expect(traceback).toBe('')
  expect(output).toBe(readFileSync(`test/python/corpus/${name}.out`, 'utf8'))
})
