import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { functional as F, onWarning, tensor, type Tensor } from '../../src/engine/index.ts'
import { gradcheck, gradgradcheck, numbers } from './helpers/gradcheck.ts'

onWarning(() => {})

type Checked = [name: string, f: (...x: Tensor[]) => Tensor, inputs: Tensor[]]

const any = (shape: number[] = [2, 3], seed = 1) => numbers(shape, { seed })
const positive = (shape: number[] = [2, 3], seed = 3) => numbers(shape, { low: 0.3, high: 2.5, seed })
const inside = (shape: number[] = [2, 3], seed = 5) => numbers(shape, { low: -0.9, high: 0.9, seed })
const probabilities = (shape: number[] = [2, 3], seed = 7) => numbers(shape, { low: 0.1, high: 0.9, seed })
const constant = (x: Tensor) => x.detach()
const classes = (list: number[], shape = [list.length]) => tensor(list, { dtype: 'int64' }).reshape(shape)
const signs = tensor([1, -1, -1, 1, 1, -1], { dtype: 'float64' }).reshape(2, 3)

/** Functions of one tensor, by the region in which they are smooth. */
const single = (names: string, input: () => Tensor): Checked[] =>
  names.split(' ').map((name) => {
    const found = (engine as Record<string, unknown>)[name] ?? (F as Record<string, unknown>)[name]
    return [name, found as (x: Tensor) => Tensor, [input()]]
  })

const pointwise: Checked[] = [
  ...single(
    'sin cos tan atan sinh cosh tanh asinh exp exp2 expm1 sigmoid square abs erf erfc deg2rad rad2deg sinc reciprocal nanToNum frac',
    any,
  ),
  ...single('asin acos atanh erfinv', inside),
  ...single('log log2 log10 log1p sqrt rsqrt lgamma digamma', positive),
  ...single('logit', probabilities),
  ...single(
    'relu relu6 leakyRelu rrelu elu selu celu gelu silu mish hardtanh hardsigmoid hardswish softplus softsign tanhshrink softshrink hardshrink logsigmoid',
    any,
  ),
  ['acosh', (x) => x.acosh(), [numbers([4], { low: 1.2, high: 3 })]],
  ['digamma below 0', (x) => x.digamma(), [numbers([3], { low: -0.8, high: -0.2 })]],
  ['lgamma below 0', (x) => x.lgamma(), [numbers([3], { low: -1.8, high: -1.2 })]],
  ['polygamma', (x) => engine.polygamma(2, x), [positive()]],
  ['logit with eps', (x) => x.logit(0.2), [probabilities()]],
  ['atan2', (y, x) => y.atan2(x), [any(), positive([3])]],
  ['hypot', (x, y) => x.hypot(y), [any(), any([2, 1], 2)]],
  ['logaddexp', (x, y) => x.logaddexp(y), [any(), any([3], 2)]],
  ['logaddexp2', (x, y) => x.logaddexp2(y), [any(), any([3], 2)]],
  ['maximum', (x, y) => x.maximum(y).square(), [any(), any([3], 2)]],
  ['minimum', (x, y) => x.minimum(y).square(), [any(), any([3], 2)]],
  ['fmax', (x, y) => x.fmax(y).square(), [any(), any([3], 2)]],
  ['fmin', (x, y) => x.fmin(y).square(), [any(), any([3], 2)]],
  ['fmod', (x, y) => x.fmod(y).square(), [any(), positive([3])]],
  ['remainder', (x, y) => x.remainder(y).square(), [any(), positive([3])]],
  ['copysign', (x, y) => x.copysign(y).square(), [any(), any([3], 2)]],
  ['xlogy', (x, y) => x.xlogy(y), [any(), positive([3])]],
  ['clamp by numbers', (x) => x.clamp({ min: -0.7, max: 0.9 }).square(), [any()]],
  ['clamp by tensors', (x, a, b) => x.clamp(a, b).square(), [any(), any([3], 2), any([2, 1], 4)]],
  ['clamp from below', (x, a) => x.clamp({ min: a }).square(), [any(), any([3], 2)]],
  ['clampMax by a tensor', (x, a) => x.clampMax(a).square(), [any(), any([3], 2)]],
  ['clampMin', (x) => x.clampMin(0.1).square(), [any()]],
  ['lerp by a number', (x, y) => x.lerp(y, 0.3).square(), [any(), any([3], 2)]],
  ['lerp by a tensor', (x, y, w) => x.lerp(y, w), [any(), any([3], 2), probabilities([2, 1])]],
  ['addcmul', (x, y, z) => x.addcmul(y, z, { value: -2 }), [any(), any([3], 2), any([2, 1], 4)]],
  ['addcdiv', (x, y, z) => x.addcdiv(y, z, { value: -2 }), [any(), any([3], 2), positive([2, 1])]],
]

