/** Gradients of products, layers and pooling, and gradients of those, against central differences. */
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { Generator, functional as F, tensor, type Tensor } from '../../src/engine/index.ts'
import { gradcheck, gradgradcheck, numbers } from './helpers/gradcheck.ts'

type Checked = [name: string, f: (...x: Tensor[]) => Tensor, inputs: Tensor[]]

let seed = 0
/** Other numbers each time, the same on every run. */
const any = (...shape: number[]) => numbers(shape, { seed: ++seed })
const positive = (...shape: number[]) => numbers(shape, { low: 0.5, high: 2, seed: ++seed })
const running = [tensor([0.1, 0.2], { dtype: 'float64' }), tensor([1.5, 0.7], { dtype: 'float64' })] as const
const whole = (list: number[], shape = [list.length]) => tensor(list, { dtype: 'int64' }).reshape(shape)

const products: Checked[] = [
  ['addmm', (t, a, b) => engine.addmm(t, a, b, { beta: 0.5, alpha: -2 }), [any(4), any(2, 3), any(3, 4)]],
  ['addmv', (t, a, v) => t.addmv(a, v, { beta: 0.5, alpha: -2 }), [any(2), any(2, 3), any(3)]],
  ['addr', (t, u, v) => t.addr(u, v, { alpha: 3 }), [any(2, 3), any(2), any(3)]],
  ['baddbmm', (t, a, b) => t.baddbmm(a, b, { beta: 2 }), [any(1, 2), any(2, 2, 3), any(2, 3, 2)]],
  ['addbmm', (t, a, b) => t.addbmm(a, b, { alpha: 2 }), [any(2, 2), any(2, 2, 3), any(2, 3, 2)]],
  ['addmm in place', (t, a, b) => t.mul(1).addmm_(a, b).square(), [any(2, 2), any(2, 3), any(3, 2)]],
  ['outer', (u, v) => u.outer(v), [any(3), any(2)]],
  ['inner', (a, b) => a.inner(b), [any(2, 3), any(2, 3)]],
  ['vdot', (a, b) => a.vdot(b), [any(3), any(3)]],
  [
    'tensordot',
    (a, b) =>
      engine.tensordot(a, b, [
        [2, 0],
        [0, 1],
      ]),
    [any(2, 3, 2), any(2, 2, 2)],
  ],
  ['kron', (a, b) => a.kron(b), [any(2, 2), any(3)]],
  ['cross, broadcast', (a, b) => a.cross(b, { dim: 1 }), [any(2, 3), any(1, 3)]],
  ['chainMatmul', (a, b, c) => engine.chainMatmul(a, b, c), [any(2, 3), any(3, 2), any(2, 2)]],
  ['linear', (x, w, b) => F.linear(x, w, b), [any(2, 2, 3), any(2, 3), any(2)]],
  ['bilinear', (x, y, w, b) => F.bilinear(x, y, w, b), [any(2, 2), any(2, 3), any(2, 2, 3), any(2)]],
  ['einsum of a matrix product', (a, b) => engine.einsum('bij,bjk->bik', a, b), [any(2, 2, 3), any(2, 3, 2)]],
  ['einsum with a diagonal', (a, b) => engine.einsum('iij,jk->ik', a, b), [any(2, 2, 3), any(3, 2)]],
  ['einsum with an ellipsis', (a, b) => engine.einsum('...i,i...->i', a, b), [any(2, 3), any(3, 2)]],
  ['einsum of three', (a, b, c) => engine.einsum('i,ij,j->', a, b, c), [any(2), any(2, 3), any(3)]],
]

/** Matrices far from singular ones. */
const square = (...shape: number[]) =>
  any(...shape)
    .add(engine.eye(shape.at(-1)!, { dtype: 'float64' }).mul(3))
    .detach()
    .requiresGrad_()
const symmetric = (a: Tensor) => a.add(a.transpose(-2, -1)).div(2)

