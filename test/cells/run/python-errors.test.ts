/** What Python raises in beginners' code is told apart by what CPython says, and every kind has its sentence. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createPythonRunner } from '../../../src/cells/run/run-python.ts'
import type { CellError } from '../../../src/cells/run/events.ts'
import { createInterpreter, environment, type Pyodide } from '../../../src/python/interpreter.ts'
import { readPackageFiles } from '../../../src/python/package-files.ts'
import { loadPyodide } from 'pyodide'

const pyodide = (await loadPyodide({ env: { ...environment } })) as unknown as Pyodide
const runner = createPythonRunner((write) => createInterpreter(pyodide, readPackageFiles(), write))
const run = (...codes: string[]) =>
  runner.run(
    codes.map((code, index) => ({ id: `cell-${index + 1}`, code })),
    { emit: () => undefined, now: () => performance.now() },
  )
const errorOf = (code: string): CellError => run(code).error!

const raised: [code: string, error: string, params?: Record<string, string>][] = [
  ['loss = 1\nprint(los)', 'py-not-defined', { name: 'los', suggestion: 'loss' }],
  ['print(weight)', 'py-not-defined', { name: 'weight' }],
  ['def f():\n  n += 1\nn = 0\nf()', 'py-unbound', { name: 'n' }],
  ['import torch\nw = torch.ones(1)\nw.grad.item()', 'py-attribute-of-none', { name: 'item' }],
  ['[1].push(2)', 'py-no-attribute', { type: 'list', name: 'push' }],
  ['import math\nmath.sqroot(2)', 'py-no-member', { module: 'math', name: 'sqroot' }],
  ['import torch\ntorch.nothing', 'py-no-member', { module: 'torch', name: 'nothing' }],
  ['import torch\ntorch.svd', 'python-missing', { name: 'torch.svd' }],
  ['import numpy as np', 'py-no-numpy'],
  ['from numpy.linalg import norm', 'py-no-numpy'],
  ['import pandas', 'py-no-module', { module: 'pandas' }],
  ['from math import sqroot', 'py-no-import', { name: 'sqroot', module: 'math' }],
  ['x = 1\nx()', 'py-not-callable', { type: 'int' }],
  ['for i in 3: pass', 'py-not-iterable', { type: 'int' }],
  ['a, b = 3', 'py-not-iterable', { type: 'int' }],
  ['x = 1\nx[0]', 'py-not-subscriptable', { type: 'int' }],
  ["s = 'abc'\ns[0] = 'd'", 'py-no-item-assignment', { type: 'str' }],
  ["1 + 'a'", 'py-operands', { operator: '+', left: 'int', right: 'str' }],
  ["1 < 'a'", 'py-operands', { operator: '<', left: 'int', right: 'str' }],
  ["'a' + 1", 'py-text-and-number', { type: 'int' }],
  ['def f(x): pass\nf()', 'py-argument-missing', { function: 'f', names: "'x'" }],
  ['def f(x): pass\nf(y=1)', 'py-argument-unknown', { function: 'f', name: 'y' }],
  ['def f(x): pass\nf(1, x=1)', 'py-argument-twice', { function: 'f', name: 'x' }],
  ['def f(x): pass\nf(1, 2)', 'py-arguments-many', { function: 'f', wanted: '1', given: '2' }],
  ['1 / 0', 'py-zero-division'],
  ['[1][3]', 'py-index'],
  ["{'a': 1}['b']", 'py-key', { key: "'b'" }],
  ['a, b = [1, 2, 3]', 'py-unpack', { expected: '2', found: '3' }],
  ['a, b, c = [1, 2]', 'py-unpack', { expected: '3', found: '2' }],
  ["int('x')", 'py-not-a-number', { text: "'x'" }],
  ["float('x')", 'py-not-a-number', { text: "'x'" }],
  ['def f(): f()\nf()', 'py-too-deep'],
  ['bytearray(10 ** 10)', 'py-out-of-memory'],
  ['2.0 ** 100000', 'py-overflow'],
  ['assert 1 == 2', 'py-assertion'],
  ["open('data.csv')", 'py-no-file', { name: 'data.csv' }],
  ["input('name')", 'py-no-input'],
  ['import threading\nthreading.Thread(target=print).start()', 'py-no-threads'],
  ['raise NotImplementedError', 'py-not-finished'],
  ['for i in range(3):\nprint(i)', 'py-syntax-block', { statement: "'for' statement", line: '1' }],
  ['x = 1\n  y = 2', 'py-syntax-indent'],
  ['if True:\n    x = 1\n  y = 2', 'py-syntax-dedent'],
  ['if True:\n    x = 1\n\ty = 2', 'py-syntax-tabs'],
  ["print 'a'", 'py-syntax-print', { name: 'print' }],
  ['for i in range(3)\n  pass', 'py-syntax-colon'],
  ['x = (1, 2', 'py-syntax-unclosed', { bracket: '(' }],
  ['x = 1)', 'py-syntax-unmatched', { bracket: ')' }],
  ['x = (1]', 'py-syntax-unmatched', { bracket: ']' }],
  ["x = 'abc", 'py-syntax-string'],
  ["x = f'abc", 'py-syntax-string'],
  ['if x = 1: pass', 'py-syntax-equal'],
  ['1 = x', 'py-syntax-equal'],
  ['x + 1 = 2', 'py-syntax-equal'],
  ['f() += 1', 'py-syntax-target', { target: 'function call' }],
  ['x = [1 2]', 'py-syntax-comma'],
  ['return 1', 'py-syntax-outside', { statement: 'return' }],
  ['break', 'py-syntax-outside', { statement: 'break' }],
  ['x = “a”', 'py-syntax-character', { character: '“' }],
  ['x = 1\u00a0+ 2', 'py-syntax-character', { character: 'U+00A0' }],
  ['x = = 1', 'py-syntax'],
]

test.each(raised)('%j', (code, error, params = {}) => {
  const found = errorOf(code)
  expect(found).toMatchObject({ code: error, params })
  const { suggestion: _, ...others } = found.params
  expect(Object.keys(others).sort()).toEqual(
    Object.keys(params)
      .filter((name) => name !== 'suggestion')
      .sort(),
  )
  expect(found.line).toBeGreaterThan(0)
})

const sentencesOf = (locale: string) =>
  (JSON.parse(readFileSync(`locales/${locale}/ui.json`, 'utf8')) as { errors: Record<string, string> }).errors

test.each(['en', 'fr', 'es', 'tr', 'ko'])(
  'in %s each has a sentence, which asks for nothing but what is known',
  (locale) => {
    const sentences = sentencesOf(locale)
    for (const [, code, params = {}] of raised) {
      expect(sentences[code], code).toBeTruthy()
      const asked = [...sentences[code]!.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name!)
      expect(Object.keys(params), code).toEqual(expect.arrayContaining(asked))
    }
  },
)

test('an absent module says what is here, and can be asked about', () => {
  expect(errorOf('import numpy').original).toBe(
    "No module named 'numpy'. Here are torch, matplotlib.pyplot and the standard library of Python.",
  )
  expect(run('try:\n  import numpy\nexcept ImportError:\n  numpy = 1').error).toBeUndefined()
})

test('an error in a function of an earlier cell is placed there, and its traceback shows both', () => {
  const { error } = run('def half(x):\n  return x / 0', 'y = half(1)')
  expect(error).toMatchObject({ code: 'py-zero-division', cell: 'cell-1', line: 2 })
  expect(error!.traceback).toContain('File "cell-2.py", line 1')
  expect(error!.traceback).toContain('File "cell-1.py", line 2')
})

test('an error of the last cell itself is its own', () => {
  expect(run('a = 1', 'b = a / 0').error?.cell).toBeUndefined()
})

test('an error that cannot be written is told all the same', () => {
  const code = 'class Odd(Exception):\n  def __str__(self): raise ValueError\nraise Odd'
  expect(errorOf(code)).toMatchObject({ name: 'Odd', line: 3 })
})

test('random numbers of Python itself begin anew with each run', () => {
  const code = 'import random\nx = random.random()'
  const [first, second] = [run(code), run(code)].map(({ variables }) => variables[0]!.value)
  expect(first).toBe(second)
})
