import { expect, test } from 'vitest'
import { EngineError, arange, bmm, grad, matmul, ones, tensor } from '../../src/engine/index.ts'

const f = tensor([1, 2])
const i = tensor([1, 2], { dtype: 'int64' })
const d = tensor([1, 2], { dtype: 'float64' })
const b = tensor([true, false])
const w = tensor([1, 2], { requiresGrad: true })

/** Each call, its code, and what PyTorch says to the same. */
const wrong: [() => unknown, string, string][] = [
  [
    () => ones(3).add(ones(4)),
    'broadcast',
    'RuntimeError: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0',
  ],
  [
    () => matmul(ones(2, 3), ones(2, 3)),
    'matmul-inner',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)',
  ],
  [() => matmul(ones(2, 3), ones(4)), 'matmul-inner', 'RuntimeError: size mismatch, got 2, 2x3,4'],
  [
    () => matmul(ones(2, 3, 4), ones(5, 2)),
    'matmul-inner',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (6x4 and 5x2)',
  ],
  [
    () => matmul(ones(4), ones(3, 2)),
    'matmul-inner',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x4 and 3x2)',
  ],
  [
    () => matmul(ones(3), ones(4)),
    'matmul-inner',
    'RuntimeError: inconsistent tensor size, expected tensor [3] and src [4] to have the same number of elements, but got 3 and 4 elements respectively',
  ],
  [
    () => bmm(ones(2, 3, 4), ones(2, 3, 4)),
    'matmul-inner',
    'RuntimeError: Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 3].',
  ],
  [
    () => matmul(tensor(2), f),
    'matmul-ranks',
    'RuntimeError: both arguments to matmul need to be at least 1D, but they are 0D and 1D',
  ],
  [
    () => matmul(f, d),
    'matmul-dtypes',
    'RuntimeError: dot : expected both vectors to have same dtype, but found Float and Double',
  ],
  [
    () => w.add_(1),
    'leaf-changed-in-place',
    'RuntimeError: a leaf Variable that requires grad is being used in an in-place operation.',
  ],
  [
    () => w.get(0).add_(1),
    'leaf-changed-in-place',
    'RuntimeError: a view of a leaf Variable that requires grad is being used in an in-place operation.',
  ],
  [
    () => f.clone().add_(ones(2, 2)),
    'in-place-shape',
    "RuntimeError: output with shape [2] doesn't match the broadcast shape [2, 2]",
  ],
  [
    () => i.add_(1.5),
    'in-place-dtype',
    "RuntimeError: result type Float can't be cast to the desired output type Long",
  ],
  [
    () => i.requiresGrad_(),
    'requires-grad-dtype',
    'RuntimeError: only Tensors of floating point dtype can require gradients',
  ],
  [() => f.reshape(3), 'reshape', "RuntimeError: shape '[3]' is invalid for input of size 2"],
  [() => f.view(-1, -1), 'reshape-two-open', 'RuntimeError: only one dimension can be inferred'],
  [
    () => ones(3, 2).t().view(6),
    'view',
    "RuntimeError: view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
  ],
  [
    () => f.sum({ dim: 2 }),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 2)',
  ],
  [() => f.sum({ dim: [0, 0] }), 'dim-twice', 'RuntimeError: dim 0 appears multiple times in the list of dims'],
  [
    () => f.unsqueeze(3),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 3)',
  ],
  [() => f.item(), 'item-of-many', 'ValueError: only one element tensors can be converted to Python scalars'],
  [
    () => f.expand(3),
    'expand',
    'RuntimeError: The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [2]',
  ],
  [() => f.narrow(0, 1, 3), 'narrow', 'RuntimeError: start (1) + length (3) exceeds dimension size (2).'],
  [() => f.get(5), 'index-out-of-range', 'IndexError: index 5 is out of bounds for dimension 0 with size 2'],
  [() => f.get(0, 0), 'too-many-indices', 'IndexError: too many indices for tensor of dimension 1'],
  [() => ones(2, 2, 2).t(), 't-rank', 'RuntimeError: t() expects a tensor with <= 2 dimensions, but self is 3D'],
  [() => tensor([[1, 2], [3]]), 'ragged', 'ValueError: expected sequence of length 2 at dim 1 (got 1)'],
  [
    () => i.mean(),
    'mean-dtype',
    'RuntimeError: mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long',
  ],
  [() => arange(0, 5, -1), 'arange-step', 'RuntimeError: upper bound and larger bound inconsistent with step sign'],
  [() => tensor(1).length, 'length-of-0d', 'TypeError: len() of a 0-d tensor'],
  [
    () => f.backward(),
    'backward-without-graph',
    'RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn',
  ],
  [() => w.backward(), 'backward-of-many', 'RuntimeError: grad can be implicitly created only for scalar outputs'],
  [
    () => w.mul(2).backward(tensor([1])),
    'gradient-shape',
    'RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a shape of torch.Size([2]).',
  ],
  [
    () => grad(w.sum(), tensor([1], { requiresGrad: true })),
    'grad-unused',
    'RuntimeError: One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.',
  ],
  [() => f.retainGrad(), 'retain-grad', "RuntimeError: can't retain_grad on Tensor that has requires_grad=False"],
  [
    () => f.registerHook(() => {}),
    'hook-without-grad',
    "RuntimeError: cannot register a hook on a tensor that doesn't require gradient",
  ],
  [
    () => b.sub(b),
    'sub-of-bool',
    'RuntimeError: Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.',
  ],
]

test.each(wrong)('%s fails with code %s and says what PyTorch says', (call, code, torch) => {
  let caught: unknown
  try {
    call()
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(EngineError)
  const error = caught as EngineError
  expect(error.code).toBe(code)
  expect(`${error.torch!.type}: ${error.torch!.message}`).toBe(torch)
})

test('a message names what came, what was expected and what to try', () => {
  expect(() => matmul(ones(2, 3), ones(4, 3))).toThrow(
    'matmul: inner sizes differ: [2, 3] × [4, 3] needs 3 = 4. Transpose the second? b.T is [3, 4].',
  )
  expect(() => ones(2, 3).add(ones(2))).toThrow(
    'add: shapes [2, 3] and [2] do not broadcast: dimension 1 is 3 in one and 2 in the other. Equal sizes or a 1 would fit; unsqueeze adds a 1.',
  )
})

test('a graph walked twice fails with what PyTorch says', () => {
  const z = w.mul(w).sum()
  z.backward()
  expect(() => z.backward()).toThrow('backward: this graph was walked before and what it needs was given back.')
  w.grad = null
})

test('100 GB are refused with a clear message', () => {
  expect(() => ones(25_000_000_000)).toThrow(
    'Not enough memory: 25000000000 numbers of float32 need 100000000000 bytes.',
  )
})