const matrices: Checked[] = [
  ['inverse', (a) => engine.inverse(a), [square(2, 2, 2)]],
  ['solve', (a, b) => engine.linalg.solve(a, b), [square(3, 3), any(2, 3, 2)]],
  ['solve of a vector', (a, b) => engine.linalg.solve(a, b), [square(3, 3), any(3)]],
  ['matrixPower', (a) => a.matrixPower(3), [square(2, 2)]],
  ['matrixPower below 0', (a) => a.matrixPower(-2), [square(2, 2)]],
  ['det', (a) => a.det(), [square(2, 3, 3)]],
  ['the logarithm of slogdet', (a) => a.slogdet()[1], [square(3, 3)]],
  ['logdet', (a) => a.logdet(), [square(3, 3)]],
  ['cholesky', (a) => engine.cholesky(symmetric(a)), [square(3, 3)]],
  ['vectorNorm', (x) => engine.linalg.vectorNorm(x, 3, { dim: 1 }), [positive(2, 3)]],
  ['matrixNorm', (x) => engine.linalg.matrixNorm(x), [any(2, 2, 3)]],
  ['the largest sum of a column', (x) => engine.linalg.norm(x, 1).square(), [any(3, 2)]],
]

const convolutions: Checked[] = [
  ['conv1d', (x, w, b) => F.conv1d(x, w, b, { stride: 2, padding: 1 }), [any(2, 2, 5), any(2, 2, 3), any(2)]],
  ['conv1d, same, even kernel', (x, w) => F.conv1d(x, w, { padding: 'same' }), [any(1, 2, 4), any(2, 2, 2)]],
  ['conv2d', (x, w, b) => F.conv2d(x, w, b), [any(1, 2, 4, 3), any(2, 2, 2, 2), any(2)]],
  [
    'conv2d, strided, padded, dilated',
    (x, w) => F.conv2d(x, w, { stride: [2, 1], padding: [1, 2], dilation: [1, 2] }),
    [any(1, 1, 4, 4), any(2, 1, 2, 2)],
  ],
  ['conv2d in groups', (x, w, b) => F.conv2d(x, w, b, { groups: 2 }), [any(1, 4, 3, 3), any(2, 2, 2, 2), any(2)]],
  ['conv3d', (x, w) => F.conv3d(x, w, { padding: [1, 0, 0] }), [any(1, 1, 2, 3, 2), any(1, 1, 2, 2, 2)]],
  [
    'convTranspose1d',
    (x, w, b) => F.convTranspose1d(x, w, b, { stride: 2, padding: 1, outputPadding: 1 }),
    [any(1, 2, 3), any(2, 2, 3), any(2)],
  ],
  [
    'convTranspose2d in groups',
    (x, w) => F.convTranspose2d(x, w, { stride: 2, groups: 2, dilation: [1, 2] }),
    [any(1, 2, 2, 2), any(2, 1, 2, 2)],
  ],
  ['convTranspose3d', (x, w) => F.convTranspose3d(x, w), [any(1, 1, 2, 1, 2), any(1, 2, 1, 2, 2)]],
  ['unfold', (x) => F.unfold(x, 2, { padding: 1, stride: 2 }).square(), [any(1, 2, 3, 3)]],
  ['fold', (x) => F.fold(x, [3, 3], 2).square(), [any(1, 4, 4)]],
]