const activations: Checked[] = [
  ['leakyRelu with a slope', (x) => F.leakyRelu(x, 0.3).square(), [any()]],
  ['elu with alpha', (x) => F.elu(x, 0.5), [any()]],
  ['celu with alpha', (x) => F.celu(x, 0.5), [any()]],
  ['elu where its exponential would overflow', (x) => F.elu(x.mul(1000)), [positive([2])]],
  ['gelu by tanh', (x) => F.gelu(x, { approximate: 'tanh' }), [any()]],
  ['softplus with beta', (x) => F.softplus(x, { beta: 3, threshold: 4 }), [any()]],
  ['threshold', (x) => F.threshold(x, 0.5, 3).square(), [any()]],
  ['prelu', (x, w) => F.prelu(x, w), [any([2, 3, 2]), positive([3])]],
  ['prelu with one weight', (x, w) => F.prelu(x, w), [any(), positive([1])]],
  ['glu', (x) => F.glu(x), [any([2, 4])]],
  ['glu over dimension 0', (x) => F.glu(x, { dim: 0 }), [any([4, 3])]],
  ['softmax', (x) => F.softmax(x, 1), [any([2, 3, 2])]],
  ['logSoftmax', (x) => F.logSoftmax(x, { dim: 0 }), [any()]],
  ['softmin', (x) => F.softmin(x, { dim: -1 }), [any()]],
]

const weight = positive([3]).detach()
const pairs: [string, Tensor[]][] = [
  ['', [any(), any([2, 3], 2)]],
  [', broadcast', [any(), any([3], 2)]],
]

