import { expect, test } from 'vitest'
import { startPython } from './interpreter.ts'

const run = await startPython()

test("a traceback shows the program's lines alone, and its error PyTorch's type and message", () => {
  const { ok, traceback, error } = run(
    'import torch\n\ndef f(x):\n    return x @ torch.ones(2, 3)\n\nf(torch.ones(2, 3))\n',
  )
  expect(ok).toBe(false)
  expect(traceback).toBe(
    [
      'Traceback (most recent call last):',
      '  File "program.py", line 6, in <module>',
      '    f(torch.ones(2, 3))',
      '    ~^^^^^^^^^^^^^^^^^^',
      '  File "program.py", line 4, in f',
      '    return x @ torch.ones(2, 3)',
      '           ~~^~~~~~~~~~~~~~~~~~',
      'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)',
    ].join('\n'),
  )
  expect(error).toMatchObject({ type: 'RuntimeError', code: 'matmul-inner', line: 4, column: 12 })
})

test('a syntax error has its place', () => {
  const { error } = run('x = 1\ny = (\n')
  expect(error).toMatchObject({ type: 'SyntaxError', line: 2 })
})

test("what PyTorch has and is not here is named, and what it has not either is Python's own error", () => {
  expect(run('import torch\ntorch.svd(torch.eye(2))').error).toMatchObject({
    type: 'AttributeError',
    code: 'python-missing',
  })
  expect(run('import torch\ntorch.nonsense').error).toMatchObject({
    message: "module 'torch' has no attribute 'nonsense'",
    code: 'error',
  })
})

test('an unknown keyword argument raises', () => {
  expect(run('import torch\ntorch.zeros(2).sum(dimension=0)').error?.type).toBe('TypeError')
  expect(run('import torch\ntorch.nn.Linear(2, 2, biass=True)').error?.type).toBe('TypeError')
  expect(run('import torch\ntorch.optim.SGD([torch.nn.Parameter(torch.ones(1))], learning_rate=1)').error?.type).toBe(
    'TypeError',
  )
})

test('what a callback raises comes out as it was raised', () => {
  const program = [
    'import torch',
    'w = torch.nn.Parameter(torch.ones(1))',
    'opt = torch.optim.LBFGS([w])',
    'def closure():',
    "    raise KeyError('mine')",
    'opt.step(closure)',
  ].join('\n')
  expect(run(program).error).toMatchObject({ type: 'KeyError', message: "'mine'" })
})

test('a program leaves nothing behind for the next', () => {
  run('import torch\ntorch.set_grad_enabled(False)\nleft = 1')
  expect(run('import torch\nprint(torch.is_grad_enabled())').output).toBe('True\n')
  expect(run('print(left)').error?.type).toBe('NameError')
})

test('what is saved comes back, to a file and to a buffer, and a file of PyTorch itself is refused by name', () => {
  const program = [
    'import torch',
    "torch.save({'w': torch.tensor([1.5, -2.0]), 'n': torch.nn.Parameter(torch.ones(2, 1)), 'step': 3}, 'model.pt')",
    "kept = torch.load('model.pt')",
    "print(kept['w'], type(kept['n']).__name__, kept['n'].shape, kept['n'].requires_grad, kept['step'])",
  ].join('\n')
  expect(run(program).output).toBe(
    'tensor([1.5000, -2.0000]) Parameter torch.Size([2, 1]) True 3\n'.replace('[1.5', '[ 1.5'),
  )
  const foreign = "import io, torch\ntorch.load(io.BytesIO(b'PK'))"
  expect(run(foreign).error).toMatchObject({
    type: 'RuntimeError',
    message: expect.stringContaining('no file of PyTorch'),
  })
  expect(run('import io, torch\ntorch.save(torch.nn.Linear(1, 1), io.BytesIO())').error?.message).toContain(
    'state_dict()',
  )
})

test("NumPy's names of two arguments do as PyTorch's own", () => {
  expect(run('import torch\nprint(torch.ones(2, 3).sum(axis=1, keepdims=True).shape)').output).toBe(
    'torch.Size([2, 1])\n',
  )
})