const pools: Checked[] = [
  ['maxPool1d', (x) => F.maxPool1d(x, 2, { stride: 1 }).square(), [any(1, 2, 5)]],
  ['maxPool2d, overlapping', (x) => F.maxPool2d(x, 3, 2, 1).square(), [any(1, 2, 4, 4)]],
  ['maxPool3d', (x) => F.maxPool3d(x, 2).square(), [any(1, 2, 2, 4)]],
  ['avgPool1d', (x) => F.avgPool1d(x, 3, 2, 1).square(), [any(1, 2, 5)]],
  [
    'avgPool2d, padding not counted',
    (x) => F.avgPool2d(x, 3, { stride: 2, padding: 1, countIncludePad: false }).square(),
    [any(1, 1, 4, 4)],
  ],
  ['avgPool3d', (x) => F.avgPool3d(x, 2).square(), [any(1, 2, 2, 4)]],
  ['lpPool2d', (x) => F.lpPool2d(x, 3, 2), [positive(1, 1, 4, 4)]],
  ['adaptiveAvgPool2d', (x) => F.adaptiveAvgPool2d(x, [2, 3]).square(), [any(1, 1, 3, 4)]],
  ['adaptiveAvgPool1d to one', (x) => F.adaptiveAvgPool1d(x, 1).square(), [any(1, 2, 3)]],
  ['adaptiveMaxPool1d', (x) => F.adaptiveMaxPool1d(x, 2).square(), [any(1, 2, 5)]],
  ['adaptiveMaxPool2d', (x) => F.adaptiveMaxPool2d(x, 2).square(), [any(1, 3, 3)]],
  ['maxUnpool1d', (x) => F.maxUnpool1d(x, whole([1, 2], [1, 2]), 2).square(), [any(1, 2)]],
  ['maxUnpool2d', (x) => F.maxUnpool2d(x, whole([1, 2], [1, 1, 2]), 2).square(), [any(1, 1, 2)]],
  ['nearest', (x) => F.interpolate(x, { scaleFactor: 1.7 }).square(), [any(1, 1, 3, 2)]],
  ['linear interpolation', (x) => F.interpolate(x, { size: 5, mode: 'linear' }).square(), [any(1, 1, 3)]],
  [
    'bilinear interpolation',
    (x) => F.interpolate(x, { size: [3, 5], mode: 'bilinear', alignCorners: true }).square(),
    [any(1, 1, 2, 3)],
  ],
  ['bicubic interpolation', (x) => F.interpolate(x, { size: [3, 5], mode: 'bicubic' }).square(), [any(1, 1, 2, 3)]],
  [
    'antialiased interpolation',
    (x) => F.interpolate(x, { size: [2, 2], mode: 'bilinear', antialias: true }).square(),
    [any(1, 1, 5, 4)],
  ],
  ['trilinear interpolation', (x) => F.interpolate(x, { size: 3, mode: 'trilinear' }).square(), [any(1, 1, 2, 2, 2)]],
  ['pixelShuffle', (x) => F.pixelShuffle(x, 2).square(), [any(4, 2, 1)]],
  ['pixelUnshuffle', (x) => F.pixelUnshuffle(x, 2).square(), [any(1, 2, 4)]],
  ['channelShuffle', (x) => F.channelShuffle(x, 2).square(), [any(1, 4, 2)]],
]

const norms: Checked[] = [
  ['batchNorm while training', (x, w, b) => F.batchNorm(x, null, null, w, b, true), [any(3, 2), any(2), any(2)]],
  ['batchNorm of images while training', (x) => F.batchNorm(x, { training: true }), [any(2, 2, 2, 2)]],
  [
    'batchNorm with running statistics',
    (x, w, b) => F.batchNorm(x, ...running, w, b).square(),
    [any(3, 2), any(2), any(2)],
  ],
  ['batchNorm with running statistics, no scale', (x) => F.batchNorm(x, ...running).square(), [any(3, 2, 2)]],
  ['instanceNorm', (x, w, b) => F.instanceNorm(x, { weight: w, bias: b }), [any(2, 2, 3), any(2), any(2)]],
  ['layerNorm', (x, w, b) => F.layerNorm(x, [4], w, b), [any(2, 4), any(4), any(4)]],
  ['layerNorm with a large ε', (x) => F.layerNorm(x, [4], { eps: 0.5 }), [any(2, 4)]],
  ['layerNorm over two dimensions', (x) => F.layerNorm(x, [2, 3]), [any(2, 2, 3)]],
  ['layerNorm with a bias alone', (x, b) => F.layerNorm(x, [3], { bias: b }).square(), [any(2, 3), any(3)]],
  ['rmsNorm', (x, w) => F.rmsNorm(x, [4], w), [any(2, 4), any(4)]],
  ['groupNorm', (x, w, b) => F.groupNorm(x, 2, w, b), [any(2, 4, 2), any(4), any(4)]],
  ['localResponseNorm', (x) => F.localResponseNorm(x, 3, { alpha: 0.5 }), [any(1, 4, 2)]],
]

