/** Numbers worked by hand, and known constants. Each docstring's example is one more. */
import { describe, expect, test } from 'vitest'
import { functional as F, polygamma, tensor, type Tensor } from '../../src/engine/index.ts'

const double = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'float64' })
const index = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'int64' })
const { PI, E, LN2, LN10, SQRT2 } = Math

/** Euler's constant, and ζ(3). */
const gamma = 0.5772156649015329
const apery = 1.2020569031595942

const known: [name: string, found: Tensor, expected: number[]][] = [
  ['sin', double(0, PI / 6, PI / 2).sin(), [0, 0.5, 1]],
  ['cos', double(0, PI / 3, PI).cos(), [1, 0.5, -1]],
  ['tan', double(PI / 4).tan(), [1]],
  ['asin', double(0.5, 1).asin(), [PI / 6, PI / 2]],
  ['acos', double(0.5, -1).acos(), [PI / 3, PI]],
  ['atan', double(1, -Infinity).atan(), [PI / 4, -PI / 2]],
  [
    'atan2 in all quadrants',
    double(1, 1, -1, -1).atan2(double(1, -1, -1, 1)),
    [PI / 4, (3 * PI) / 4, (-3 * PI) / 4, -PI / 4],
  ],
  ['sinh and cosh', double(LN2).sinh().add(double(LN2).cosh()), [2]],
  ['tanh', double(LN2).tanh(), [0.6]],
  ['asinh', double(0.75).asinh(), [LN2]],
  ['acosh', double(1.25).acosh(), [LN2]],
  ['atanh', double(0.6).atanh(), [LN2]],
  ['exp', double(0, 1).exp(), [1, E]],
  ['exp2', double(-1, 10).exp2(), [0.5, 1024]],
  ['expm1 near 0', double(1e-12).expm1(), [1.0000000000005e-12]],
  ['log', double(E, 10).log(), [1, LN10]],
  ['log10 and log2', double(100).log10().add(double(8).log2()), [5]],
  ['log1p near 0', double(1e-12).log1p(), [0.9999999999995e-12]],
  ['rsqrt', double(2).rsqrt(), [1 / SQRT2]],
  ['hypot of large numbers', double(3e200).hypot(double(4e200)), [5e200]],
  ['logaddexp', double(Math.log(3)).logaddexp(double(Math.log(5))), [Math.log(8)]],
  ['erf', double(0.5, 3, -0.5).erf(), [0.5204998778130465, 0.9999779095030014, -0.5204998778130465]],
  ['erfc', double(0.5, 3, 10).erfc(), [0.4795001221869535, 2.2090496998585441e-5, 2.0884875837625446e-45]],
  ['erfinv', double(0.75, -0.75).erfinv(), [0.8134198475976185, -0.8134198475976185]],
  ['lgamma', double(0.5, 5, 30).lgamma(), [Math.log(PI) / 2, Math.log(24), 71.257038967168]],
  ['lgamma below 0', double(-0.5).lgamma(), [Math.log(2 * Math.sqrt(PI))]],
  ['digamma', double(1, 2, 0.5).digamma(), [-gamma, 1 - gamma, -gamma - 2 * LN2]],
  ['digamma below 0', double(-0.5).digamma(), [2 - gamma - 2 * LN2]],
  ['polygamma', polygamma(1, double(1, 0.5)), [PI ** 2 / 6, PI ** 2 / 2]],
  ['polygamma 2', polygamma(2, double(1)), [-2 * apery]],
  ['logit', double(0.75).logit(), [Math.log(3)]],
  ['sinc', double(0, 0.5, 1.5).sinc(), [1, 2 / PI, -2 / (3 * PI)]],

  ['sigmoid', double(Math.log(3)).sigmoid(), [0.75]],
  ['silu', F.silu(double(Math.log(3))), [0.75 * Math.log(3)]],
  ['softplus', F.softplus(double(Math.log(3))), [Math.log(4)]],
  ['softplus, sharper', F.softplus(double(Math.log(3) / 2), { beta: 2 }), [Math.log(4) / 2]],
  ['mish, whose tanh is 15/17 at log 3', F.mish(double(Math.log(3))), [(15 / 17) * Math.log(3)]],
  ['gelu', F.gelu(double(1)), [0.8413447460685429]],
  ['elu', F.elu(double(-LN2), 2), [-1]],
  ['celu', F.celu(double(-2 * LN2), 2), [-1]],
  ['selu', F.selu(double(1, -LN2)), [1.0507009873554805, (-1.0507009873554805 * 1.6732632423543772) / 2]],
  ['logsigmoid', F.logsigmoid(double(Math.log(3))), [Math.log(0.75)]],
  ['softsign', F.softsign(double(-3)), [-0.75]],
  ['tanhshrink', F.tanhshrink(double(LN2)), [LN2 - 0.6]],
  ['glu', F.glu(double(8, Math.log(3))), [6]],
  ['softmax', F.softmax(double(0, Math.log(3)), 0), [0.25, 0.75]],
  ['logSoftmax', F.logSoftmax(double(0, Math.log(3)), 0), [Math.log(0.25), Math.log(0.75)]],
  ['softmin', F.softmin(double(0, Math.log(3)), { dim: 0 }), [0.75, 0.25]],

  [
    'crossEntropy of two rows',
    F.crossEntropy(double(0, Math.log(3), 0, 0).reshape(2, 2), index(0, 1)),
    [(Math.log(4) + LN2) / 2],
  ],
  [
    'crossEntropy, weighted',
    F.crossEntropy(double(0, Math.log(3), 0, 0).reshape(2, 2), index(0, 1), { weight: double(3, 1) }),
    [(3 * Math.log(4) + LN2) / 4],
  ],
  [
    'crossEntropy, smoothed',
    F.crossEntropy(double(0, Math.log(3)), index(0).squeeze(), { labelSmoothing: 0.5 }),
    [0.75 * Math.log(4) + 0.25 * Math.log(4 / 3)],
  ],
  ['nllLoss, one row ignored', F.nllLoss(double(-1, -2, -3, -4).reshape(2, 2), index(1, -100)), [2]],
  ['binaryCrossEntropy', F.binaryCrossEntropy(double(0.25, 0.25), double(1, 0)), [(Math.log(4) + Math.log(4 / 3)) / 2]],
  [
    'binaryCrossEntropyWithLogits, positives doubled',
    F.binaryCrossEntropyWithLogits(double(0, 0), double(1, 0), { posWeight: double(2) }),
    [1.5 * LN2],
  ],
  [
    'klDiv',
    F.klDiv(double(0.5, 0.5).log().unsqueeze(0), double(0.25, 0.75).unsqueeze(0), { reduction: 'batchmean' }),
    [0.25 * Math.log(0.5) + 0.75 * Math.log(1.5)],
  ],
  ['huberLoss below and above δ', F.huberLoss(double(1, 5), double(0, 0), { delta: 2, reduction: 'none' }), [0.5, 8]],
  [
    'smoothL1Loss below and above β',
    F.smoothL1Loss(double(1, 5), double(0, 0), { beta: 2, reduction: 'none' }),
    [0.25, 4],
  ],
  [
    'gaussianNllLoss',
    F.gaussianNllLoss(double(1), double(3), double(4), { full: true }),
    [(Math.log(4) + 1 + Math.log(2 * PI)) / 2],
  ],
  ['poissonNllLoss', F.poissonNllLoss(double(LN2), double(3)), [2 - 3 * LN2]],
  ['softMarginLoss', F.softMarginLoss(double(Math.log(3)), double(1)), [Math.log(4 / 3)]],
  ['multiMarginLoss', F.multiMarginLoss(double(1, 2, 0.5).unsqueeze(0), index(0)), [2.5 / 3]],
  ['multiMarginLoss, squared', F.multiMarginLoss(double(1, 2, 0.5).unsqueeze(0), index(0), { p: 2 }), [4.25 / 3]],
  ['cosineSimilarity', F.cosineSimilarity(double(3, 4), double(4, 3), { dim: 0 }), [0.96]],
  ['normalize', F.normalize(double(3, 4), { dim: 0 }), [0.6, 0.8]],
  ['tripletMarginLoss', F.tripletMarginLoss(double(0, 0), double(3, 4), double(0, 2), { eps: 0 }), [4]],
]

