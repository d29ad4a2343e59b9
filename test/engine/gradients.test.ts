import { describe, expect, test } from 'vitest'
import { matmul, where, type Tensor } from '../../src/engine/index.ts'
import { gradcheck, gradgradcheck, numbers } from './helpers/gradcheck.ts'

type Checked = [name: string, f: (...x: Tensor[]) => Tensor, inputs: Tensor[]]

const positive = (shape: number[], seed = 3) => numbers(shape, { low: 0.5, high: 2, seed })

const operations: Checked[] = [
  ['add, broadcast', (x, y) => x.add(y, { alpha: 3 }), [numbers([2, 3]), numbers([3], { seed: 2 })]],
  ['sub, broadcast', (x, y) => x.sub(y, { alpha: 3 }), [numbers([2, 1]), numbers([3], { seed: 2 })]],
  ['rsub', (x, y) => x.rsub(y), [numbers([2, 1]), numbers([3], { seed: 2 })]],
  ['mul, broadcast', (x, y) => x.mul(y), [numbers([2, 3]), numbers([], { seed: 2 })]],
  ['div, broadcast', (x, y) => x.div(y), [numbers([2, 3]), positive([2, 1])]],
  ['neg', (x) => x.neg(), [numbers([3])]],
  ['pow of a number', (x) => x.pow(3), [numbers([4])]],
  ['pow of a fraction', (x) => x.pow(-1.5), [positive([4])]],
  ['pow of a tensor', (x, y) => x.pow(y), [positive([2, 3]), numbers([3], { seed: 2 })]],
  ['exp', (x) => x.exp(), [numbers([4])]],
  ['log', (x) => x.log(), [positive([4])]],
  ['sqrt', (x) => x.sqrt(), [positive([4])]],
  ['tanh', (x) => x.tanh(), [numbers([4])]],
  ['sigmoid', (x) => x.sigmoid(), [numbers([4])]],
  ['relu', (x) => x.relu().mul(x), [numbers([6])]],
  ['abs', (x) => x.abs().mul(x), [numbers([6])]],
  ['where', (x, y) => where(x.gt(0), x.mul(y), y.square()), [numbers([6]), numbers([6], { seed: 2 })]],
  ['sum over dims', (x) => x.sum({ dim: [0, 2] }).square(), [numbers([2, 3, 2])]],
  ['mean', (x) => x.mean({ dim: -1, keepdim: true }).mul(x), [numbers([2, 3])]],
  ['reshape of a transpose', (x) => x.t().reshape(2, 3).square(), [numbers([3, 2]).detach().clone().requiresGrad_()]],
  ['permute', (x) => x.permute(2, 0, 1).square(), [numbers([2, 3, 2])]],
  ['squeeze and unsqueeze', (x) => x.unsqueeze(0).squeeze(2).square(), [numbers([2, 1])]],
  ['expand', (x) => x.expand(2, 3).square(), [numbers([3])]],
  ['slice with a step', (x) => x.slice(1, 0, 5, 2).square(), [numbers([2, 5])]],
  ['select', (x) => x.select(1, -1).square(), [numbers([2, 3])]],
  ['clone', (x) => x.clone().square(), [numbers([2])]],
  ['mm', (a, b) => matmul(a, b), [numbers([2, 3]), numbers([3, 2], { seed: 2 })]],
  ['mv', (a, b) => matmul(a, b), [numbers([2, 3]), numbers([3], { seed: 2 })]],
  ['vector times matrix', (a, b) => matmul(a, b), [numbers([3]), numbers([3, 2], { seed: 2 })]],
  ['dot', (a, b) => matmul(a, b), [numbers([3]), numbers([3], { seed: 2 })]],
  ['stacked matmul, broadcast', (a, b) => matmul(a, b), [numbers([2, 1, 2, 3]), numbers([2, 3, 2], { seed: 2 })]],
  ['stack times matrix', (a, b) => matmul(a, b), [numbers([2, 2, 3]), numbers([3, 2], { seed: 2 })]],
  ['a change in place of a view', (x, y) => changed(x.mul(1), y), [numbers([2, 3]), numbers([3], { seed: 2 })]],
]

function changed(x: Tensor, y: Tensor): Tensor {
  x.get(1).mul_(y).exp_()
  return x.square()
}

describe('gradients agree with central differences', () => {
  test.each(operations)('%s', (_, f, inputs) => {
    expect(gradcheck(f, inputs)).toBeLessThan(1e-7)
  })
})

describe('gradients of gradients agree with central differences', () => {
  test.each(operations)('%s', (_, f, inputs) => {
    expect(gradgradcheck(f, inputs)).toBeLessThan(1e-6)
  })
})

test('the check itself sees a wrong gradient', () => {
  expect(gradcheck((x) => x.mul(x.detach()), [numbers([3])])).toBeGreaterThan(0.1)
})