const losses: Checked[] = (['mean', 'sum', 'none'] as const).flatMap((reduction): Checked[] => [
  ...pairs.flatMap(([kind, inputs]): Checked[] => [
    [`mseLoss${kind}`, (x, t) => F.mseLoss(x, t, { reduction }), inputs],
    [`l1Loss${kind}`, (x, t) => F.l1Loss(x, t, { reduction }).square(), inputs],
    [`smoothL1Loss${kind}`, (x, t) => F.smoothL1Loss(x, t, { beta: 0.7, reduction }), inputs],
    [`huberLoss${kind}`, (x, t) => F.huberLoss(x, t, { delta: 0.7, reduction }), inputs],
  ]),
  ['nllLoss', (x) => F.nllLoss(x, classes([2, 0]), { weight, reduction }).square(), [any()]],
  [
    'nllLoss with places',
    (x) => F.nllLoss(x, classes([2, 0, -1, 1], [2, 2]), { weight, ignoreIndex: -1, reduction }).square(),
    [any([2, 3, 2])],
  ],
  ['nllLoss of images', (x) => F.nllLoss(x, classes([2, 0], [1, 2, 1]), { reduction }).square(), [any([1, 3, 2, 1])]],
  ['crossEntropy', (x) => F.crossEntropy(x, classes([2, 0]), { reduction }), [any()]],
  [
    'crossEntropy, smoothed',
    (x) => F.crossEntropy(x, classes([2, -1]), { weight, ignoreIndex: -1, labelSmoothing: 0.2, reduction }),
    [any()],
  ],
  [
    'crossEntropy of probabilities',
    (x, t) => F.crossEntropy(x, t, { weight, labelSmoothing: 0.1, reduction }),
    [any(), probabilities()],
  ],
  [
    'binaryCrossEntropy',
    (x, t) => F.binaryCrossEntropy(x, t, { weight, reduction }),
    [probabilities(), probabilities([2, 3], 8)],
  ],
  [
    'binaryCrossEntropyWithLogits',
    (x, t) => F.binaryCrossEntropyWithLogits(x, t, { reduction }),
    [any(), probabilities()],
  ],
  [
    'binaryCrossEntropyWithLogits, weighted',
    (x, t) => F.binaryCrossEntropyWithLogits(x, t, { weight, posWeight: weight.mul(2), reduction }),
    [any(), probabilities()],
  ],
  ['klDiv', (x, t) => F.klDiv(x, t, { reduction }), [any(), probabilities()]],
  ['klDiv of logarithms', (x, t) => F.klDiv(x, t, { logTarget: true, reduction }), [any(), any([2, 3], 2)]],
  ['poissonNllLoss', (x, t) => F.poissonNllLoss(x, t, { full: true, reduction }), [any(), positive([2, 3], 9)]],
  [
    'poissonNllLoss of rates',
    (x, t) => F.poissonNllLoss(x, t, { logInput: false, reduction }),
    [positive(), positive([2, 3], 9)],
  ],
  [
    'gaussianNllLoss',
    (x, t, v) => F.gaussianNllLoss(x, t, v, { full: true, reduction }),
    [any(), any([2, 3], 2), positive([2, 1])],
  ],
  ['softMarginLoss', (x) => F.softMarginLoss(x, signs, { reduction }), [any()]],
  [
    'marginRankingLoss',
    (x, y) => F.marginRankingLoss(x, y, signs, { margin: 0.3, reduction }).square(),
    [any(), any([2, 3], 2)],
  ],
  ['hingeEmbeddingLoss', (x) => F.hingeEmbeddingLoss(x, signs, { reduction }).square(), [any()]],
  ['multiMarginLoss', (x) => F.multiMarginLoss(x, classes([2, 0]), { weight, reduction }).square(), [any()]],
  ['multiMarginLoss, squared', (x) => F.multiMarginLoss(x, classes([2, 0]), { p: 2, margin: 0.7, reduction }), [any()]],
  [
    'multilabelSoftMarginLoss',
    (x) => F.multilabelSoftMarginLoss(x, constant(probabilities()), { weight, reduction }),
    [any()],
  ],
  [
    'cosineEmbeddingLoss',
    (x, y) => F.cosineEmbeddingLoss(x, y, tensor([1, -1]), { reduction }),
    [any(), any([2, 3], 2)],
  ],
  [
    'tripletMarginLoss',
    (a, b, c) => F.tripletMarginLoss(a, b, c, { swap: true, reduction }),
    [any(), any([2, 3], 2), any([2, 3], 4)],
  ],
])

const similarities: Checked[] = [
  ['klDiv, batchmean', (x, t) => F.klDiv(x, t, { reduction: 'batchmean' }), [any(), probabilities()]],
  ['cosineSimilarity', (x, y) => F.cosineSimilarity(x, y), [any(), any([2, 3], 2)]],
  ['cosineSimilarity, broadcast', (x, y) => F.cosineSimilarity(x, y, { dim: 0 }), [any(), any([3], 2)]],
  ['pairwiseDistance', (x, y) => F.pairwiseDistance(x, y), [any(), any([2, 3], 2)]],
  ['pairwiseDistance, p = 3', (x, y) => F.pairwiseDistance(x, y, { p: 3, keepdim: true }), [any(), any([2, 3], 2)]],
  ['normalize', (x) => F.normalize(x), [any()]],
  ['normalize, p = 3', (x) => F.normalize(x, { p: 3, dim: 0 }), [any()]],
]

describe.each(Object.entries({ pointwise, activations, losses, similarities }))(
  'gradients of %s agree with central differences',
  (_, checked) => {
    test.each(checked)('%s', (_, f, inputs) => {
      expect(gradcheck(f, inputs)).toBeLessThan(1e-7)
    })
  },
)

/** Slopes that are constant between kinks: nothing is left to differentiate, in PyTorch as here. */
const straight = new Set(
  'abs deg2rad rad2deg nanToNum frac relu relu6 leakyRelu rrelu hardtanh hardsigmoid softshrink hardshrink'.split(' '),
)

describe.each(Object.entries({ pointwise, activations, losses, similarities }))(
  'gradients of gradients of %s agree with central differences',
  (_, checked) => {
    test.each(
      checked.map(([name, f, inputs]): Checked => [name, straight.has(name) ? (...x) => f(...x).square() : f, inputs]),
    )('%s', (_, f, inputs) => {
      expect(gradgradcheck(f, inputs)).toBeLessThan(1e-6)
    })
  },
)