test.each(known)('%s', (_, found, expected) => {
  const flat = found.reshape(-1).tolist() as number[]
  expect(flat.length).toBe(expected.length)
  flat.forEach((value, i) =>
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(2e-14 * Math.max(Math.abs(expected[i]!), 1e-30)),
  )
})

describe('float32 keeps no more digits than PyTorch’s', () => {
  const printed: [name: string, x: Tensor, text: string][] = [
    ['logSoftmax of a sure prediction', F.logSoftmax(tensor([10, 0]), 0), 'tensor([-4.5418e-05, -1.0000e+01])'],
    ['crossEntropy of a sure prediction', F.crossEntropy(tensor([[10, 0]]), index(0)), 'tensor(4.5418e-05)'],
    ['binaryCrossEntropyWithLogits', F.binaryCrossEntropyWithLogits(tensor([10]), tensor([1])), 'tensor(4.5418e-05)'],
    ['softMarginLoss', F.softMarginLoss(tensor([10]), tensor([1])), 'tensor(4.5418e-05)'],
    ['logsigmoid, which keeps them', F.logsigmoid(tensor([10])), 'tensor([-4.5399e-05])'],
    ['elu near 0', F.elu(tensor([-1e-4])), 'tensor([-0.0001])'],
    ['sigmoid far below 0', tensor([-89, -80]).sigmoid(), 'tensor([0.0000e+00, 1.8049e-35])'],
  ]
  test.each(printed)('%s', (_, x, text) => {
    expect(String(x)).toBe(text)
  })

  test('elu near 0 is that of a rounded exponential', () => {
    expect(F.elu(tensor([-1e-4])).item()).toBe(-0.00010001659393310547)
  })
})

describe('far from 0 nothing overflows', () => {
  const finite: [name: string, x: Tensor, expected: number][] = [
    ['softmax', F.softmax(tensor([1e30, 0]), 0).sum(), 1],
    ['crossEntropy', F.crossEntropy(tensor([[1000, -1000]]), index(1)), 2000],
    ['binaryCrossEntropyWithLogits', F.binaryCrossEntropyWithLogits(tensor([-1000]), tensor([1])), 1000],
    ['logsigmoid', F.logsigmoid(tensor([-1000])).sum(), -1000],
    ['softplus', F.softplus(tensor([1000])).sum(), 1000],
    ['mish', F.mish(tensor([1000])).sum(), 1000],
    ['binaryCrossEntropy at its bound', F.binaryCrossEntropy(tensor([0]), tensor([1])), 100],
  ]
  test.each(finite)('%s', (_, x, expected) => {
    expect(x.item()).toBe(expected)
  })
})