const others: Checked[] = [
  ['embedding', (w) => F.embedding(whole([1, 0, 1]), w).square(), [any(3, 2)]],
  ['attention', (q, k, v) => F.scaledDotProductAttention(q, k, v), [any(1, 3, 2), any(1, 4, 2), any(1, 4, 2)]],
  [
    'causal attention',
    (q, k, v) => F.scaledDotProductAttention(q, k, v, { isCausal: true }),
    [any(3, 2), any(3, 2), any(3, 2)],
  ],
  [
    'attention with a mask of numbers',
    (q, k, v, m) => F.scaledDotProductAttention(q, k, v, m),
    [any(2, 2), any(3, 2), any(3, 2), any(2, 3)],
  ],
  [
    'attention of groups of heads',
    (q, k, v) => F.scaledDotProductAttention(q, k, v, { enableGqa: true, scale: -0.4 }),
    [any(4, 2, 2), any(2, 3, 2), any(2, 3, 1)],
  ],
  [
    'several heads',
    (q, k, w, b, o) =>
      F.multiHeadAttentionForward(q, k, k, {
        embedDimToCheck: 4,
        numHeads: 2,
        inProjWeight: w,
        inProjBias: b,
        outProjWeight: o,
      })[0],
    [any(2, 1, 4), any(3, 1, 4), numbers([12, 4], { low: -0.5, high: 0.5, seed: 90 }), any(12), any(4, 4)],
  ],
  [
    'embeddingBag, sums',
    (w, s) => F.embeddingBag(whole([0, 1, 1, 2], [2, 2]), w, { mode: 'sum', perSampleWeights: s }).square(),
    [any(3, 2), any(2, 2)],
  ],
  ['embeddingBag, means', (w) => F.embeddingBag(whole([0, 1, 1]), w, whole([0, 1])).square(), [any(2, 2)]],
  [
    'embeddingBag, maxima',
    (w) => F.embeddingBag(whole([0, 1, 1]), w, whole([0, 1]), { mode: 'max' }).square(),
    [any(2, 2)],
  ],
  [
    'gridSample',
    (x, g) => F.gridSample(x, g),
    [any(1, 2, 3, 3), numbers([1, 2, 2, 2], { low: -0.9, high: 0.9, seed: 91 })],
  ],
  [
    'gridSample, bicubic, reflected',
    (x, g) => F.gridSample(x, g, { mode: 'bicubic', paddingMode: 'reflection', alignCorners: true }),
    [any(1, 1, 3, 3), any(1, 2, 2, 2)],
  ],
  [
    'gridSample of a grid that depends on the image',
    (x) => F.gridSample(x, x.reshape(1, 2, 1, 2).tanh()),
    [any(1, 1, 2, 2)],
  ],
  ['affineGrid', (t) => F.affineGrid(t, [1, 1, 2, 3]).square(), [any(1, 2, 3)]],
  ['dropout', (x) => F.dropout(x, 0.4, { generator: new Generator().manualSeed(1) }).square(), [any(8)]],
  ['dropout1d', (x) => F.dropout1d(x, { generator: new Generator().manualSeed(1) }).square(), [any(4, 2)]],
  [
    'alphaDropout',
    (x) => F.alphaDropout(x, 0.4, { training: true, generator: new Generator().manualSeed(1) }).square(),
    [any(8)],
  ],
  [
    'featureDropout',
    (x) => engine.featureDropout(x, 0.5, { generator: new Generator().manualSeed(2) }).square(),
    [any(2, 4, 2)],
  ],
]

const all = [...products, ...matrices, ...convolutions, ...pools, ...norms, ...others]

describe('gradients agree with central differences', () => {
  test.each(all)('%s', (_, f, inputs) => {
    expect(gradcheck(f, inputs)).toBeLessThan(1e-7)
  })
})

describe('gradients of gradients agree with central differences', () => {
  test.each(all)('%s', (_, f, inputs) => {
    expect(gradgradcheck(f, inputs)).toBeLessThan(2e-6)
  })
})

test('gradients are the same numbers when they are recorded', () => {
  const differing = all.filter(([, f, inputs]) => {
    const wanted = inputs.filter((x) => x.requiresGrad)
    const [plain, recorded] = [false, true].map((createGraph) =>
      engine.grad(f(...inputs).sum(), wanted, { createGraph }),
    )
    return plain!.some((g, i) => !engine.allclose(g, recorded![i]!, { rtol: 1e-12, atol: 1e-12 }))
  })
  expect(differing.map(([name]) => name)).toEqual([])
})
