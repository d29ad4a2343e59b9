import { describe, expect, test } from 'vitest'
import { arange, formatTensor, linspace, tensor, zeros } from '../../src/engine/index.ts'

describe('numbers print as PyTorch prints them', () => {
  const printed: [string, () => unknown, string][] = [
    ['an exact tie rounds to the even digit', () => tensor([0.03125, 0.5]), 'tensor([0.0312, 0.5000])'],
    ['a wide range is scientific', () => tensor([123456, 1.5]), 'tensor([1.2346e+05, 1.5000e+00])'],
    ['large whole numbers are scientific', () => tensor([1e10]), 'tensor([1.0000e+10])'],
    ['small numbers are scientific', () => tensor([[1e-5, 1]]), 'tensor([[1.0000e-05, 1.0000e+00]])'],
    ['nothing in one dimension', () => tensor([]), 'tensor([])'],
    ['nothing in two dimensions says its size', () => zeros(0, 3), 'tensor([], size=(0, 3))'],
    [
      'nothing of integers says its type',
      () => zeros(2, 0, { dtype: 'int64' }),
      'tensor([], size=(2, 0), dtype=torch.int64)',
    ],
    ['float64 says so', () => tensor([1, 2], { dtype: 'float64' }), 'tensor([1., 2.], dtype=torch.float64)'],
    ['a 0-d integer', () => tensor(5, { dtype: 'int64' }), 'tensor(5)'],
    ['a 0-d boolean', () => tensor(true), 'tensor(True)'],
    ['minus zero keeps its sign', () => tensor([-0, 1.5]), 'tensor([-0.0000, 1.5000])'],
    ['not a number', () => tensor([NaN]), 'tensor([nan])'],
    ['infinities do not widen', () => tensor([NaN, Infinity, -1]), 'tensor([nan, inf, -1.])'],
    ['integers are aligned', () => tensor([-1, 20, -300], { dtype: 'int64' }), 'tensor([  -1,   20, -300])'],
    ['many integers show their edges', () => arange(2000), 'tensor([   0,    1,    2,  ..., 1997, 1998, 1999])'],
    [
      'many numbers show their edges',
      () => linspace(0, 1, 1001),
      'tensor([0.0000, 0.0010, 0.0020,  ..., 0.9980, 0.9990, 1.0000])',
    ],
    [
      'a parameter says that it wants a gradient',
      () => tensor([2], { requiresGrad: true }),
      'tensor([2.], requires_grad=True)',
    ],
    [
      'a result names its operation',
      () => tensor([2], { requiresGrad: true }).mul(2).sum(),
      'tensor(4., grad_fn=<SumBackward0>)',
    ],
  ]
  test.each(printed)('%s', (_, make, text) => {
    expect(String(make())).toBe(text)
  })

  test('lines break at 80 columns and the suffix takes its own line', () => {
    const x = arange(30).to('float32').requiresGrad_().mul(1.5)
    expect(formatTensor(x)).toBe(
      [
        'tensor([ 0.0000,  1.5000,  3.0000,  4.5000,  6.0000,  7.5000,  9.0000, 10.5000,',
        '        12.0000, 13.5000, 15.0000, 16.5000, 18.0000, 19.5000, 21.0000, 22.5000,',
        '        24.0000, 25.5000, 27.0000, 28.5000, 30.0000, 31.5000, 33.0000, 34.5000,',
        '        36.0000, 37.5000, 39.0000, 40.5000, 42.0000, 43.5000],',
        '       grad_fn=<MulBackward0>)',
      ].join('\n'),
    )
  })

  test('three dimensions stand apart by an empty line', () => {
    expect(formatTensor(arange(8).reshape(2, 2, 2))).toBe(
      'tensor([[[0, 1],\n         [2, 3]],\n\n        [[4, 5],\n         [6, 7]]])',
    )
  })

  test('a summarised matrix shows three rows and columns at each edge', () => {
    const x = arange(1100).to('float32').reshape(10, 110).div(7)
    expect(formatTensor(x).split('\n').slice(0, 7)).toEqual([
      'tensor([[0.0000e+00, 1.4286e-01, 2.8571e-01,  ..., 1.5286e+01, 1.5429e+01,',
      '         1.5571e+01],',
      '        [1.5714e+01, 1.5857e+01, 1.6000e+01,  ..., 3.1000e+01, 3.1143e+01,',
      '         3.1286e+01],',
      '        [3.1429e+01, 3.1571e+01, 3.1714e+01,  ..., 4.6714e+01, 4.6857e+01,',
      '         4.7000e+01],',
      '        ...,',
    ])
  })
})
